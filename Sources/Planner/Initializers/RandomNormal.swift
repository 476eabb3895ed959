// random_normal and truncated_normal: normal numbers, without and with their tails.

import ExecutionPlan
import SpecParser

struct RandomNormal: InitializerKind {
  typealias Shared = InitializerFields

  static let declaration = KindDeclaration(
    "random_normal", aliases: ["normal"], main: "mean",
    fields: [Shared.mean.declaration, Shared.deviation.declaration, Shared.seed.declaration],
    "Normal numbers of `mean` and `stddev`.", source: Shared.page + "#randomnormal-class",
    example: "- dense: {units: 10, kernel_initializer: {random_normal: {stddev: 0.01}}}")

  static func initializer(_ arguments: Arguments) -> Initializer {
    .normal(
      mean: Float(arguments[Shared.mean]), deviation: Float(arguments[Shared.deviation]), seed: arguments[Shared.seed])
  }
}

struct TruncatedNormal: InitializerKind {
  typealias Shared = InitializerFields

  static let declaration = KindDeclaration(
    "truncated_normal", main: "mean",
    fields: [Shared.mean.declaration, Shared.deviation.declaration, Shared.seed.declaration],
    "Normal numbers of `mean` and `stddev`; those beyond two deviations are drawn again.",
    source: Shared.page + "#truncatednormal-class",
    example: "- dense: {units: 10, kernel_initializer: {truncated_normal: {stddev: 0.01}}}")

  static func initializer(_ arguments: Arguments) -> Initializer {
    .truncatedNormal(
      mean: Float(arguments[Shared.mean]), deviation: Float(arguments[Shared.deviation]), seed: arguments[Shared.seed])
  }
}
