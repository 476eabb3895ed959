// Every rule, in the order of their codes. A new rule is a file in Rules/ and a line here; what the compiler reports by
// itself is described in CompilerRules/.

extension Rule {
  public static let all: [Rule] = document + network + training + data + sweep + compiler

  /// The rule of a code or a name, in any case of letters; nil where none is called so.
  public static func named(_ text: String) -> Rule? {
    let upper = text.uppercased()
    return all.first { $0.code.id == upper || $0.code.name == text.lowercased() }
  }

  private static let document: [Rule] = [
    unusedParameter, ambiguousBoolean, ambiguousNumber, yaml11Float, unusedAnchor, missingVersion,
    unusedDirective, invalidDirective,
  ]

  private static let network: [Rule] = [
    wrongLossForOutput, sigmoidForExclusiveClasses, softmaxOverOneUnit, outputActivationForLoss,
    consecutiveLinearLayers, redundantActivation, dropoutAfterOutput, highDropoutRate, dropoutBeforeNormalization,
    constantKernelInitializer, initializerForActivation, deepSaturatingStack, dyingReluStack, bottleneck,
    softmaxInsideNetwork, regularizerOnBias, layerWithoutEffect, moreParametersThanSamples, targetsOutsideOutputRange,
    strongRegularizer, normalizationAfterOutput, frozenRandomLayer, biasBeforeNormalization,
    numberLossForTwoClasses,
  ]

  private static let training: [Rule] = [
    learningRate, optimizerDecayRates, l2WithAdaptiveOptimizer, batchLargerThanData, batchOfOneRow, monitorMode,
    patienceBeyondEpochs, missingSeed, zeroEpochs, monitorIgnoresValidation,
  ]

  private static let data: [Rule] = [
    unnormalizedInput, constantFeature, classMissingFromSplit, classImbalance, rowsInTwoSplits, orderedRows,
    testIsTraining, testSelects, unscaledTarget,
  ]

  private static let sweep: [Rule] = [
    sweptParameterUnused, duplicateValues, constraintsLeaveNothing, idleConstraint, pointDoesNotCompile, sweepSize,
    sweepWork,
    constantParameter, metricNotComputed, metricIgnoresValidation, goalContradictsMetric, hyperbandBeyondEpochs,
    defaultOutsideSweep, runCapAgainstPoints,
  ]
}
