// The reference against Keras and its optimizers: states after single steps, and the first losses.

import ExecutionPlan
import Figures
import Planner
import Reference
import Testing

@Suite("the reference agrees with Keras's optimizers")
struct OptimizerFigureTests {
  private let tolerance = 1e-7

  private func rule(_ name: String) -> UpdateRule? { UpdateRule.allCases.first { "\($0)" == name } }

  /// A differentiated model of dense layers, all but the last with relu.
  private func interpreter(
    _ figures: OptimizerFigures, initial: [InitialTensor], layers: [String]
  ) throws -> ReferenceInterpreter {
    var model = FigureGraph(.training, initial: initial)
    let regularizer =
      figures.l1 == 0 && figures.l2 == 0 ? nil : RegularizerStrengths(l1: figures.l1, l2: figures.l2)
    for name in layers {
      model.append(
        .dense(units: 10, activation: name == layers.last ? "linear" : "relu"), name: name, regularizer: regularizer)
    }
    model.finish(.sparseCategoricalCrossEntropy)
    model.setOptimizer(
      try #require(rule(figures.rule)), figures.slots, learningRate: figures.learningRate,
      weightDecay: figures.weightDecay, clipping: figures.clipping)
    let (inputs, labels) = DigitRows.batch(0)
    return try ReferenceInterpreter(
      graph: differentiate(model.graph), rows: 32, inputs: inputs, targets: .classes(labels),
      parameters: model.parameters, scalars: model.scalars)
  }

  @Test("in parameters and states after one and two steps", arguments: OptimizerFigures.all)
  func steps(figures: OptimizerFigures) throws {
    var training = try interpreter(figures, initial: OptimizerFigures.initial, layers: ["dense"])
    for (index, step) in figures.steps.enumerated() {
      let (inputs, labels) = DigitRows.batch(index)
      (training.inputs, training.targets) = (inputs, .classes(labels))
      try training.run()
      #expect(abs(training.sums[0] / 32 - step.meanLoss) <= tolerance * step.meanLoss)
      for expected in step.parameters {
        #expect(expected.disagreement(with: training.parameter(expected.name), tolerance: tolerance) == nil)
      }
      let updateRule = try #require(rule(figures.rule))
      #expect(step.states.count == updateRule.states.count * 2)
      for expected in step.states {
        // `dense.kernel.momentum`
        let parts = expected.name.split(separator: ".")
        let state = training.state(String(parts[2]), of: parts[..<2].joined(separator: "."))
        #expect(expected.disagreement(with: state, tolerance: tolerance) == nil)
      }
    }
  }

  @Test("in the first ten losses of a deeper model", arguments: OptimizerFigures.all)
  func losses(figures: OptimizerFigures) throws {
    var training = try interpreter(
      figures, initial: OptimizerFigures.deepInitial, layers: ["dense", "dense_1", "dense_2"])
    for (index, expected) in figures.deepLosses.enumerated() {
      let (inputs, labels) = DigitRows.batch(index)
      (training.inputs, training.targets) = (inputs, .classes(labels))
      try training.run()
      let loss = training.sums[0] / 32
      #expect(abs(loss - expected) <= 1e-5 * expected, "loss \(index + 1) is \(loss), Keras's \(expected)")
    }
  }

  @Test("in the first ten losses of PyTorch's SGD", arguments: LossCurveFigures.all)
  func curves(figures: LossCurveFigures) throws {
    var model = FigureGraph(.training, initial: figures.initial)
    for (name, activation) in [("dense", "relu"), ("dense_1", "relu"), ("dense_2", "linear")] {
      model.append(.dense(units: 10, activation: activation), name: name)
    }
    model.finish(.sparseCategoricalCrossEntropy)
    model.setOptimizer(
      figures.momentum == 0 ? .sgd : .momentum, figures.momentum == 0 ? [] : [figures.momentum],
      learningRate: figures.learningRate)
    let (inputs, labels) = DigitRows.batch(0)
    var training = try ReferenceInterpreter(
      graph: differentiate(model.graph), rows: 32, inputs: inputs, targets: .classes(labels),
      parameters: model.parameters, scalars: model.scalars)
    for (index, expected) in figures.losses.prefix(10).enumerated() {
      let (inputs, labels) = DigitRows.batch(index)
      (training.inputs, training.targets) = (inputs, .classes(labels))
      try training.run()
      #expect(abs(training.sums[0] / 32 - expected) <= 1e-6 * expected)
    }
  }
}
