// Tiny graphs with known numbers in their parameters, for tests of gradients and updates.

import Diagnostics
import ExecutionPlan
import Figures
import Planner
import Reference

/// Builds a training graph operation by operation. Every parameter gets its own stream of sample numbers.
struct TinyModel {
  var builder: GraphBuilder
  let rows: Int
  let inputs: [Double]
  let targets: ReferenceTargets
  private(set) var parameters: [String: [Double]] = [:]
  /// The batch's rows in the graph: [batch, ...].
  let input: ValueID

  init(rows: Int, inputShape: [Int], inputScale: Double = 4, targets: ReferenceTargets) {
    let start = SourcePosition(line: 1, column: 1, offset: 0)
    builder = GraphBuilder(
      mode: .training, tables: GraphTables(), range: SourceRange(path: "tiny.yaml", start: start, end: start))
    self.rows = rows
    self.targets = targets
    inputs = SampleNumbers.values(rows * inputShape.reduce(1, *), stream: 100, scale: inputScale)
    builder.enter("tiny", at: builder.layerRange)
    input = builder.append(.input, [], shape: .batched(inputShape), name: "input")
  }

  /// A parameter of `center` plus sample numbers in [-scale / 2, scale / 2).
  mutating func parameter(
    _ name: String, _ shape: [Int], scale: Double = 2, center: Double = 0, isTrainable: Bool = true,
    regularizer: RegularizerStrengths? = nil
  ) -> ValueID {
    builder.enter("tiny", at: builder.layerRange)
    let stream = parameters.count + 1
    let known = parameters.keys.contains("tiny.\(name)")
    let id = builder.parameter(
      name, shape: shape, initializer: .constant(0), regularizer: regularizer, isWeight: isTrainable)
    if !known {
      parameters["tiny.\(name)"] = SampleNumbers.values(shape.reduce(1, *), stream: stream, scale: scale).map {
        $0 + center
      }
    }
    return id
  }

  mutating func append(_ operation: Operation, _ operands: ValueID..., shape: TensorShape? = nil) -> ValueID {
    builder.append(operation, operands, shape: shape ?? builder.shape(of: operands[0]))
  }

  /// x w [..., units] with a trainable w `NAME`.
  mutating func product(
    _ x: ValueID, _ name: String, units: Int, scale: Double = 2, regularizer: RegularizerStrengths? = nil
  ) -> ValueID {
    let shape = builder.shape(of: x)
    let w = parameter(name, [shape.features, units], scale: scale, regularizer: regularizer)
    return append(.product, x, w, shape: .batched(shape.dimensions.dropLast() + [units]))
  }

  /// Ends the model in a loss, with penalties added where parameters have a regularizer.
  mutating func finish(_ prediction: ValueID, _ loss: LossCall, classWeights: [Float]? = nil) {
    let dimensions: [Int]
    switch targets {
    case .classes: dimensions = []
    case .numbers: dimensions = builder.shape(of: prediction).dimensions
    }
    let target = builder.append(.target, [], shape: .batched(dimensions))
    let weights = classWeights.map { [builder.constant("class_weights", count: $0.count, source: .values($0))] } ?? []
    let rowLoss = builder.append(
      .loss(loss, hasClassWeights: !weights.isEmpty), [prediction, target] + weights, shape: .batched([]))
    builder.setOutput(prediction)
    builder.setRowLoss(rowLoss)
    var total: ValueID?
    for (index, parameter) in builder.graph.tables.parameters.enumerated() {
      guard let regularizer = parameter.regularizer, let value = builder.graph.parameterValues[index] else { continue }
      let penalty = append(.penalty(l1: regularizer.l1, l2: regularizer.l2), value, shape: .scalar)
      total = total.map { append(.addScalars, $0, penalty, shape: .scalar) } ?? penalty
    }
    let measure = builder.measure("loss", isMaximized: false)
    _ = builder.append(
      .accumulate(measure: measure, hasPenalty: total != nil), [rowLoss] + (total.map { [$0] } ?? []), shape: .scalar)
    setOptimizer(.sgd, [], learningRate: 0.1)
  }

  /// Replaces the optimizer, which is plain SGD after `finish`.
  mutating func setOptimizer(
    _ rule: UpdateRule, _ values: [Double], learningRate: Double, clipping: OptimizerPlan.Clipping = .none
  ) {
    let zero = builder.scalar("zero", 0)
    var slots = [zero, zero, zero, builder.scalar("learning_rate", learningRate), zero]
    for (name, value) in zip(rule.slots, values) { slots.append(builder.scalar(name, value)) }
    for name in rule.derivedSlots { slots.append(builder.scalar(name, 0)) }
    builder.setOptimizer(OptimizerPlan(layout: OptimizerLayout(rule: rule, slots: slots), clipping: clipping))
  }

  /// An interpreter of one of the model's graphs, before its first step.
  func interpreter(_ graph: TrainGraph) throws -> ReferenceInterpreter {
    try ReferenceInterpreter(
      graph: graph, rows: rows, inputs: inputs, targets: targets, parameters: parameters, seed: 11, step: 3)
  }
}
