// The codes of what can be wrong with an expression.

import Diagnostics

extension DiagnosticCode {
  public static let expressionSyntax = DiagnosticCode("Y130", "expression-syntax")
  public static let unknownName = DiagnosticCode("Y131", "unknown-name")
  public static let expressionType = DiagnosticCode("Y132", "expression-type")
  public static let expressionValue = DiagnosticCode("Y133", "expression-value")
}
