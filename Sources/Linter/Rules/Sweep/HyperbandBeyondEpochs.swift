// W209 hyperband-beyond-epochs: early termination whose bounds no trial reaches.

import Diagnostics
import SpecParser

extension Rule {
  static let hyperbandBeyondEpochs = Rule(
    "W209", "hyperband-beyond-epochs", .warning,
    "early termination compares trials at epochs that they do not have",
    rationale: """
      With `min_iter` trials are compared first after that many epochs, then after `eta` times as many, and so on; with \
      `max_iter` at its `eta`-th part and the parts of that. A first comparison at the last epoch or behind it ends no trial: \
      all run their full length. Where the epochs are swept, the longest trial counts.
      """,
    source:
      "Li et al. 2018, Hyperband, https://jmlr.org/papers/v18/16-558.html; https://docs.wandb.ai/guides/sweeps/sweep-config-keys/ (early_terminate)",
    bad: [
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {values: [32, 64]}}
        early_terminate: {type: hyperband, min_iter: «10»}
      """,
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {values: [32, 64]}}
        early_terminate: {type: hyperband, max_iter: «27»}
      """,
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {values: [32, 64]}}
        early_terminate: {type: hyperband, min_iter: «6», max_iter: 4}
      """,
    ],
    good: [
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {values: [32, 64]}}
        early_terminate: {type: hyperband, min_iter: 2, eta: 3}
      """
    ],
    .sweep { subject, findings in
      guard let rule = subject.sweep.earlyTermination else { return }
      let epochs = subject.survey.trials.map(\.result.epochs).max() ?? subject.spec.training.epochs.value
      let length = epochs == 1 ? "1 epoch" : "\(epochs) epochs"
      if let first = rule.minimum, first.value >= epochs {
        findings.report(
          "the first comparison is after epoch \(first.value), and trials have \(length): none is ended",
          at: first.range,
          help:
            "write a smaller min_iter, as \(max(epochs / max(rule.eta, 2) / max(rule.eta, 2), 1)), or more epochs"
        )
      } else if let first = rule.minimum, let last = rule.maximum, first.value >= last.value {
        findings.report(
          "min_iter \(first.value) is not below max_iter \(last.value): no trial is ended", at: first.range,
          help: "write a min_iter below \(last.value)")
      } else if let last = rule.maximum, last.value > epochs {
        findings.report(
          "max_iter is \(last.value), and trials have \(length)", at: last.range, help: "write 'max_iter: \(epochs)'")
      }
    })
}
