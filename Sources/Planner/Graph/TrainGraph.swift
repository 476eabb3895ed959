// The graph of a model: SSA values with static shapes. Values stand in an order in which inputs come first.

import Diagnostics
import ExecutionPlan

/// An index in `TrainGraph.values`.
public struct ValueID: Sendable, Hashable, Comparable {
  public var index: Int
  public init(_ index: Int) { self.index = index }
  public static func < (left: ValueID, right: ValueID) -> Bool { left.index < right.index }
}

public struct GraphValue: Sendable {
  public var operation: Operation
  public var inputs: [ValueID]
  public var shape: TensorShape
  /// How traces name it: `dense.z`, `dense`, `d dense`.
  public var name: String
  /// Index in `TrainGraph.origins`.
  public var origin: Int
}

/// A parameter as the layers declare it.
public struct GraphParameter: Sendable, Hashable {
  /// `dense.kernel`.
  public var name: String
  public var shape: [Int]
  public var initializer: Initializer
  /// Whether the optimizer updates it.
  public var isTrainable: Bool
  /// Slots of the strengths l1 and l2; nil without a regularizer.
  public var regularizer: Regularizer?

  public struct Regularizer: Sendable, Hashable {
    public var l1: ScalarSlot
    public var l2: ScalarSlot
  }
}

public struct GraphConstant: Sendable, Hashable {
  public var name: String
  public var count: Int
  public var source: ConstantLayout.Source
}

/// A run-time scalar and its value in the spec.
public struct GraphScalar: Sendable, Hashable {
  public var name: String
  public var value: Double
}

/// What the three graphs of a model (training, evaluation, prediction) share.
public struct GraphTables: Sendable {
  public private(set) var parameters: [GraphParameter] = []
  public var constants: [GraphConstant] = []
  public private(set) var scalars: [GraphScalar] = []
  public var measures: [Measure] = []
  public private(set) var origins: [Origin] = []
  public var optimizer: OptimizerPlan?

  // Deep models have thousands of each.
  private var parameterIndices: [String: Int] = [:]
  private var scalarIndices: [String: Int] = [:]
  private var originIndices: [Origin: Int] = [:]

  public init() {}

  /// The index of the parameter of this name, nil for none.
  public func index(ofParameter name: String) -> Int? { parameterIndices[name] }

  /// Appends a parameter of a new name and returns its index.
  public mutating func append(_ parameter: GraphParameter) -> Int {
    parameters.append(parameter)
    parameterIndices[parameter.name] = parameters.count - 1
    return parameters.count - 1
  }

  /// The slot of the scalar of this name, which is declared with `value` where it is new.
  public mutating func slot(ofScalar name: String, _ value: Double) -> ScalarSlot {
    if let known = scalarIndices[name] { return known }
    scalars.append(GraphScalar(name: name, value: value))
    scalarIndices[name] = scalars.count - 1
    return scalars.count - 1
  }

  /// The index of a place in the spec, which is added where it is new.
  public mutating func index(of origin: Origin) -> Int {
    if let known = originIndices[origin] { return known }
    origins.append(origin)
    originIndices[origin] = origins.count - 1
    return origins.count - 1
  }
}

public struct TrainGraph: Sendable {
  public var values: [GraphValue] = []
  public var tables: GraphTables
  /// The model's output and what its loss is computed from; nil before lowering.
  public var output: ValueID?
  /// The loss of each row, from which differentiation starts; nil in prediction.
  public var rowLoss: ValueID?
  /// The parameter values in use: index of parameter -> value.
  public var parameterValues: [Int: ValueID] = [:]

  public init(tables: GraphTables) { self.tables = tables }

  public subscript(id: ValueID) -> GraphValue { values[id.index] }

  /// Appends a value. Its inputs must be there already.
  public mutating func append(
    _ operation: Operation, _ inputs: [ValueID], shape: TensorShape, name: String, origin: Int
  ) -> ValueID {
    values.append(GraphValue(operation: operation, inputs: inputs, shape: shape, name: name, origin: origin))
    return ValueID(values.count - 1)
  }

  /// The values that effects, the output or the given values depend on, in order.
  public func live(keeping kept: [ValueID] = []) -> [Bool] {
    var isLive = values.map(\.operation.hasEffect)
    for id in kept { isLive[id.index] = true }
    for index in values.indices.reversed() where isLive[index] {
      for input in values[index].inputs { isLive[input.index] = true }
    }
    return isLive
  }
}
