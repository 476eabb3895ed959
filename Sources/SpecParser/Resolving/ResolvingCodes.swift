// The codes and limits of the stage between the tree as written and the tree as decoded.

import Diagnostics

extension DiagnosticCode {
  public static let parameterCycle = DiagnosticCode("Y134", "parameter-cycle")
  public static let tooLargeAfterSubstitution = DiagnosticCode("Y135", "too-large-after-substitution")
  public static let overrideSyntax = DiagnosticCode("Y136", "override-syntax")
  public static let overridePlace = DiagnosticCode("Y137", "override-place")
  public static let substitutionSyntax = DiagnosticCode("Y138", "substitution-syntax")
}

/// What substitution and `repeat` may make of a spec.
public enum ResolvingLimits {
  /// Nodes of the whole tree; iterations of `repeat` count too, so that empty ones end.
  public static let nodes = DocumentLimits.expandedNodes
  /// How deep parameters within parameters may nest. Everything that walks the tree may recurse.
  public static let depth = 2 * DocumentLimits.depth
  /// `times` of one `repeat`.
  public static let times = 10_000
  /// Layers of the unrolled model.
  public static let layers = 20_000
  /// Keys in the path of one `--set`.
  static let overrideKeys = 32
}
