// The words for what the system says about files.

import Diagnostics
import Glibc

public enum FileError {
  /// The system's words for an error number: "no space left on device".
  public static func words(_ number: Int32) -> String {
    guard let words = unsafe strerror(number) else { return "error \(number)" }
    let text = unsafe String(cString: words)
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  public static func unwritable(_ path: String, _ number: Int32) -> Failure {
    Failure(
      .fileUnwritable, "cannot write \(path): \(words(number))", at: .path(path),
      help: "check that the folder exists, is writable and has space")
  }

  public static func unreadable(_ path: String, _ number: Int32) -> Failure {
    Failure(
      .fileUnreadable, "cannot read \(path): \(words(number))", at: .path(path),
      help: "check the path and its permissions")
  }
}

extension DiagnosticCode {
  public static let fileUnreadable = DiagnosticCode("R110", "file-unreadable")
  public static let fileUnwritable = DiagnosticCode("R111", "file-unwritable")
}
