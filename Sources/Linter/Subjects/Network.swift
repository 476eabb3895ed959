// A spec's network as rules see it: the layers with their shapes, and the stages that they come to. `dense: {activation:
// relu}` and `dense` followed by `relu` are the same two stages, so a rule about activations looks at stages once.

import Diagnostics
import ExecutionPlan
import Planner
import SpecParser

/// One layer of the unrolled model.
public struct NetworkLayer: Sendable {
  public var spec: LayerSpec
  /// The written name, or Keras's automatic one.
  public var name: String
  /// One row's shapes, without the batch.
  public var inputShape: [Int]
  public var outputShape: [Int]
  /// Indices in `Network.parameters`.
  public var parameters: [Int]

  public var kind: String { spec.kind.name }
  public var arguments: Arguments { spec.kind.arguments }
  /// The layer as a whole, and the kind's word alone.
  public var range: SourceRange { spec.kind.range }
  public var nameRange: SourceRange { spec.kind.nameRange }

  /// Where a field is written; the kind's word where it isn't.
  public func range(of field: String) -> SourceRange { arguments.ranges[field] ?? nameRange }

  /// A field that is of a kind (`activation`, `kernel_initializer`), its default where it isn't written.
  public func kind(_ field: String) -> KindValue? { arguments.values[field]?.kind }
}

/// What a layer does to its input, one step at a time.
public struct Stage: Sendable {
  public enum Action: Sendable {
    /// A product with a kernel [inputs, outputs], and its bias; indices in `Network.parameters`.
    case dense(inputs: Int, outputs: Int, kernel: Int, bias: Int?)
    case activation(ActivationCall)
    case dropout(rate: Double)
    case noise(deviation: Double)
    case batchNormalization
    case layerNormalization
    case reshape
  }

  public var action: Action
  /// Index in `Network.layers`.
  public var layer: Int
  /// Elements of one row along the last axis, before and after.
  public var inputs: Int
  public var outputs: Int

  public var activation: Activation? {
    if case .activation(let call) = action { call.function } else { nil }
  }
  public var isDense: Bool {
    if case .dense = action { true } else { false }
  }
  public var isNormalization: Bool {
    switch action {
    case .batchNormalization, .layerNormalization: true
    case .dense, .activation, .dropout, .noise, .reshape: false
    }
  }
}

public struct Network: Sendable {
  public var spec: Spec
  public var summary: DataSummary
  /// The layers up to the first whose shape is wrong.
  public var layers: [NetworkLayer]
  public var stages: [Stage]
  public var parameters: [GraphParameter]
  /// Whether every layer is there.
  public var isComplete: Bool
  /// The texts in which the layers are written, for fixes; empty where they are not at hand.
  public var sources: SourceMap

  /// Lowers the spec's layers; what the compiler finds wrong with them is not reported again.
  public init(_ spec: Spec, _ summary: DataSummary, sources: SourceMap = SourceMap()) {
    let model = lowerModel(spec, summary)
    self.spec = spec
    self.summary = summary
    self.sources = sources
    parameters = model.graph.tables.parameters
    isComplete = model.isComplete
    let reader = StageReader(model, spec)
    layers = reader.layers
    stages = reader.stages
  }

  /// The last activation if the model ends in one.
  public var endActivation: Stage? {
    guard isComplete, let last = lastEffectiveStage, last.activation != nil else { return nil }
    return last
  }

  /// The last dense stage; nil for a model without one, or one that could not be lowered whole.
  public var outputDense: Stage? { isComplete ? stages.last { $0.isDense } : nil }

  /// The stages with their indices that lie before the output's dense stage.
  public var hiddenStages: ArraySlice<Stage> {
    guard let end = stages.lastIndex(where: \.isDense) else { return [] }
    return stages[..<end]
  }

  /// Trainable elements of all parameters.
  public var trainableCount: Int {
    parameters.lazy.filter(\.isTrainable).reduce(0) { sum, parameter in
      let count = parameter.shape.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
      return sum.addingReportingOverflow(count).partialValue
    }
  }

  /// The classes' names; nil for number targets.
  public var classes: [String]? {
    if case .classes(let names) = summary.target { names } else { nil }
  }

  public func layer(of stage: Stage) -> NetworkLayer { layers[stage.layer] }

  /// Where a stage's activation is written: the field, or the layer that is one.
  public func activationRange(of stage: Stage) -> SourceRange { layers[stage.layer].range(of: "activation") }

  private var lastEffectiveStage: Stage? {
    stages.last { stage in
      switch stage.action {
      case .reshape, .dropout, .noise: false
      case .dense, .activation, .batchNormalization, .layerNormalization: true
      }
    }
  }
}

/// From the lowered graph to layers and stages.
private struct StageReader {
  var layers: [NetworkLayer] = []
  var stages: [Stage] = []

  init(_ model: LoweredModel, _ spec: Spec) {
    let graph = model.graph
    for (index, layer) in model.layers.enumerated() {
      layers.append(
        NetworkLayer(
          spec: spec.model.layers[index], name: layer.name,
          inputShape: graph[layer.input].shape.dimensions, outputShape: graph[layer.output].shape.dimensions,
          parameters: layer.values.compactMap { index in
            if case .parameter(let parameter) = graph.values[index].operation { parameter } else { nil }
          }))
      for value in layer.values { append(graph.values[value], of: index, in: graph) }
    }
  }

  private mutating func append(_ value: GraphValue, of layer: Int, in graph: TrainGraph) {
    func parameter(_ input: Int) -> Int? {
      guard value.inputs.indices.contains(input), case .parameter(let index) = graph[value.inputs[input]].operation
      else { return nil }
      return index
    }
    func scalar(_ slot: ScalarSlot) -> Double {
      graph.tables.scalars.indices.contains(slot) ? graph.tables.scalars[slot].value : 0
    }
    let inputs = value.inputs.first.map { graph[$0].shape.features } ?? 0
    let action: Stage.Action
    switch value.operation {
    case .product:
      guard let kernel = parameter(1) else { return }
      action = .dense(inputs: inputs, outputs: value.shape.features, kernel: kernel, bias: nil)
    case .addBias:
      if let last = stages.indices.last, case .dense(let inputs, let outputs, let kernel, _) = stages[last].action {
        stages[last].action = .dense(inputs: inputs, outputs: outputs, kernel: kernel, bias: parameter(1))
      }
      return
    case .activation(let call): action = .activation(call)
    case .dropout(let rate, _): action = .dropout(rate: scalar(rate))
    case .gaussianNoise(let deviation, _): action = .noise(deviation: scalar(deviation))
    case .batchNormalize, .movingNormalize: action = .batchNormalization
    case .layerNormalize: action = .layerNormalization
    case .reshape: action = .reshape
    default: return
    }
    stages.append(Stage(action: action, layer: layer, inputs: inputs, outputs: value.shape.features))
  }
}
