// Fields that several initializers have.

import SpecParser

enum InitializerFields {
  static let seed = Field.optionalInteger(
    "seed", .atLeast(0), "A seed of its own; without it the numbers follow from the spec's `seed` and the parameter.")
  static let mean = Field.number("mean", default: 0, "Mean of the distribution.")
  static let deviation = Field.number("stddev", .atLeast(0), default: 0.05, "Standard deviation.")
  static let gain = Field.number("gain", default: 1, "Factor on the result.")
  static let page = "https://keras.io/api/layers/initializers/"
}
