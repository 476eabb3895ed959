// The graphs of the figures' models, built by hand from operations: what the reference runs to be compared with Keras.

import Diagnostics
import ExecutionPlan
import Figures
import Planner
import Reference

/// A model 64-... on digits, ready for the interpreter.
struct FigureGraph {
  private var builder: GraphBuilder
  private var x: ValueID
  private let initial: [InitialTensor]
  /// The run-time scalars as they were given. The graph holds them as Float, where 1 - beta_2 is off by 1e-5.
  private(set) var scalars: [Double] = []

  init(_ mode: GraphMode, initial: [InitialTensor], tables: GraphTables = GraphTables()) {
    let start = SourcePosition(line: 1, column: 1, offset: 0)
    builder = GraphBuilder(mode: mode, tables: tables, range: SourceRange(path: "figures", start: start, end: start))
    builder.enter("input", at: builder.layerRange)
    x = builder.append(.input, [], shape: .batched([64]))
    self.initial = initial
  }

  var graph: TrainGraph { builder.graph }

  /// Initial values by name.
  var parameters: [String: [Double]] {
    Dictionary(uniqueKeysWithValues: initial.map { ($0.name, $0.values) })
  }

  /// A layer in its place: its parameters are the next ones of `initial` by name.
  mutating func append(_ layer: ModelFigures.Layer, name: String, regularizer: RegularizerStrengths? = nil) {
    builder.enter(name, at: builder.layerRange)
    if let regularizer {
      // As `GraphBuilder.parameter` would, so that they are recorded here.
      _ = scalar("\(name).kernel.l1", regularizer.l1)
      _ = scalar("\(name).kernel.l2", regularizer.l2)
    }
    let features = builder.shape(of: x).features
    switch layer {
    case .dense(let units, let activation):
      let shape = TensorShape.batched([units])
      let kernel = builder.parameter(
        "kernel", shape: [features, units], initializer: .constant(0), regularizer: regularizer)
      let bias = builder.parameter("bias", shape: [units], initializer: .constant(0))
      x = builder.append(.product, [x, kernel], shape: shape)
      x = builder.append(.addBias, [x, bias], shape: shape)
      if let function = Self.functions[activation] { appendActivation(function) }
    case .relu: appendActivation(.relu)
    case .batchNormalization: appendBatchNormalization(features)
    case .layerNormalization:
      let gamma = builder.parameter("gamma", shape: [features], initializer: .constant(1))
      let beta = builder.parameter("beta", shape: [features], initializer: .constant(0))
      x = builder.append(
        .layerNormalize(epsilon: 1e-3, hasGamma: true, hasBeta: true), [x, gamma, beta], shape: .batched([features]))
    }
  }

  private static let functions: [String: Activation] = ["relu": .relu, "tanh": .tanh]

  private mutating func appendActivation(_ function: Activation) {
    x = builder.append(.activation(ActivationCall(function)), [x], shape: builder.shape(of: x))
  }

  private mutating func appendBatchNormalization(_ features: Int) {
    let vector = [features]
    let gamma = builder.parameter("gamma", shape: vector, initializer: .constant(1))
    let beta = builder.parameter("beta", shape: vector, initializer: .constant(0))
    let mean = builder.parameter("moving_mean", shape: vector, initializer: .constant(0), isWeight: false)
    let variance = builder.parameter("moving_variance", shape: vector, initializer: .constant(1), isWeight: false)
    guard builder.mode == .training else {
      x = builder.append(
        .movingNormalize(epsilon: 1e-3, hasGamma: true, hasBeta: true), [x, mean, variance, gamma, beta],
        shape: .batched(vector))
      return
    }
    let statistics = builder.append(.batchStatistics, [x], shape: .fixed([2, features]))
    for (index, name) in ["moving_mean", "moving_variance"].enumerated() {
      let parameter = builder.graph.tables.parameters.firstIndex { $0.name == "\(builder.layerName).\(name)" }
      _ = builder.append(
        .movingAverage(parameter: parameter ?? -1, index: index, momentum: 0.99), [statistics], shape: .scalar)
    }
    x = builder.append(
      .batchNormalize(epsilon: 1e-3, hasGamma: true, hasBeta: true), [x, statistics, gamma, beta],
      shape: .batched(vector))
  }

  /// Ends the model in a loss with the penalties of all regularizers.
  mutating func finish(_ loss: ModelFigures.Loss, classWeights: [Int: Double] = [:]) {
    builder.setOutput(x)
    let call = loss.call
    let target = builder.append(.target, [], shape: .batched(loss.takesNumbers ? [1] : []))
    let values = (0..<10).map { Float(classWeights[$0] ?? 1) }
    let weights =
      classWeights.isEmpty ? [] : [builder.constant("class_weights", count: 10, source: .values(values))]
    let rowLoss = builder.append(
      .loss(call, hasClassWeights: !weights.isEmpty), [x, target] + weights, shape: .batched([]))
    builder.setRowLoss(rowLoss)
    var total: ValueID?
    for (index, parameter) in builder.graph.tables.parameters.enumerated() {
      guard let regularizer = parameter.regularizer, let value = builder.graph.parameterValues[index] else { continue }
      let penalty = builder.append(.penalty(l1: regularizer.l1, l2: regularizer.l2), [value], shape: .scalar)
      total = total.map { builder.append(.addScalars, [$0, penalty], shape: .scalar) } ?? penalty
    }
    let measure = builder.measure("loss", isMaximized: false)
    _ = builder.append(
      .accumulate(measure: measure, hasPenalty: total != nil), [rowLoss] + (total.map { [$0] } ?? []), shape: .scalar)
  }

  /// Sets the optimizer; the numbers are those of Keras's constructor.
  mutating func setOptimizer(
    _ rule: UpdateRule, _ slots: [Double], learningRate: Double, weightDecay: Double = 0,
    clipping: OptimizerFigures.Clipping = .none
  ) {
    let zero = scalar("zero", 0)
    var indices = [zero, zero, zero]
    indices.append(scalar("learning_rate", learningRate))
    indices.append(scalar("weight_decay", weightDecay))
    for (name, value) in zip(rule.slots, slots) { indices.append(scalar(name, value)) }
    for name in rule.derivedSlots { indices.append(scalar(name, 0)) }
    let planned: OptimizerPlan.Clipping =
      switch clipping {
      case .none: .none
      case .value(let limit): .byValue(scalar("clipvalue", limit))
      case .norm(let limit): .byNorm(scalar("clipnorm", limit))
      case .globalNorm(let limit): .byGlobalNorm(scalar("global_clipnorm", limit))
      }
    builder.setOptimizer(OptimizerPlan(layout: OptimizerLayout(rule: rule, slots: indices), clipping: planned))
  }

  /// The slot of a scalar, declared at its first use.
  private mutating func scalar(_ name: String, _ value: Double) -> ScalarSlot {
    let slot = builder.scalar(name, value)
    if slot == scalars.count { scalars.append(value) }
    return slot
  }
}

extension ModelFigures.Loss {
  /// The loss of logits, as the planner fuses it.
  var call: LossCall {
    switch self {
    case .sparseCategoricalCrossEntropy: LossCall(.softmaxCrossEntropy)
    case .categoricalCrossEntropy(let smoothing): LossCall(.softmaxCrossEntropy, a: Float(smoothing))
    case .binaryCrossEntropy(let smoothing): LossCall(.sigmoidCrossEntropy, a: Float(smoothing))
    case .meanSquaredError: LossCall(.meanSquaredError)
    case .meanAbsoluteError: LossCall(.meanAbsoluteError)
    case .huber(let delta): LossCall(.huber, a: Float(delta))
    }
  }

  /// Whether the label is a number.
  var takesNumbers: Bool {
    switch self {
    case .sparseCategoricalCrossEntropy, .categoricalCrossEntropy, .binaryCrossEntropy: false
    case .meanSquaredError, .meanAbsoluteError, .huber: true
    }
  }

  func targets(_ labels: [Int]) -> ReferenceTargets {
    takesNumbers ? .numbers(labels.map(Double.init)) : .classes(labels)
  }
}
