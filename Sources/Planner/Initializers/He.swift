// he_uniform and he_normal: made for layers with relu.
import ExecutionPlan
import SpecParser

struct HeUniform: InitializerKind {
  static let declaration = KindDeclaration(
    "he_uniform", fields: [InitializerFields.seed.declaration],
    "Uniform numbers of variance `2 / inputs` (He et al. 2015, https://arxiv.org/abs/1502.01852).",
    source: InitializerFields.page + "#heuniform-class",
    example: "- dense: {units: 10, kernel_initializer: he_uniform}")

  static func initializer(_ arguments: Arguments) -> Initializer {
    .varianceScaling(scale: 2, mode: .fanIn, distribution: .uniform, seed: arguments[InitializerFields.seed])
  }
}

struct HeNormal: InitializerKind {
  static let declaration = KindDeclaration(
    "he_normal", fields: [InitializerFields.seed.declaration],
    "Truncated normal numbers of variance `2 / inputs` (He et al. 2015, https://arxiv.org/abs/1502.01852).",
    source: InitializerFields.page + "#henormal-class",
    example: "- dense: {units: 10, kernel_initializer: he_normal}")

  static func initializer(_ arguments: Arguments) -> Initializer {
    .varianceScaling(scale: 2, mode: .fanIn, distribution: .truncatedNormal, seed: arguments[InitializerFields.seed])
  }
}
