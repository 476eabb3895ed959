// T210 monitor-ignores-validation: early stopping that watches the rows it trains on.

import Diagnostics
import SpecParser

extension Rule {
  static let monitorIgnoresValidation = Rule(
    "T210", "monitor-ignores-validation", .warning, fixable: .unsafe,
    "early stopping watches the training rows although there is a validation set",
    rationale: """
      The loss on training rows goes on falling while a model overfits; only rows that it does not train on show when to \
      stop. Early stopping on a training figure does not protect from overfitting, and "the best weights" are \
      those of the last epochs.
      """,
    source: "Prechelt 1998, Early Stopping, But When?, https://doi.org/10.1007/978-3-642-35289-8_5",
    bad: [
      """
      training:
        loss: sparse_categorical_crossentropy
        epochs: 20
        callbacks: [{early_stopping: {monitor: «loss», patience: 3}}]
      """
    ],
    good: [
      """
      training:
        loss: sparse_categorical_crossentropy
        epochs: 20
        callbacks: [{early_stopping: {patience: 3}}]
      """,
      """
      data: {source: digits, preprocessing: [{rescaling: $(1 / 16)}]}
      training:
        loss: sparse_categorical_crossentropy
        epochs: 20
        callbacks: [{early_stopping: {monitor: loss, patience: 3}}]
      """,
    ],
    .network { network, findings in
      guard network.summary.validationRows > 0 else { return }
      for callback in network.spec.training.callbacks {
        guard let monitor = callback.arguments.values["monitor"]?.string, !monitor.hasPrefix("val_"),
          let place = callback.arguments.ranges["monitor"]
        else { continue }
        findings.report(
          "'\(monitor)' is measured on the training rows, which says nothing of overfitting", at: place,
          help: "write 'monitor: val_\(monitor)'",
          fix: Fix(
            title: "monitor val_\(monitor)", isSafe: false,
            edits: [Fix.Edit(range: place, replacement: "val_\(monitor)")]))
      }
    })
}
