// The float64 interpreter of TrainGraph: the oracle of every kernel, fused or not. It knows a graph's operations by their
// semantics in Planner/Graph/Operation.swift alone, keeps every value and shares no code with the planner or the kernels.
//
// Tensors are row-major without padding; a batched tensor [batch, ...] has the interpreter's rows.

import ExecutionPlan
import Planner

/// The targets of a batch.
public enum ReferenceTargets: Sendable {
  /// One class index a row.
  case classes([Int])
  /// [rows, width] numbers.
  case numbers([Double])
}

/// What a graph wants and was not given.
public enum ReferenceError: Error, Equatable {
  /// A parameter, a constant, the inputs or the targets are missing or of another size.
  case wrongSize(of: String)
  /// A metric or a class weight of classes where targets are numbers.
  case wantsClasses(String)
}

public struct ReferenceInterpreter: Sendable {
  public let graph: TrainGraph
  public let rows: Int
  /// [rows, elements]
  public var inputs: [Double]
  public var targets: ReferenceTargets
  /// By index of `graph.tables.parameters`; `run` updates them.
  public private(set) var parameters: [[Double]]
  /// The optimizer's states of each parameter, in the order of `UpdateRule.states`; empty before the first update.
  public private(set) var states: [[[Double]]]
  /// By index of `graph.tables.constants`.
  public var constants: [[Double]]
  /// By index of `graph.tables.scalars`.
  public var scalars: [Double]
  public var seed: UInt64
  /// Optimizer steps before the next run, which counts it up.
  public var step: UInt64
  /// What the last run's `accumulate` operations summed, by index of `graph.tables.measures`.
  public internal(set) var sums: [Double]
  /// Every value of the last run by `ValueID`; empty for operations that are there for their effect.
  public internal(set) var values: [[Double]] = []

  /// An interpreter before its first step: states are zero.
  ///
  /// - Parameter parameters: row-major values by name.
  /// - Parameter constants: values by name; those that the graph knows itself may be left out.
  /// - Parameter scalars: by slot; the graph's own in float64 where nil.
  public init(
    graph: TrainGraph, rows: Int, inputs: [Double], targets: ReferenceTargets, parameters: [String: [Double]],
    constants: [String: [Double]] = [:], scalars: [Double]? = nil, seed: UInt64 = 0, step: UInt64 = 0
  ) throws {
    self.graph = graph
    self.rows = rows
    self.inputs = inputs
    self.targets = targets
    self.parameters = try graph.tables.parameters.map { parameter in
      guard let values = parameters[parameter.name], values.count == parameter.shape.reduce(1, *) else {
        throw ReferenceError.wrongSize(of: parameter.name)
      }
      return values
    }
    states = graph.tables.parameters.map { _ in [] }
    self.constants = try graph.tables.constants.map { constant in
      guard let values = constants[constant.name] ?? constant.knownValues, values.count == constant.count else {
        throw ReferenceError.wrongSize(of: constant.name)
      }
      return values
    }
    self.scalars = scalars ?? graph.tables.scalars.map(\.value)
    self.seed = seed
    self.step = step
    sums = graph.tables.measures.map { _ in 0 }
  }

  public subscript(id: ValueID) -> [Double] { values.indices.contains(id.index) ? values[id.index] : [] }

  /// The values of a parameter by its name; nil where the graph has none of that name.
  public func parameter(_ name: String) -> [Double]? { index(of: name).map { parameters[$0] } }

  /// A state of a parameter's optimizer by its name in `UpdateRule.states`.
  public func state(_ state: String, of name: String) -> [Double]? {
    guard let rule = graph.tables.optimizer?.layout.rule, let parameter = index(of: name),
      let index = rule.states.firstIndex(of: state), states[parameter].indices.contains(index)
    else { return nil }
    return states[parameter][index]
  }

  /// Replaces a parameter's values, for central differences.
  public mutating func setParameter(_ index: Int, _ values: [Double]) { parameters[index] = values }

  /// One pass over the graph's values in their order: a training step where the graph has updates.
  public mutating func run() throws {
    values = []
    sums = graph.tables.measures.map { _ in 0 }
    for value in graph.values {
      let operands = value.inputs.map { values[$0.index] }
      values.append(try evaluate(value, operands))
    }
    step += 1
  }

  /// Applies an optimizer's update of a parameter.
  mutating func update(_ rule: UpdateRule, parameter: Int, slots: [ScalarSlot], gradient: [Double]) {
    // Slots: l1, l2 and clip of the kernel, then the rate, the decay and the rule's own.
    let values = slots.map { scalars[$0] }
    let ruleScalars = UpdateRule.Scalars(
      learningRate: values[3], weightDecay: values[4], own: Array(values[5...].prefix(rule.slots.count)))
    if states[parameter].isEmpty {
      states[parameter] = rule.states.map { _ in [Double](repeating: 0, count: gradient.count) }
    }
    for element in gradient.indices {
      var elementStates = states[parameter].map { $0[element] }
      rule.reference(
        &parameters[parameter][element], &elementStates, gradient: gradient[element], ruleScalars,
        iteration: step + 1)
      for index in elementStates.indices { states[parameter][index][element] = elementStates[index] }
    }
  }

  /// parameter * momentum + statistics * (1 - momentum)
  mutating func updateMovingAverage(parameter: Int, statistics: ArraySlice<Double>, momentum: Double) {
    parameters[parameter] = zip(parameters[parameter], statistics).map { $0 * momentum + $1 * (1 - momentum) }
  }

  private func index(of name: String) -> Int? { graph.tables.parameters.firstIndex { $0.name == name } }
}

extension GraphConstant {
  /// The values that need no data: literal ones, and chains of rescaling.
  var knownValues: [Double]? {
    switch source {
    case .values(let values): return values.map(Double.init)
    case .balancedClassWeights: return nil
    case .preprocessing(let chain, let part):
      // y = (x - 0) * scale + offset
      var (scale, offset) = (1.0, 0.0)
      for step in chain {
        guard case .rescaling(let nextScale, let nextOffset) = step else { return nil }
        (scale, offset) = (scale * nextScale, offset * nextScale + nextOffset)
      }
      switch part {
      case .center: return [Double](repeating: 0, count: count)
      case .scale: return [Double](repeating: scale, count: count)
      case .offset: return [Double](repeating: offset, count: count)
      }
    }
  }
}
