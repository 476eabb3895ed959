// A block scalar's indentation is that of its first line with text, and the blank lines before that may not have more
// spaces (YAML 1.2.2, section 8.1.1.1): whether the spaces were meant as text could not be told. libyaml goes by the
// longest blank line, ends the scalar there, and may take its text for a comment.

import Diagnostics

enum BlockScalarBlankLines {
  /// The finding for the scalar whose `|` or `>` stands at `start`; nil when its blank lines are short enough.
  /// - Parameter column: of the block collection around it, from 0; -1 outside of all.
  static func finding(in text: SourceText, from start: SourcePosition, column: Int) -> Diagnostic? {
    let header = text.bytes[min(start.offset, text.bytes.count)...].prefix { !$0.isBlank && !$0.isBreak }
    // `|2` says itself what its indentation is.
    guard !header.contains(where: \.isDigit) else { return nil }
    var lineStart = text.offsetOfNextLine(after: start.offset)
    var longest: (lineStart: Int, spaces: Int)?
    while let first = lineStart {
      var offset = first
      while text.byte(at: offset) == UInt8(ascii: " ") { offset += 1 }
      let spaces = offset - first
      guard let byte = text.byte(at: offset) else { return nil }
      if !byte.isBreak {
        guard let longest, spaces > column, spaces < longest.spaces, !text.isDocumentMarker(at: offset) else {
          return nil
        }
        return diagnostic(in: text, longest.lineStart, spaces: longest.spaces, wanted: spaces)
      }
      if spaces > (longest?.spaces ?? 0) { longest = (first, spaces) }
      lineStart = text.offsetOfNextLine(after: offset)
    }
    return nil
  }

  private static func diagnostic(in text: SourceText, _ lineStart: Int, spaces: Int, wanted: Int) -> Diagnostic {
    let start = text.position(offset: lineStart)
    let surplus = text.range(from: text.position(from: start, to: lineStart + wanted), to: lineStart + spaces)
    return Diagnostic(
      .error, .syntaxError, "a blank line has more spaces than the first line of the text below it", at: .spec(surplus),
      help: "remove these spaces, or give the indentation as in '|2'")
  }
}

extension SourceText {
  /// The offset of the line below the one of `offset`; nil when that is the last.
  fileprivate func offsetOfNextLine(after offset: Int) -> Int? {
    let end = endOfLine(from: offset)
    guard let byte = byte(at: end) else { return nil }
    return byte == 0x0D && self.byte(at: end + 1) == 0x0A ? end + 2 : end + 1
  }

  /// Whether a line of `---` or `...` begins here.
  fileprivate func isDocumentMarker(at offset: Int) -> Bool {
    guard offset == 0 || bytes[offset - 1].isBreak else { return false }
    return bytes[offset...].starts(with: "---".utf8) || bytes[offset...].starts(with: "...".utf8)
  }
}
