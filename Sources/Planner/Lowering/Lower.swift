// Spec -> TrainGraph: layers become operations with every shape known.
//
// The same function lowers the three graphs of a model. Training and evaluation end in a row loss and metrics that are
// accumulated; prediction ends in the output. Reports every error it can find: a layer whose shape is wrong ends the
// lowering of the layers behind it, as their shapes are unknown.

import Diagnostics
import ExecutionPlan
import SpecParser

/// The forward graph of a mode, or nil with errors reported.
///
/// - Parameter tables: the tables of the graphs lowered before, empty for the first.
public func lower(
  _ spec: Spec, _ summary: DataSummary, mode: GraphMode, tables: GraphTables, diagnostics: inout DiagnosticList
) -> TrainGraph? {
  var builder = GraphBuilder(mode: mode, tables: tables, range: spec.model.range)
  defer { diagnostics.append(contentsOf: builder.diagnostics.items) }
  checkInputShape(spec.model, summary, in: &builder)

  builder.enter("data", at: spec.data.range)
  var x = builder.append(.input, [], shape: .batched(summary.inputShape), name: "input")
  x = lowerPreprocessing(spec.data.preprocessing, x, in: &builder)
  guard let output = lowerLayers(spec.model.layers, x, in: &builder) else { return nil }
  builder.setOutput(output)
  if mode != .prediction {
    builder.enter("training", at: spec.training.range)
    let context = lossContext(spec, summary, output, in: builder)
    // Both, so that a mistake in the one does not hide those of the other.
    lowerLoss(spec, summary, context, in: &builder)
    lowerMetrics(spec, context, in: &builder)
  }
  if mode == .training {
    builder.enter("optimizer", at: spec.training.optimizer.range)
    guard let optimizer = OptimizerPlan(spec.training.optimizer, in: &builder) else { return nil }
    builder.setOptimizer(optimizer)
  }
  return builder.diagnostics.hasErrors ? nil : builder.graph
}

/// The written `input` must be the data's shape.
private func checkInputShape(_ model: ModelSection, _ summary: DataSummary, in builder: inout GraphBuilder) {
  guard let written = model.inputShape, written.value != summary.inputShape else { return }
  builder.error(
    .inputMismatch, "the model's input is \(written.value), but a row of the data is \(summary.inputShape)",
    at: written.range,
    help: "write 'input: \(summary.inputShape)' or leave it out, and reshape or flatten in the model")
}

private func lowerLayers(
  _ layers: [LayerSpec], _ input: ValueID, in builder: inout GraphBuilder,
  afterEach body: (String, _ input: ValueID, _ output: ValueID, GraphBuilder) -> Void = { _, _, _, _ in }
) -> ValueID? {
  var x = input
  for (layer, name) in zip(layers, layerNames(layers)) {
    builder.enter(name, at: layer.kind.range, isTrainable: layer.isTrainable)
    guard let next = lowerLayer(layer.kind, x, in: &builder) else { return nil }
    body(name, x, next, builder)
    x = next
  }
  return x
}

/// A model's layers in training, as far as their shapes are right: what can be said of a model that does not compile.
public struct LoweredModel: Sendable {
  public struct Layer: Sendable {
    public var name: String
    public var input: ValueID
    public var output: ValueID
    /// The layer's own values, indices in `graph.values`.
    public var values: Range<Int>
  }

  public var graph: TrainGraph
  public var layers: [Layer]
  /// Whether every layer could be lowered.
  public var isComplete: Bool
}

/// Lowers the layers alone, for whoever looks at the model; `lower` reports what is wrong with them.
public func lowerModel(_ spec: Spec, _ summary: DataSummary) -> LoweredModel {
  var builder = GraphBuilder(mode: .training, tables: GraphTables(), range: spec.model.range)
  builder.enter("data", at: spec.data.range)
  var x = builder.append(.input, [], shape: .batched(summary.inputShape), name: "input")
  x = lowerPreprocessing(spec.data.preprocessing, x, in: &builder)
  var layers: [LoweredModel.Layer] = []
  var first = builder.graph.values.count
  let output = lowerLayers(spec.model.layers, x, in: &builder) { name, input, output, builder in
    let end = builder.graph.values.count
    layers.append(LoweredModel.Layer(name: name, input: input, output: output, values: first..<end))
    first = end
  }
  return LoweredModel(graph: builder.graph, layers: layers, isComplete: output != nil)
}
