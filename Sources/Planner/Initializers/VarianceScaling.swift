// variance_scaling: random numbers whose variance is scale / n, n counted from the parameter's shape. Glorot's, He's and
// LeCun's initializers are cases of it.

import ExecutionPlan
import SpecParser

struct VarianceScaling: InitializerKind {
  static let scale = Field.number("scale", .above(0), default: 1, "The variance times `n`.")
  static let mode = Field.choice(
    "mode", ["fan_in", "fan_out", "fan_avg"], default: "fan_in",
    "What `n` is: the inputs of a kernel, its outputs, or their mean.")
  static let distribution = Field.choice(
    "distribution", ["truncated_normal", "untruncated_normal", "uniform"], default: "truncated_normal",
    "The numbers' distribution.")
  static let seed = InitializerFields.seed

  static let declaration = KindDeclaration(
    "variance_scaling", main: "scale",
    fields: [scale.declaration, mode.declaration, distribution.declaration, seed.declaration],
    """
    Random numbers of variance `scale / n`: uniform between `-sqrt(3 * scale / n)` and its opposite, or normal, truncated \
    at two deviations unless `untruncated_normal`.
    """,
    source: InitializerFields.page + "#variancescaling-class",
    example: "- dense: {units: 10, kernel_initializer: {variance_scaling: {scale: 2, mode: fan_out}}}")

  static func initializer(_ arguments: Arguments) -> Initializer {
    .varianceScaling(
      scale: Float(arguments[scale]), mode: Initializer.FanMode(rawValue: arguments[mode]) ?? .fanIn,
      distribution: Initializer.Distribution(rawValue: arguments[distribution]) ?? .truncatedNormal,
      seed: arguments[seed])
  }
}
