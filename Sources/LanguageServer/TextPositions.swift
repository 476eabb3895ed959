// Between the protocol's positions and byte offsets. The one place that knows both: everything else counts bytes.
//
// The protocol's lines end with LF, CR LF or CR and nothing else; libyaml also ends lines at U+0085, U+2028 and U+2029, so
// the lines of `SourceText` are not these. A byte order mark is a character like any other: one unit of UTF-16.

import Diagnostics

/// What `character` counts within a line.
enum PositionEncoding: String {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
}

/// Lines and characters from 0.
struct TextPosition: Equatable {
  var line: Int
  var character: Int

  var json: JSONValue { .object([("line", .integer(line)), ("character", .integer(character))]) }

  init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  init?(_ value: JSONValue?) {
    guard let line = value?["line"]?.integer, let character = value?["character"]?.integer, line >= 0, character >= 0
    else { return nil }
    self.init(line: line, character: character)
  }
}

struct TextPositions {
  let bytes: [UInt8]
  let encoding: PositionEncoding
  private let lineStarts: [Int]
  /// Whether units of both encodings are bytes: then no line needs to be counted through, however long it is.
  private let isASCII: Bool

  init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    var starts = [0]
    for (i, byte) in bytes.enumerated() {
      let isBreak = byte == 0x0A || (byte == 0x0D && !(i + 1 < bytes.count && bytes[i + 1] == 0x0A))
      if isBreak { starts.append(i + 1) }
    }
    lineStarts = starts
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  /// The offset of a position. A character beyond the line's end is its end, a line beyond the text the text's; a
  /// position inside a character is its beginning.
  func offset(of position: TextPosition) -> Int {
    guard position.line < lineStarts.count else { return bytes.count }
    var offset = lineStarts[position.line]
    let end = endOfLine(position.line)
    switch isASCII ? .utf8 : encoding {
    case .utf8:
      let (target, overflows) = offset.addingReportingOverflow(position.character)
      offset = overflows ? end : min(target, end)
      while offset > lineStarts[position.line], offset < end, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    case .utf16:
      var passed = 0
      while offset < end {
        let width = Self.widths(of: bytes[offset])
        guard passed + width.utf16 <= position.character else { break }
        passed += width.utf16
        offset = min(offset + width.utf8, end)
      }
    }
    return offset
  }

  /// The position of an offset; the text's end for what lies beyond it.
  func position(at offset: Int) -> TextPosition {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let start = lineStarts[low]
    switch isASCII ? .utf8 : encoding {
    case .utf8: return TextPosition(line: low, character: offset - start)
    case .utf16:
      let units = bytes[start..<offset].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : Self.widths(of: $1).utf16) }
      return TextPosition(line: low, character: units)
    }
  }

  func range(_ range: Range<Int>) -> JSONValue {
    .object([("start", position(at: range.lowerBound).json), ("end", position(at: range.upperBound).json)])
  }

  func range(_ range: SourceRange) -> JSONValue {
    self.range(range.start.offset..<max(range.end.offset, range.start.offset))
  }

  /// The bytes of a range of the protocol; nil where it has another form. A range that is the wrong way round is empty.
  func offsets(of range: JSONValue?) -> Range<Int>? {
    guard let start = TextPosition(range?["start"]), let end = TextPosition(range?["end"]) else { return nil }
    let lower = offset(of: start)
    return lower..<max(lower, offset(of: end))
  }

  /// The offset of the break that ends the line of an offset, else of the text's end.
  func endOfLine(at offset: Int) -> Int { endOfLine(position(at: offset).line) }

  private func endOfLine(_ line: Int) -> Int {
    guard line + 1 < lineStarts.count else { return bytes.count }
    let next = lineStarts[line + 1]
    return next >= 2 && bytes[next - 1] == 0x0A && bytes[next - 2] == 0x0D && next - 2 >= lineStarts[line]
      ? next - 2 : next - 1
  }

  /// Units of the character that a byte leads.
  private static func widths(of byte: UInt8) -> (utf8: Int, utf16: Int) {
    switch byte {
    case 0xF0...: (4, 2)
    case 0xE0...: (3, 1)
    case 0xC0...: (2, 1)
    default: (1, 1)
    }
  }
}
