// lecun_uniform and lecun_normal: made for layers with selu.
import ExecutionPlan
import SpecParser

struct LecunUniform: InitializerKind {
  static let declaration = KindDeclaration(
    "lecun_uniform", fields: [InitializerFields.seed.declaration],
    "Uniform numbers of variance `1 / inputs` (LeCun et al. 1998).",
    source: InitializerFields.page + "#lecununiform-class",
    example: "- dense: {units: 10, kernel_initializer: lecun_uniform}")

  static func initializer(_ arguments: Arguments) -> Initializer {
    .varianceScaling(scale: 1, mode: .fanIn, distribution: .uniform, seed: arguments[InitializerFields.seed])
  }
}

struct LecunNormal: InitializerKind {
  static let declaration = KindDeclaration(
    "lecun_normal", fields: [InitializerFields.seed.declaration],
    "Truncated normal numbers of variance `1 / inputs` (LeCun et al. 1998).",
    source: InitializerFields.page + "#lecunnormal-class",
    example: "- dense: {units: 10, kernel_initializer: lecun_normal}")

  static func initializer(_ arguments: Arguments) -> Initializer {
    .varianceScaling(scale: 1, mode: .fanIn, distribution: .truncatedNormal, seed: arguments[InitializerFields.seed])
  }
}
