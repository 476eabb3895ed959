// orthogonal and identity: matrices that keep lengths.

import ExecutionPlan
import SpecParser

struct OrthogonalInitializer: InitializerKind {
  typealias Shared = InitializerFields

  static let declaration = KindDeclaration(
    "orthogonal", main: "gain", fields: [Shared.gain.declaration, Shared.seed.declaration],
    """
    A random matrix with orthonormal columns, or rows if there are fewer of them, times `gain`; from the QR decomposition \
    of a normal matrix (Saxe et al. 2014, https://arxiv.org/abs/1312.6120). For matrices only.
    """,
    source: Shared.page + "#orthogonal-class",
    example: "- dense: {units: 10, kernel_initializer: orthogonal}")

  static func initializer(_ arguments: Arguments) -> Initializer {
    .orthogonal(gain: Float(arguments[Shared.gain]), seed: arguments[Shared.seed])
  }
}

struct IdentityInitializer: InitializerKind {
  typealias Shared = InitializerFields

  static let declaration = KindDeclaration(
    "identity", main: "gain", fields: [Shared.gain.declaration],
    "`gain` on the diagonal, 0 elsewhere. For matrices only.",
    source: Shared.page + "#identity-class",
    example: "- dense: {units: 10, kernel_initializer: identity}")

  static func initializer(_ arguments: Arguments) -> Initializer { .identity(gain: Float(arguments[Shared.gain])) }
}
