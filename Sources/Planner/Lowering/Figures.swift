// The end of a training or evaluation graph: the row loss with its penalties and the metrics, each accumulated.

import Diagnostics
import ExecutionPlan
import SpecParser

/// Appends the loss, or reports why there is none.
func lowerLoss(_ spec: Spec, _ summary: DataSummary, _ context: LossContext, in builder: inout GraphBuilder) {
  let kind = spec.training.loss
  guard let loss = lossTypes.first(where: { $0.declaration.name == kind.name }) else { return }
  checkTargetEncoding(spec, loss, in: &builder)
  checkTargetPreprocessing(spec, context, in: &builder)
  checkNothingRandomBehindProbabilities(context, in: &builder)
  builder.enter("loss", at: kind.range)
  // Keras weighs classes in fit alone: validation and test figures are of the rows as they are.
  let classWeights = builder.mode == .training ? spec.training.classWeights : nil
  guard let (call, prediction) = loss.call(kind.arguments, context, in: &builder),
    let weights = lowerClassWeights(classWeights, summary, in: &builder)
  else { return }
  let target = lowerTarget(context.target, in: &builder)
  let rowLoss = builder.append(
    .loss(call, hasClassWeights: weights.value != nil), [prediction, target] + (weights.value.map { [$0] } ?? []),
    shape: .batched([]), name: "row_loss")
  builder.setRowLoss(rowLoss)
  let penalty = lowerPenalties(in: &builder)
  accumulate(rowLoss, penalty, measure: builder.measure("loss", isMaximized: false), in: &builder)
}

/// Appends the metrics, or reports which do not fit.
func lowerMetrics(_ spec: Spec, _ context: LossContext, in builder: inout GraphBuilder) {
  for (metric, name) in zip(spec.training.metrics, metricNames(spec)) {
    builder.enter(name, at: metric.range)
    guard let type = metricTypes.first(where: { $0.declaration.name == metric.name }),
      let lowering = type.call(metric, context, in: &builder)
    else { continue }
    let target = lowerTarget(context.target, in: &builder)
    let value = builder.append(
      .metric(lowering.call), [lowering.prediction, target], shape: .batched([]), name: name)
    let measure = builder.measure(
      name, unit: lowering.unit, isMaximized: type.isMaximized, isRoot: lowering.isRoot)
    accumulate(value, nil, measure: measure, in: &builder)
  }
}

/// The metrics' names: as written, a repeated one (two `top_k` of different `k`) numbered from its second occurrence on.
private func metricNames(_ spec: Spec) -> [String] {
  var names: [String] = []
  for metric in spec.training.metrics {
    var name = metric.writtenName
    var number = 1
    while names.contains(name) || name == "loss" {
      name = "\(metric.writtenName)_\(number)"
      number += 1
    }
    names.append(name)
  }
  return names
}

/// The figures of an epoch by the spec alone, for callbacks that watch one.
public func declaredMeasures(_ spec: Spec) -> [Measure] {
  let metrics = zip(spec.training.metrics, metricNames(spec)).map { metric, name in
    let isMaximized = metricTypes.first { $0.declaration.name == metric.name }?.isMaximized ?? false
    return Measure(name: name, index: 0, unit: .plain, isMaximized: isMaximized, isRoot: false)
  }
  return [Measure(name: "loss", index: 0, unit: .plain, isMaximized: false, isRoot: false)] + metrics
}

/// What a loss and the metrics may know of the model's end.
func lossContext(
  _ spec: Spec, _ summary: DataSummary, _ output: ValueID, in builder: GraphBuilder
) -> LossContext {
  // A reshape of vectors into vectors (flatten) computes nothing: the end is what stands before it.
  var end = output
  while builder.graph[end].operation == .reshape,
    builder.shape(of: builder.graph[end].inputs[0]).dimensions == builder.shape(of: output).dimensions
  {
    end = builder.graph[end].inputs[0]
  }
  var lastActivation: Activation?
  var logits = output
  if case .activation(let call) = builder.graph[end].operation {
    lastActivation = call.function
    logits = builder.graph[end].inputs[0]
  }
  return LossContext(
    output: output, outputShape: builder.shape(of: output), lastActivation: lastActivation, logits: logits,
    target: summary.target, loss: spec.training.loss, scalesTargets: !spec.data.targetPreprocessing.isEmpty,
    endRange: spec.model.layers.last?.kind.range, repairs: EndRepairs(spec))
}

/// `target_encoding` must be the one that the loss's form wants.
private func checkTargetEncoding(_ spec: Spec, _ loss: any LossKind.Type, in builder: inout GraphBuilder) {
  let written = spec.data.targetEncoding
  guard let wanted = loss.targetEncoding, wanted != written.value, builder.mode == .training else { return }
  let other = wanted == .oneHot ? "sparse_categorical_crossentropy" : "categorical_crossentropy"
  builder.diagnostics.error(
    .targetEncoding,
    "\(spec.training.loss.name) wants \(wanted.rawValue) targets, but target_encoding is \(written.value.rawValue)",
    at: spec.training.loss.nameRange,
    help: "use '\(other)', or set data.target_encoding: \(wanted.rawValue)",
    fix: Fix(
      title: "use \(other)", isSafe: true,
      edits: [Fix.Edit(range: spec.training.loss.nameRange, replacement: other)]))
}

/// Noise on probabilities is no probability, and the loss would be another in training than in validation.
private func checkNothingRandomBehindProbabilities(_ context: LossContext, in builder: inout GraphBuilder) {
  var id = context.output
  var isRandom = false
  while let input = builder.graph[id].inputs.first {
    switch builder.graph[id].operation {
    case .dropout, .gaussianNoise: isRandom = true
    case .reshape: break
    case .activation(let call) where isRandom && (call.function == .softmax || call.function == .sigmoid):
      builder.error(
        .lossMismatch, "the model ends in dropout or noise behind its \(call.function)", at: context.endRange,
        help: "move it in front of the last dense layer")
      return
    default: return
    }
    id = input
  }
}

/// Classes have no scale.
private func checkTargetPreprocessing(_ spec: Spec, _ context: LossContext, in builder: inout GraphBuilder) {
  guard let first = spec.data.targetPreprocessing.first, context.classes != nil else { return }
  builder.error(
    .scaledClasses, "target_preprocessing scales numbers, but the targets of \(spec.training.loss.name) are classes",
    at: first.range, help: "remove target_preprocessing")
}

private func lowerTarget(_ target: TargetSummary, in builder: inout GraphBuilder) -> ValueID {
  let dimensions: [Int] =
    switch target {
    case .classes: []
    case .numbers(let width): [width]
    }
  return builder.append(.target, [], shape: .batched(dimensions), name: "target")
}

/// The sum of all penalties, nil without one. Keras counts those of trainable weights.
private func lowerPenalties(in builder: inout GraphBuilder) -> ValueID? {
  var total: ValueID?
  for (index, parameter) in builder.graph.tables.parameters.enumerated() where parameter.isTrainable {
    guard let regularizer = parameter.regularizer, let value = builder.graph.parameterValues[index] else { continue }
    let penalty = builder.append(
      .penalty(l1: regularizer.l1, l2: regularizer.l2), [value], shape: .scalar, name: "\(parameter.name).penalty")
    total = total.map { builder.append(.addScalars, [$0, penalty], shape: .scalar, name: "penalty") } ?? penalty
  }
  return total
}

private func accumulate(_ value: ValueID, _ penalty: ValueID?, measure: Int, in builder: inout GraphBuilder) {
  _ = builder.append(
    .accumulate(measure: measure, hasPenalty: penalty != nil), [value] + (penalty.map { [$0] } ?? []),
    shape: .scalar, name: "sum")
}
