// Functions that cut or shrink values near zero, and the threshold.

import ExecutionPlan
import SpecParser

extension ActivationFunction {
  static let softShrink = ActivationFunction(
    "soft_shrink", main: "threshold", fields: [shrinkThreshold.declaration],
    "`x - threshold` where `x > threshold`, `x + threshold` where `x < -threshold`, else 0.",
    written: "soft_shrink: 0.1"
  ) { ActivationCall(.softShrink, [Float($0[shrinkThreshold])]) }

  static let hardShrink = ActivationFunction(
    "hard_shrink", main: "threshold", fields: [shrinkThreshold.declaration],
    "`x` where `|x| > threshold`, else 0.", written: "hard_shrink: 0.1"
  ) { ActivationCall(.hardShrink, [Float($0[shrinkThreshold])]) }

  static let tanhShrink = ActivationFunction("tanh_shrink", .tanhShrink, "`x - tanh(x)`.")

  static let threshold = ActivationFunction(
    "threshold", fields: [thresholdValue.declaration, defaultValue.declaration],
    "`x` where `x > threshold`, else `default_value`.", written: "threshold: {threshold: 0.1, default_value: 0}"
  ) { ActivationCall(.threshold, [Float($0[thresholdValue]), Float($0[defaultValue])]) }

  private static let shrinkThreshold = Field.number(
    "threshold", .atLeast(0), default: 0.5, "Half the width of the gap.")
  private static let thresholdValue = Field.number("threshold", .any, "Values must exceed it.")
  private static let defaultValue = Field.number("default_value", .any, "Stands in for values that don't.")
}
