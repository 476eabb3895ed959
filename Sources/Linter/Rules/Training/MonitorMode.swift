// T206 monitor-mode: a callback that keeps the worst epoch, and T207 patience-beyond-epochs: one that can never act.

import Diagnostics
import Planner
import SpecParser

extension Rule {
  static let monitorMode = Rule(
    "T206", "monitor-mode", .warning, fixable: .unsafe,
    "a callback's mode contradicts the figure that it monitors",
    rationale: """
      A loss or an error is better when it is smaller, an accuracy when it is larger. With the other mode a callback takes \
      the worst epoch for the best: it stops as soon as training works, and restores the weights from before.
      """,
    source: "https://keras.io/api/callbacks/early_stopping/",
    bad: [
      """
      training:
        loss: sparse_categorical_crossentropy
        metrics: [accuracy]
        epochs: 20
        callbacks: [{early_stopping: {monitor: val_accuracy, mode: «min», patience: 3}}]
      """
    ],
    good: [
      """
      training:
        loss: sparse_categorical_crossentropy
        metrics: [accuracy]
        epochs: 20
        callbacks: [{early_stopping: {monitor: val_accuracy, mode: max, patience: 3}}]
      """
    ],
    .network { network, findings in
      for callback in network.spec.training.callbacks {
        let arguments = callback.arguments
        guard let mode = arguments.values["mode"]?.string, let place = arguments.ranges["mode"],
          let monitor = arguments.values["monitor"]?.string,
          let isMaximized = isMaximized(monitor, network.spec)
        else { continue }
        let right = isMaximized ? "max" : "min"
        guard mode == "min" || mode == "max", mode != right else { continue }
        findings.report(
          "'\(monitor)' is better when it is \(isMaximized ? "larger" : "smaller"), and mode is \(mode)", at: place,
          help: "write 'mode: \(right)', or leave it out: it is known from the figure",
          fix: Fix(
            title: "write '\(right)'", isSafe: false, edits: [Fix.Edit(range: place, replacement: right)]))
      }
    })

  static let patienceBeyondEpochs = Rule(
    "T207", "patience-beyond-epochs", .warning,
    "a callback waits for more epochs than there are",
    rationale: """
      `patience` counts epochs without an improvement; the first epoch always is one. With a patience of as many epochs \
      as the run has, the callback can never stop it.
      """,
    source: "https://keras.io/api/callbacks/early_stopping/",
    bad: [
      """
      training:
        loss: sparse_categorical_crossentropy
        epochs: 10
        callbacks: [{early_stopping: {patience: «10»}}]
      """
    ],
    good: [
      """
      training:
        loss: sparse_categorical_crossentropy
        epochs: 10
        callbacks: [{early_stopping: {patience: 3}}]
      """
    ],
    .network { network, findings in
      let epochs = network.spec.training.epochs.value
      for callback in network.spec.training.callbacks {
        let arguments = callback.arguments
        guard epochs > 0, let patience = arguments.values["patience"]?.integer else { continue }
        let start = arguments.values["start_from_epoch"]?.integer ?? 0
        if let place = arguments.ranges["patience"], patience >= epochs {
          findings.report(
            "a patience of \(patience) is never used up in \(epochs) \(epochs == 1 ? "epoch" : "epochs")", at: place,
            help: "write a smaller patience, as \(max(1, epochs / 5)), or more epochs")
        } else if let place = arguments.ranges["start_from_epoch"], start + max(patience, 1) >= epochs {
          findings.report(
            "\(callback.name) begins after epoch \(start), with patience \(patience), and the run has \(epochs)",
            at: place,
            help: "begin earlier, or train for more epochs")
        }
      }
    })

  /// Whether larger is better; nil for a figure that is not known.
  private static func isMaximized(_ monitor: String, _ spec: Spec) -> Bool? {
    let name = monitor.hasPrefix("val_") ? String(monitor.dropFirst(4)) : monitor
    if name == "loss" { return false }
    return declaredMeasures(spec).first { $0.name == name }?.isMaximized
  }
}
