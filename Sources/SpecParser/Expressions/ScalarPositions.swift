// From offsets in a scalar's decoded text to its place in the file. Quotes, escapes and folded line breaks make the two
// differ, so both are walked side by side; where that fails (block scalars) the whole scalar stands for its part.

import Diagnostics

enum ScalarPositions {
  /// The place of a part of a scalar's text.
  /// - Parameter part: UTF-8 offsets in `scalar.text`.
  static func range(of part: Range<Int>, in node: Node, sources: SourceMap) -> SourceRange {
    // A node that came in by an alias or a parameter has its text elsewhere.
    let whole = node.definition ?? node.range
    guard let scalar = node.scalar, let source = sources[whole.path] else { return whole }
    let start = whole.start.offset
    let end = whole.end.offset
    guard start >= 0, start <= end, end <= source.bytes.count else { return whole }
    guard let offsets = offsets(of: Array(scalar.text.utf8), in: source.bytes[start..<end]),
      part.lowerBound < offsets.count, part.upperBound < offsets.count
    else { return whole }
    return SourceRange(
      path: whole.path, start: source.position(offset: offsets[part.lowerBound]),
      end: source.position(offset: offsets[part.upperBound]))
  }

  /// For every byte of the text, and for its end, the offset in the file; nil where the two can't be matched.
  private static func offsets(of text: [UInt8], in raw: ArraySlice<UInt8>) -> [Int]? {
    let quote = raw.first == UInt8(ascii: "'") || raw.first == UInt8(ascii: "\"") ? raw.first : nil
    var position = raw.startIndex + (quote == nil ? 0 : 1)
    var result: [Int] = []
    result.reserveCapacity(text.count + 1)
    for byte in text {
      guard position < raw.endIndex else { return nil }
      result.append(position)
      let found = raw[position]
      if quote == UInt8(ascii: "'"), found == UInt8(ascii: "'"), byte == found {
        position += 2
      } else if quote == UInt8(ascii: "\""), found == UInt8(ascii: "\\") {
        // Of the escapes only those of one byte that stand for themselves are followed.
        guard position + 1 < raw.endIndex, raw[position + 1] == byte else { return nil }
        position += 2
      } else if byte == 0x20, isBlank(found) {
        // A single space stands for a folded line break and the indentation after it.
        position += 1
        if found != 0x20 || isFold(raw, at: position) {
          while position < raw.endIndex, isBlank(raw[position]) { position += 1 }
        }
      } else if found == byte {
        position += 1
      } else {
        return nil
      }
    }
    result.append(position)
    return result
  }

  /// Whether only blanks stand between here and a line break.
  private static func isFold(_ raw: ArraySlice<UInt8>, at start: Int) -> Bool {
    var position = start
    while position < raw.endIndex, isBlank(raw[position]) {
      if raw[position] == 0x0A || raw[position] == 0x0D { return true }
      position += 1
    }
    return false
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
