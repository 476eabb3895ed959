// normalization: inputs to mean 0 and variance 1, as they are over the training rows.

import ExecutionPlan
import SpecParser

struct NormalizationKind: PreprocessingKind {
  /// -1 or null: whether each feature has a mean of its own.
  static let axis = Field<Bool>.custom(
    "axis", .oneOf([.integer(.between(-1, -1)), .choice(["null"])]), default: .integer(-1), fallback: true,
    "-1: each feature has its own mean and variance; null: one for all."
  ) { value in if case .null = value { false } else { true } }

  static let declaration = KindDeclaration(
    "normalization", aliases: ["standardization"], main: "axis", fields: [axis.declaration],
    """
    `(x - mean) / max(sqrt(variance), 1e-7)` with mean and variance fitted on the training rows alone, per feature or, \
    with `axis: null`, over all of them.
    """,
    source: "https://keras.io/api/layers/preprocessing_layers/numerical/normalization/",
    example: "- normalization: {axis: null}")

  static func step(_ arguments: Arguments) -> ExecutionPlan.Preprocessing {
    .normalization(isPerFeature: arguments[axis])
  }
}
