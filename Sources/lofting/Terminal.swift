// Standard output and error: whether they are terminals, colours, whole lines.

import Files
import Glibc

enum Terminal {
  static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  static let errorIsTerminal = isatty(STDERR_FILENO) == 1

  /// Colours are for terminals, and not where NO_COLOR is set to anything (https://no-color.org).
  static func usesColor(_ isTerminal: Bool) -> Bool {
    isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }

  /// The columns of standard output: the terminal's own, else COLUMNS, else 80.
  static var outputColumns: Int {
    var size = winsize()
    if outputIsTerminal, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 80
  }

  static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// A line on standard output: the command's data.
  static func output(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  /// A line on standard error: messages and progress.
  static func message(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

  /// Writes all of a text. A closed pipe ends the process by SIGPIPE, except in training, which saves first; a full disk
  /// under standard output ends it with status 1.
  private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8)[...], to: descriptor) }

  /// Bytes on standard output as they are.
  static func send(_ bytes: [UInt8]) { write(bytes[...], to: STDOUT_FILENO) }

  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
    var bytes = bytes
    while !bytes.isEmpty {
      let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        if errno == EPIPE || descriptor != STDOUT_FILENO { return }
        message("lofting: standard output cannot be written: \(FileError.words(errno))")
        exit(1)
      }
      bytes = bytes.dropFirst(written)
    }
  }
}
