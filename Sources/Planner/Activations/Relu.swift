// The rectified linear units: relu with its three options, relu6 and leaky_relu.

import ExecutionPlan
import SpecParser

extension ActivationFunction {
  static let relu = ActivationFunction(
    "relu",
    fields: [negativeSlope(0).declaration, maxValue.declaration, reluThreshold.declaration],
    """
    `max(x, 0)`. In full: `max_value` where `x >= max_value`, `x` where `threshold <= x < max_value`, \
    `negative_slope * (x - threshold)` below.
    """,
    written: "relu: {max_value: 1}"
  ) { arguments in
    let slope = Float(arguments[negativeSlope(0)])
    let threshold = Float(arguments[reluThreshold])
    let maximum = arguments[maxValue].map { Float($0) }
    // The special cases have kernels of their own, which fuse better than the general one.
    if threshold == 0, maximum == nil {
      return slope == 0 ? ActivationCall(.relu) : ActivationCall(.leakyRelu, [slope])
    }
    if threshold == 0, maximum == 6, slope == 0 { return ActivationCall(.relu6) }
    return ActivationCall(.reluGeneral, [slope, threshold, maximum ?? .infinity])
  }

  static let relu6 = ActivationFunction("relu6", .relu6, "`min(max(x, 0), 6)`.")

  static let leakyRelu = leakyRelu(slope: 0.2)
  /// Keras's layer of this name begins with another slope than its function.
  static let leakyReluLayer = leakyRelu(slope: 0.3)

  private static func leakyRelu(slope: Double) -> ActivationFunction {
    let field = negativeSlope(slope)
    return ActivationFunction(
      "leaky_relu", main: "negative_slope", fields: [field.declaration],
      "`x` where `x > 0`, else `negative_slope * x`.", written: "leaky_relu: 0.1"
    ) { ActivationCall(.leakyRelu, [Float($0[field])]) }
  }

  /// Gradients are computed from the output's sign, which a negative slope would turn.
  private static func negativeSlope(_ value: Double) -> Field<Double> {
    .number("negative_slope", .atLeast(0), default: value, "Slope below the threshold.")
  }
  private static let maxValue = Field.optionalNumber(
    "max_value", .atLeast(0), "The largest value of the result; no limit without it.")
  private static let reluThreshold = Field.number(
    "threshold", .atLeast(0), default: 0, "Values below it are damped or cut.")
}
