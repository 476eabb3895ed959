// How things of the families `initializer` and `regularizer` become values of the plan.

import ExecutionPlan
import SpecParser

/// An initializer of the spec. One file in Initializers/ and one line in `initializerTypes`.
public protocol InitializerKind: Sendable {
  static var declaration: KindDeclaration { get }
  static func initializer(_ arguments: Arguments) -> Initializer
}

/// A regularizer of the spec. One file in Regularizers/ and one line in `regularizerTypes`.
public protocol RegularizerKind: Sendable {
  static var declaration: KindDeclaration { get }
  static func strengths(_ arguments: Arguments) -> RegularizerStrengths
}

/// The initializer of a field that has a default; zeros where decoding failed, which has been reported.
func initializer(_ kind: KindValue?) -> Initializer {
  guard let kind, let type = initializerTypes.first(where: { $0.declaration.name == kind.name }) else {
    return .constant(0)
  }
  return type.initializer(kind.arguments)
}

func regularizerStrengths(_ kind: KindValue?) -> RegularizerStrengths? {
  guard let kind, let type = regularizerTypes.first(where: { $0.declaration.name == kind.name }) else { return nil }
  return type.strengths(kind.arguments)
}
