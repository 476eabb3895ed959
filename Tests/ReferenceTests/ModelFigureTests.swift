// The reference against Keras: losses, gradients, moving statistics and evaluation of whole models.

import ExecutionPlan
import Figures
import Planner
import Reference
import Testing

@Suite("the reference agrees with Keras on models")
struct ModelFigureTests {
  /// Keras normalizes in float32 whatever the type.
  private func tolerance(_ figures: ModelFigures) -> Double { figures.name.contains("normalization") ? 3e-6 : 1e-7 }

  private func graph(
    _ figures: ModelFigures, _ mode: GraphMode, tables: GraphTables = GraphTables()
  ) -> FigureGraph {
    var graph = FigureGraph(mode, initial: figures.initial, tables: tables)
    var initial = figures.initial[...]
    for layer in figures.layers {
      // A layer with parameters has the name that its first one begins with.
      switch layer {
      case .relu: graph.append(layer, name: "relu")
      case .dense, .batchNormalization, .layerNormalization:
        let name = String(initial.first?.name.split(separator: ".").first ?? "")
        graph.append(layer, name: name)
        initial = initial.drop { $0.name.hasPrefix("\(name).") }
      }
    }
    graph.finish(figures.loss, classWeights: figures.classWeights)
    graph.setOptimizer(.sgd, [], learningRate: 0)
    return graph
  }

  private func interpreter(
    _ figures: ModelFigures, _ graph: TrainGraph, _ parameters: [String: [Double]], rows: Int
  ) throws -> ReferenceInterpreter {
    let (inputs, labels) = DigitRows.batch(0)
    return try ReferenceInterpreter(
      graph: graph, rows: rows, inputs: Array(inputs[..<(rows * 64)]),
      targets: figures.loss.targets(Array(labels[..<rows])), parameters: parameters)
  }

  @Test("in the mean loss and every gradient", arguments: ModelFigures.all)
  func gradients(figures: ModelFigures) throws {
    let model = graph(figures, .training)
    let graph = differentiate(model.graph)
    var trained = try interpreter(figures, graph, model.parameters, rows: 32)
    try trained.run()
    #expect(abs(trained.sums[0] / 32 - figures.meanLoss) <= tolerance(figures) * figures.meanLoss)
    let largest = figures.gradients.flatMap(\.elements).map(abs).max() ?? 0
    var compared: Set<String> = []
    for value in graph.values {
      guard case .update(_, let parameter, _) = value.operation else { continue }
      let name = graph.tables.parameters[parameter].name
      guard let expected = figures.gradients.first(where: { $0.name == name }) else { continue }
      compared.insert(name)
      // A bias before batch normalization has no gradient but rounding.
      #expect(
        expected.disagreement(with: trained[value.inputs[0]], tolerance: tolerance(figures), floor: largest) == nil)
    }
    #expect(compared.count == figures.gradients.count)
  }

  @Test(
    "in moving statistics and evaluation",
    arguments: ModelFigures.all.filter { $0.name == "batch-normalization" || $0.name == "layer-normalization" })
  func evaluation(figures: ModelFigures) throws {
    let model = graph(figures, .training)
    var trained = try interpreter(figures, differentiate(model.graph), model.parameters, rows: 32)
    try trained.run()
    for expected in figures.movingStatistics {
      #expect(expected.disagreement(with: trained.parameter(expected.name), tolerance: tolerance(figures)) == nil)
    }
    let after = Dictionary(
      uniqueKeysWithValues: zip(trained.graph.tables.parameters.map(\.name), trained.parameters))
    let evaluation = graph(figures, .evaluation, tables: model.graph.tables).graph
    var evaluated = try interpreter(figures, evaluation, after, rows: 4)
    try evaluated.run()
    let output = evaluated[try #require(evaluation.output)]
    let scale = figures.evaluationOutput.map(abs).max() ?? 0
    #expect(output.count == figures.evaluationOutput.count)
    for (actual, expected) in zip(output, figures.evaluationOutput) {
      #expect(abs(actual - expected) <= tolerance(figures) * scale)
    }
  }
}
