// early_stopping: ends the training when a figure no longer improves.

import Diagnostics
import ExecutionPlan
import SpecParser

struct EarlyStoppingKind: CallbackKind {
  static let monitor = Field.string(
    "monitor", default: "val_loss", "The figure: `loss`, `val_loss`, `val_accuracy`, ....")
  static let minimumDelta = Field.number("min_delta", .atLeast(0), default: 0, "An improvement must exceed it.")
  static let patience = Field.integer(
    "patience", .between(0, 1_000_000_000), default: 0, "Epochs without an improvement before the end.")
  static let mode = Field.choice(
    "mode", ["auto", "min", "max"], default: "auto", "Whether smaller or larger is better; `auto` knows by the figure.")
  static let baseline = Field.optionalNumber(
    "baseline", .any, "Where given, a figure must beat it to count as an improvement.")
  static let restoresBestWeights = Field.boolean(
    "restore_best_weights", default: false, "Whether the best epoch's weights are taken back at the end.")
  static let startFromEpoch = Field.integer(
    "start_from_epoch", .between(0, 1_000_000_000), default: 0, "Epochs to wait before watching.")

  static let declaration = KindDeclaration(
    "early_stopping", main: "monitor",
    fields: [
      monitor.declaration, minimumDelta.declaration, patience.declaration, mode.declaration, baseline.declaration,
      restoresBestWeights.declaration, startFromEpoch.declaration,
    ],
    "Ends the training after `patience` epochs in which the figure `monitor` did not improve by more than `min_delta`.",
    source: "https://keras.io/api/callbacks/early_stopping/",
    example: "- early_stopping: {monitor: val_loss, patience: 5, restore_best_weights: true}")

  static func callback(
    _ kind: KindValue, measures: [Measure], hasValidation: Bool, diagnostics: inout DiagnosticList
  ) -> Callback? {
    let arguments = kind.arguments
    guard
      let measure = monitoredMeasure(
        arguments[monitor], at: arguments.isWritten(monitor) ? arguments.range(of: monitor) : kind.nameRange,
        measures: measures, hasValidation: hasValidation, diagnostics: &diagnostics)
    else { return nil }
    // The choice's third word, auto, is no mode of its own.
    let mode = EarlyStopping.Mode(rawValue: arguments[mode]) ?? (measure.isMaximized ? .maximize : .minimize)
    return .earlyStopping(
      EarlyStopping(
        monitor: arguments[monitor], mode: mode, minimumDelta: arguments[minimumDelta], patience: arguments[patience],
        baseline: arguments[baseline], restoresBestWeights: arguments[restoresBestWeights],
        startFromEpoch: arguments[startFromEpoch]))
  }
}
