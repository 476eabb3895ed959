// Compiled training against Keras: gradients, single steps of every optimizer and first losses. Scripts/figures made the
// figures, from the same weights on the same unshuffled digits.

import Figures
import LoftingRuntime
import Pipeline
import Testing

@Suite("training agrees with Keras")
struct KerasFiguresTests {
  private let tolerance = 1e-4

  private func training(_ figures: ModelFigures, optimizer: String, threads: Int = 1) throws -> FigureTraining {
    let isOneHot = if case .categoricalCrossEntropy = figures.loss { true } else { false }
    return try FigureTraining(
      model: figures.yaml, optimizer: optimizer, initial: figures.initial, isOneHot: isOneHot, threads: threads)
  }

  @Test("in the mean loss and every gradient of a model", arguments: ModelFigures.all, [1, 2])
  func gradients(figures: ModelFigures, threads: Int) throws {
    // A step of plain SGD with a large power of two keeps the gradient's digits: g = (before - after) / rate.
    let rate = 64.0
    let training = try training(figures, optimizer: "{sgd: {learning_rate: \(rate)}}", threads: threads)
    let losses = try training.train(steps: 1)
    #expect(abs(losses[0] - figures.meanLoss) <= tolerance * figures.meanLoss)
    // A bias before batch normalization has no gradient but rounding.
    let largest = figures.gradients.flatMap(\.elements).map(abs).max() ?? 0
    for expected in figures.gradients {
      let before = try #require(figures.initial.first { $0.name == expected.name }).values
      let after = try #require(training.parameter(expected.name))
      let gradient = zip(before, after).map { ($0 - $1) / rate }
      let floor = expected.norm < 1e-6 ? largest : 0
      #expect(expected.disagreement(with: gradient, tolerance: tolerance, floor: floor) == nil)
    }
  }

  @Test("in moving statistics and in evaluation", arguments: ModelFigures.all)
  func evaluation(figures: ModelFigures) throws {
    let training = try training(figures, optimizer: "{sgd: {learning_rate: 0}}")
    _ = try training.train(steps: 1)
    for expected in figures.movingStatistics {
      #expect(expected.disagreement(with: training.parameter(expected.name), tolerance: tolerance) == nil)
    }
    let output = try training.session.model.predict(try #require(training.session.splits[.training]))
    let scale = figures.evaluationOutput.map(abs).max() ?? 0
    for (index, expected) in figures.evaluationOutput.enumerated() {
      #expect(abs(Double(output[index]) - expected) <= tolerance * scale, "output \(index)")
    }
  }

  /// `model` and `training` of dense layers with the figures' regularizer.
  private func model(_ figures: OptimizerFigures, hidden: Int) -> String {
    let regularizer =
      figures.l1 == 0 && figures.l2 == 0
      ? "" : ", kernel_regularizer: {l1_l2: {l1: \(figures.l1), l2: \(figures.l2)}}"
    let hiddenLayers = [String](repeating: "    - dense: {units: 10, activation: relu\(regularizer)}", count: hidden)
    let lines =
      ["model:", "  layers:", "    - flatten"] + hiddenLayers
      + ["    - dense: {units: 10\(regularizer)}", "training:", "  loss: sparse_categorical_crossentropy"]
    return lines.joined(separator: "\n")
  }

  @Test("in parameters and states after one and two steps of an optimizer", arguments: OptimizerFigures.all, [1, 2])
  func optimizerSteps(figures: OptimizerFigures, steps: Int) throws {
    let training = try FigureTraining(
      model: model(figures, hidden: 0), optimizer: figures.yaml, initial: OptimizerFigures.initial)
    let losses = try training.train(steps: steps)
    let expected = figures.steps[steps - 1]
    #expect(abs(losses[steps - 1] - expected.meanLoss) <= tolerance * expected.meanLoss)
    for expected in expected.parameters {
      #expect(expected.disagreement(with: training.parameter(expected.name), tolerance: tolerance) == nil)
    }
    for expected in expected.states {
      // `dense.kernel.momentum`
      let parts = expected.name.split(separator: ".")
      let state = training.state(String(parts[2]), of: parts[..<2].joined(separator: "."))
      // States are sums of few terms: they agree more closely than what is asked of weights.
      #expect(expected.disagreement(with: state, tolerance: 1e-5) == nil)
    }
  }

  @Test("in the first ten losses with an optimizer", arguments: OptimizerFigures.all)
  func optimizerLosses(figures: OptimizerFigures) throws {
    let training = try FigureTraining(
      model: model(figures, hidden: 2), optimizer: figures.yaml, initial: OptimizerFigures.deepInitial)
    let losses = try training.train(steps: figures.deepLosses.count)
    #expect(losses.count == figures.deepLosses.count)
    for (index, (loss, expected)) in zip(losses, figures.deepLosses).enumerated() {
      #expect(abs(loss - expected) <= 1e-3 * expected, "loss \(index + 1) is \(loss), Keras's \(expected)")
    }
  }

  @Test("in the first fifty losses of PyTorch's SGD, plain and with momentum", arguments: LossCurveFigures.all)
  func curves(figures: LossCurveFigures) throws {
    let training = try FigureTraining(
      model: """
        model:
          layers:
            - flatten
            - dense: {units: 10, activation: relu}
            - dense: {units: 10, activation: relu}
            - dense: 10
        training:
          loss: sparse_categorical_crossentropy
        """,
      optimizer: "{sgd: {learning_rate: \(figures.learningRate), momentum: \(figures.momentum)}}",
      initial: figures.initial, epochs: 2)
    let losses = try training.train(steps: figures.losses.count)
    #expect(losses.count == figures.losses.count)
    for (index, (loss, expected)) in zip(losses, figures.losses).enumerated() {
      #expect(abs(loss - expected) <= tolerance * expected, "loss \(index + 1) is \(loss), PyTorch's \(expected)")
    }
  }
}
