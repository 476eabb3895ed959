// What layers, losses and optimizers build a graph with. The three graphs of a model are lowered one after the other
// from the same spec; they share the tables, so a parameter or a scalar keeps its index in all three.

import Diagnostics
import ExecutionPlan
import SpecParser

/// What a graph is for.
public enum GraphMode: Sendable, Hashable {
  case training
  case evaluation
  case prediction
}

public struct GraphBuilder: Sendable {
  public private(set) var graph: TrainGraph
  public let mode: GraphMode
  public var diagnostics = DiagnosticList()
  /// The layer being lowered: its name, where it stands and whether it is trained.
  public private(set) var layerName = ""
  public private(set) var layerRange: SourceRange
  public private(set) var isLayerTrainable = true
  private var origin = 0
  private var nextStream = 0

  public init(mode: GraphMode, tables: GraphTables, range: SourceRange) {
    graph = TrainGraph(tables: tables)
    self.mode = mode
    layerRange = range
  }

  /// Makes what follows part of a layer or a section.
  public mutating func enter(_ name: String, at range: SourceRange, isTrainable: Bool = true) {
    layerName = name
    layerRange = range
    isLayerTrainable = isTrainable
    let place = Origin(path: range.path, line: range.start.line, layer: name)
    origin = graph.tables.index(of: place)
  }

  public func shape(of id: ValueID) -> TensorShape { graph[id].shape }

  /// Appends an operation of the current layer; `name` defaults to the layer's.
  public mutating func append(
    _ operation: Operation, _ inputs: [ValueID], shape: TensorShape, name: String? = nil
  ) -> ValueID {
    graph.append(operation, inputs, shape: shape, name: name ?? layerName, origin: origin)
  }

  /// The current layer's parameter `suffix` ("kernel"), declared at its first use.
  ///
  /// - Parameter isWeight: whether the optimizer may update it at all; moving statistics are not weights.
  public mutating func parameter(
    _ suffix: String, shape: [Int], initializer: Initializer, regularizer: RegularizerStrengths? = nil,
    isWeight: Bool = true
  ) -> ValueID {
    let name = "\(layerName).\(suffix)"
    let index: Int
    if let known = graph.tables.index(ofParameter: name) {
      index = known
    } else {
      let slots = regularizer.map { strengths in
        GraphParameter.Regularizer(
          l1: scalar("\(name).l1", strengths.l1), l2: scalar("\(name).l2", strengths.l2))
      }
      index = graph.tables.append(
        GraphParameter(
          name: name, shape: shape, initializer: initializer, isTrainable: isWeight && isLayerTrainable,
          regularizer: slots))
    }
    if let value = graph.parameterValues[index] { return value }
    let value = append(.parameter(index), [], shape: .fixed(shape), name: name)
    graph.parameterValues[index] = value
    return value
  }

  /// A vector bound at start, declared at its first use.
  public mutating func constant(_ name: String, count: Int, source: ConstantLayout.Source) -> ValueID {
    let index: Int
    if let known = graph.tables.constants.firstIndex(where: { $0.name == name }) {
      index = known
    } else {
      graph.tables.constants.append(GraphConstant(name: name, count: count, source: source))
      index = graph.tables.constants.count - 1
    }
    return append(.constant(index), [], shape: .fixed([count]), name: name)
  }

  /// The slot of a run-time scalar, declared at its first use.
  public mutating func scalar(_ name: String, _ value: Double) -> ScalarSlot {
    graph.tables.slot(ofScalar: name, value)
  }

  /// A measure's index, declared at its first use.
  public mutating func measure(
    _ name: String, unit: Measure.Unit = .plain, isMaximized: Bool, isRoot: Bool = false
  ) -> Int {
    if let known = graph.tables.measures.firstIndex(where: { $0.name == name }) { return known }
    let index = graph.tables.measures.count
    graph.tables.measures.append(
      Measure(name: name, index: index, unit: unit, isMaximized: isMaximized, isRoot: isRoot))
    return index
  }

  /// A stream of random numbers of its own, the same in every lowering of the same spec.
  public mutating func randomStream() -> Int {
    nextStream += 1
    return nextStream
  }

  public mutating func setOutput(_ id: ValueID) { graph.output = id }
  public mutating func setRowLoss(_ id: ValueID) { graph.rowLoss = id }
  public mutating func setOptimizer(_ optimizer: OptimizerPlan) { graph.tables.optimizer = optimizer }

  /// Reports an error at the current layer, or at a field of it.
  public mutating func error(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange? = nil, notes: [Note] = [], help: String? = nil,
    fix: Fix? = nil
  ) {
    diagnostics.error(code, message, at: range ?? layerRange, notes: notes, help: help, fix: fix)
  }
}

/// Strengths of a regularizer: l1 sum |w| + l2 sum w^2.
public struct RegularizerStrengths: Sendable, Hashable {
  public var l1: Double
  public var l2: Double

  public init(l1: Double, l2: Double) {
    self.l1 = l1
    self.l2 = l2
  }
}
