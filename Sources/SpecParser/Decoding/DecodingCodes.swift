// The codes of what can be wrong with a value once the document could be read.

import Diagnostics

extension DiagnosticCode {
  public static let unknownKey = DiagnosticCode("Y103", "unknown-key")
  public static let missingKey = DiagnosticCode("Y104", "missing-key")
  public static let wrongType = DiagnosticCode("Y105", "wrong-type")
  public static let outOfRange = DiagnosticCode("Y106", "out-of-range")
  public static let unknownKind = DiagnosticCode("Y107", "unknown-kind")
  public static let secondKeyBesideKind = DiagnosticCode("Y108", "second-key-beside-kind")
  public static let unknownChoice = DiagnosticCode("Y109", "unknown-choice")
  public static let invalidName = DiagnosticCode("Y140", "invalid-name")
  public static let duplicateName = DiagnosticCode("Y141", "duplicate-name")
  /// Keys that exclude one another, or that only make sense together.
  public static let conflictingKeys = DiagnosticCode("Y142", "conflicting-keys")
}
