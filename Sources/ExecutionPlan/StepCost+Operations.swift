// Floating-point operations by kernel. Products are exact. For the other kernels the count is that of the formula beside
// the kernel's case: additions, multiplications, comparisons, divisions and roots count one each; an exponential, a
// logarithm or a random number counts `transcendental`, about what their polynomials take.

/// What an exponential, a logarithm, a hyperbolic tangent or a random word counts.
private let transcendental = 16

extension Step {
  /// Of the step's matrix product, 2 m n k over real sizes; 0 for kernels without one.
  public func productFlops(rows: Int) -> Int {
    switch kernel {
    case .dense, .denseInputGradient, .denseKernelGradient:
      saturatingProduct(2, rows, size("positions") ?? 0, size("inputs") ?? 0, size("outputs") ?? 0)
    case .gather, .affine, .addBias, .activation, .dropout, .gaussianNoise, .batchNormalize, .layerNormalize, .add,
      .loss, .metric, .activationGradient, .batchNormalizeGradient, .layerNormalizeGradient, .biasGradient,
      .batchStatistics, .batchNormalizeGradientSums, .layerNormalizeScaleGradient, .movingAverage, .regularize,
      .clipByValue, .clipByNorm, .squaredNorm, .penalty, .update, .addScalars, .accumulate:
      0
    }
  }

  /// Of everything but the product: epilogues, elementwise work, reductions, updates.
  func otherFlops(rows: Int) -> Int {
    let features = size("features") ?? size("elements") ?? 0
    let vectors = saturatingProduct(rows, size("positions") ?? 1)
    let elements = saturatingProduct(vectors, features)
    return switch kernel {
    case .gather, .affine: saturatingProduct(elements, scalingFlops)
    case .dense:
      saturatingProduct(vectors, size("outputs") ?? 0, (operand("bias") == nil ? 0 : 1) + activationFlops)
        .addingSaturated(saturatingProduct(vectors, size("inputs") ?? 0, scalingFlops))
    case .denseInputGradient:
      saturatingProduct(vectors, size("inputs") ?? 0, size("dropped") == 1 ? 2 : activationGradientFlops)
    case .addBias, .add: elements
    case .activation: saturatingProduct(elements, activationFlops)
    case .activationGradient: saturatingProduct(elements, activationGradientFlops)
    case .dropout: saturatingProduct(elements, transcendental + 2)
    case .gaussianNoise: saturatingProduct(elements, 2 * transcendental + 2)
    case .batchNormalize: saturatingProduct(elements, 3)
    case .layerNormalize: saturatingProduct(elements, 8)
    case .batchNormalizeGradient: saturatingProduct(elements, 5)
    case .layerNormalizeGradient: saturatingProduct(elements, 14)
    case .batchStatistics: saturatingProduct(elements, 4)
    case .batchNormalizeGradientSums: saturatingProduct(elements, 5)
    case .layerNormalizeScaleGradient: saturatingProduct(elements, 8)
    case .loss: saturatingProduct(rows, size("width") ?? 0, lossFlops + (operand("value") == nil ? 0 : 2))
    case .metric: saturatingProduct(rows, size("width") ?? 0, 2)
    case .denseKernelGradient:
      saturatingProduct(size("inputs") ?? 0, size("outputs") ?? 0, operand("w") == nil ? 0 : updateFlops)
        .addingSaturated(saturatingProduct(vectors, size("inputs") ?? 0, scalingFlops))
        .addingSaturated(
          operand("bias") == nil
            ? 0 : saturatingProduct(size("outputs") ?? 0, vectors.addingSaturated(updateFlops)))
    case .biasGradient:
      elements.addingSaturated(saturatingProduct(features, operand("w") == nil ? 0 : updateFlops))
    case .update: saturatingProduct(size("inputs") ?? 0, size("outputs") ?? 0, updateFlops)
    case .movingAverage: saturatingProduct(features, 3)
    case .regularize, .penalty: saturatingProduct(features, 4)
    case .clipByValue, .squaredNorm: saturatingProduct(features, 2)
    case .clipByNorm: features
    case .addScalars: 1
    case .accumulate: rows
    }
  }

  /// One each for the center, the scale and the offset that are there, per element that is loaded.
  private var scalingFlops: Int { ["center", "scale", "offset"].count { operand($0) != nil } }

  private var activation: Activation? { size("activation").flatMap { UInt8(exactly: $0) }.flatMap(Activation.init) }

  /// Per element.
  private var activationFlops: Int { activation?.operations ?? 0 }

  /// The slope by the saved value, about as much as the function itself without what `saved` spares, and its product
  /// with the gradient.
  private var activationGradientFlops: Int {
    guard let activation, activation != .linear else { return 0 }
    return switch activation.gradientOperand {
    case .none: 0
    case .output: 3
    case .input: activation.operations + 3
    }
  }

  /// Loss and gradient per prediction.
  private var lossFlops: Int {
    guard let loss = size("loss").flatMap({ UInt8(exactly: $0) }).flatMap(Loss.init) else { return 0 }
    return switch loss {
    // The largest, its difference, the exponential, the sum; with the gradient a division, a difference, a factor.
    case .softmaxCrossEntropy, .softmaxCrossEntropyDense: transcendental + 6
    case .sigmoidCrossEntropy, .sigmoidCrossEntropyDense: 2 * transcendental + 8
    case .meanSquaredError, .meanAbsoluteError, .huber: 5
    }
  }

  /// The update rule per parameter; penalties and clipping add theirs where the step applies them.
  private var updateFlops: Int {
    let rule = size("rule").flatMap { UInt8(exactly: $0) }.flatMap(UpdateRule.init)
    return (rule?.operations ?? 0) + (size("regularized") == 1 ? 6 : 0)
  }
}

extension UpdateRule {
  /// Operations of one element's update, counted in the formula beside the case.
  public var operations: Int {
    switch self {
    case .sgd: 2
    case .momentum: 4
    case .nesterov: 6
    case .adam: 12
    case .amsgrad: 13
    case .rmsprop: 9
    case .rmspropMomentum: 11
    case .rmspropCentered: 14
    case .rmspropCenteredMomentum: 16
    }
  }
}

extension Activation {
  /// Operations of one element, counted in the formula beside the case.
  public var operations: Int {
    switch self {
    case .linear: 0
    case .relu: 1
    case .leakyRelu, .relu6, .hardTanh, .threshold, .hardShrink: 2
    case .softsign, .softShrink: 3
    case .hardSigmoid, .sparseSigmoid, .sparsePlus, .reluGeneral, .squareplus: 4
    case .hardSilu: 5
    case .elu, .selu, .celu: transcendental + 3
    case .exponential: transcendental
    case .sigmoid, .tanh, .silu, .glu, .softmax: transcendental + 3
    case .tanhShrink, .gelu, .geluTanh: transcendental + 6
    case .softplus, .logSigmoid, .mish, .logSoftmax: 2 * transcendental + 3
    // Comparisons of its search for the threshold, a few passes over the axis.
    case .sparsemax: 10
    }
  }
}
