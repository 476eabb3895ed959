// The codes of everything that can be wrong with a document before it is decoded: syntax, structure, limits, loading.

import Diagnostics

extension DiagnosticCode {
  public static let syntaxError = DiagnosticCode("Y101", "syntax-error")
  public static let duplicateKey = DiagnosticCode("Y102", "duplicate-key")
  public static let tooLarge = DiagnosticCode("Y110", "too-large")
  public static let tooDeep = DiagnosticCode("Y111", "too-deep")
  public static let tooManyNodes = DiagnosticCode("Y112", "too-many-nodes")
  public static let aliasExpansion = DiagnosticCode("Y113", "alias-expansion")
  public static let aliasCycle = DiagnosticCode("Y114", "alias-cycle")
  public static let undefinedAlias = DiagnosticCode("Y115", "undefined-alias")
  public static let tagNotAllowed = DiagnosticCode("Y116", "tag-not-allowed")
  public static let keyNotScalar = DiagnosticCode("Y117", "key-not-scalar")
  public static let secondDocument = DiagnosticCode("Y118", "second-document")
  public static let mergeNotMapping = DiagnosticCode("Y119", "merge-not-mapping")
  public static let notUTF8 = DiagnosticCode("Y120", "not-utf8")
  public static let emptyDocument = DiagnosticCode("Y121", "empty-document")
  public static let extendsError = DiagnosticCode("Y122", "extends-error")
  public static let unreadableFile = DiagnosticCode("Y123", "unreadable-file")
}
