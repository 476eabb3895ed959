// The codes of what can be wrong with data. D1xx: loading; the linter's own rules about data begin at D200.

import Diagnostics

extension DiagnosticCode {
  /// A data file isn't there.
  public static let dataNotFound = DiagnosticCode("D101", "data-not-found")
  /// A data file isn't what its format demands.
  public static let badFile = DiagnosticCode("D102", "bad-file")
  /// A cell of a table can't be used.
  public static let badCell = DiagnosticCode("D103", "bad-cell")
  /// A spec names a column that the table hasn't got, or that can't be what the spec makes of it.
  public static let unknownColumn = DiagnosticCode("D104", "unknown-column")
  /// A target is none of the classes.
  public static let badLabel = DiagnosticCode("D105", "bad-label")
  /// More rows are asked for than there are.
  public static let splitTooLarge = DiagnosticCode("D106", "split-too-large")
  /// Two sets of data disagree: rows, shapes, columns or types.
  public static let dataMismatch = DiagnosticCode("D107", "data-mismatch")
  /// The data is larger than Lofting takes, or than the machine's memory.
  public static let dataTooLarge = DiagnosticCode("D108", "data-too-large")
  /// A source's or a split's fields make no sense together.
  public static let badSource = DiagnosticCode("D109", "bad-source")
  /// A data file or folder can't be read or written.
  public static let fileAccess = DiagnosticCode("D110", "file-access")
  /// A download failed.
  public static let downloadFailed = DiagnosticCode("D111", "download-failed")
  /// A downloaded file isn't the one that was expected.
  public static let checksumMismatch = DiagnosticCode("D112", "checksum-mismatch")
}
