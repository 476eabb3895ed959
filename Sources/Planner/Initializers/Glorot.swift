// glorot_uniform and glorot_normal, named after Xavier Glorot: dense's default.
import ExecutionPlan
import SpecParser

struct GlorotUniform: InitializerKind {
  static let declaration = KindDeclaration(
    "glorot_uniform", fields: [InitializerFields.seed.declaration],
    "Uniform numbers of variance `2 / (inputs + outputs)` (Glorot and Bengio 2010, https://proceedings.mlr.press/v9/glorot10a.html).",
    source: InitializerFields.page + "#glorotuniform-class",
    example: "- dense: {units: 10, kernel_initializer: glorot_uniform}")

  static func initializer(_ arguments: Arguments) -> Initializer {
    .varianceScaling(scale: 1, mode: .fanAverage, distribution: .uniform, seed: arguments[InitializerFields.seed])
  }
}

struct GlorotNormal: InitializerKind {
  static let declaration = KindDeclaration(
    "glorot_normal", fields: [InitializerFields.seed.declaration],
    "Truncated normal numbers of variance `2 / (inputs + outputs)` (Glorot and Bengio 2010, https://proceedings.mlr.press/v9/glorot10a.html).",
    source: InitializerFields.page + "#glorotnormal-class",
    example: "- dense: {units: 10, kernel_initializer: glorot_normal}")

  static func initializer(_ arguments: Arguments) -> Initializer {
    .varianceScaling(
      scale: 1, mode: .fanAverage, distribution: .truncatedNormal, seed: arguments[InitializerFields.seed])
  }
}
