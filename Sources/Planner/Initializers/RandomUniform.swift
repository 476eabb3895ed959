// random_uniform: numbers from an interval.

import ExecutionPlan
import SpecParser

struct RandomUniform: InitializerKind {
  static let minimum = Field.number("minval", default: -0.05, "Lower end of the interval.")
  static let maximum = Field.number("maxval", default: 0.05, "Upper end of the interval.")
  static let seed = InitializerFields.seed

  static let declaration = KindDeclaration(
    "random_uniform", aliases: ["uniform"], main: "minval",
    fields: [minimum.declaration, maximum.declaration, seed.declaration],
    "Numbers between `minval` and `maxval`, all equally likely.",
    source: InitializerFields.page + "#randomuniform-class",
    example: "- dense: {units: 10, kernel_initializer: {random_uniform: {minval: -0.1, maxval: 0.1}}}")

  static func initializer(_ arguments: Arguments) -> Initializer {
    .uniform(minimum: Float(arguments[minimum]), maximum: Float(arguments[maximum]), seed: arguments[seed])
  }
}
