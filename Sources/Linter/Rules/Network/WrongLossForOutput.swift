// N202 softmax-or-sigmoid-with-wrong-loss: the model ends in softmax or sigmoid, and the loss is made for another end.

import Diagnostics
import ExecutionPlan
import Glibc
import Planner

extension Rule {
  static let wrongLossForOutput = Rule(
    "N202", "softmax-or-sigmoid-with-wrong-loss", .warning, fixable: .unsafe,
    "the model ends in softmax or sigmoid, and the loss is made for another end",
    rationale: """
      `softmax` belongs to the categorical cross-entropies, `sigmoid` to `binary_crossentropy`, a linear end to the losses \
      for numbers. A categorical cross-entropy takes what comes out of a sigmoid for logits: between 0 and 1 they make \
      nearly equal probabilities, and with ten classes the loss cannot fall below 1.46, however right the model is. \
      Outputs of a softmax sum to 1, so that under a loss for numbers each depends on the others. (What a `sigmoid` or a \
      `tanh` cannot reach because of the targets' range is N220's.)
      """,
    source:
      "Nikanjam et al. 2021, Automatic Fault Detection for Deep Learning Programs (NeuraLint), https://arxiv.org/abs/2105.08095; https://keras.io/api/losses/probabilistic_losses/",
    bad: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: {units: 10, activation: «sigmoid»}}]
      """,
      """
      model:
        layers:
          - flatten
          - dense: 10
          - «sigmoid»
      """,
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: {units: 10, activation: softmax}}]
      """,
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: 10}]
      """,
    ],
    .network { network, findings in
      guard let end = network.endActivation, let activation = end.activation else { return }
      let loss = network.spec.training.loss.name
      let place = network.activationRange(of: end)
      switch (activation, LossEnd(loss)) {
      case (.sigmoid, .softmax) where end.outputs > 1 && network.classes.map({ $0.count == end.outputs }) ?? true:
        // The best there is: 1 for the class and 0 for the others, as logits.
        let floor = log1p(Double(end.outputs - 1) * exp(-1))
        findings.report(
          "\(loss) takes the sigmoids' values for logits; between 0 and 1 they can't bring the loss below "
            + "\(about(floor))", at: place, help: "end in 'softmax', or in no activation",
          fix: network.replacing(place, with: "softmax"))
      case (.softmax, .numbers) where end.outputs > 1:
        findings.report(
          "\(loss) compares numbers, but the \(end.outputs) outputs of a softmax sum to 1", at: place,
          help: "end in no activation, or use categorical_crossentropy if the targets are probabilities of classes",
          fix: network.replacing(place, with: "linear"))
      default: break
      }
    })
}

/// The end that a loss is made for.
enum LossEnd {
  case softmax
  case sigmoid
  case numbers
  case other

  init(_ loss: String) {
    self =
      switch loss {
      case "sparse_categorical_crossentropy", "categorical_crossentropy": .softmax
      case "binary_crossentropy": .sigmoid
      case "mean_squared_error", "mean_absolute_error", "huber": .numbers
      default: .other
      }
  }
}
