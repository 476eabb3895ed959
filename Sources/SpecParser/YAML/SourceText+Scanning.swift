// Small looks at the bytes around a place, for what libyaml's marks leave out: where a node's text begins after its
// anchor and tag, where a block scalar's text ends, what stands on a line before an error.

import Diagnostics

extension SourceText {
  /// The offset of the first character: past a UTF-8 byte order mark.
  var contentStart: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  func byte(at offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }

  /// The offset of the line break at or after `offset`, else of the end.
  func endOfLine(from offset: Int) -> Int {
    var offset = max(offset, 0)
    while let byte = byte(at: offset), byte != 0x0A, byte != 0x0D { offset += 1 }
    return min(offset, bytes.count)
  }

  /// The offset of the first character of `line` (from 1) that is no space or tab.
  func indentationEnd(ofLine line: Int) -> Int {
    guard lineStarts.indices.contains(line - 1) else { return bytes.count }
    var offset = max(lineStarts[line - 1], line == 1 ? contentStart : 0)
    while byte(at: offset)?.isBlank == true { offset += 1 }
    return offset
  }

  /// Whether a line (from 1) holds nothing but blanks.
  func isBlank(line: Int) -> Bool { byte(at: indentationEnd(ofLine: line))?.isBreak ?? true }

  func offsetAfterBlanksAndComments(from start: Int) -> Int {
    var offset = start
    while let byte = byte(at: offset) {
      if byte == UInt8(ascii: "#") {
        offset = endOfLine(from: offset)
      } else if byte.isBlank || byte.isBreak {
        offset += 1
      } else {
        break
      }
    }
    return offset
  }

  /// The last line above `line` that holds more than blanks and a comment.
  func lineWithContent(above line: Int) -> Int? {
    var line = line - 1
    while line >= 1 {
      if let byte = byte(at: indentationEnd(ofLine: line)), !byte.isBreak, byte != UInt8(ascii: "#") { return line }
      line -= 1
    }
    return nil
  }

  /// The position of an offset at or after a known position. Costs the distance, not the length of the line.
  func position(from known: SourcePosition, to offset: Int) -> SourcePosition {
    guard offset > known.offset else { return known }
    // lineStarts[line] is the start of the next line, as lines count from 1.
    if lineStarts.indices.contains(known.line), lineStarts[known.line] <= offset { return position(offset: offset) }
    let stop = min(offset, bytes.count)
    let passed = bytes[known.offset..<stop].count { $0 & 0xC0 != 0x80 }
    return SourcePosition(line: known.line, column: known.column + passed, offset: stop)
  }

  /// The position before the blanks and line breaks that end at `end`, not before `start`.
  func positionWithoutTrailingBlanks(_ end: SourcePosition, after start: SourcePosition) -> SourcePosition {
    var offset = end.offset
    while offset > start.offset, let byte = byte(at: offset - 1), byte.isBlank || byte.isBreak { offset -= 1 }
    return offset == end.offset ? end : position(from: start, to: offset)
  }

  /// One character at a position; empty at the end of a line.
  func rangeOfCharacter(at position: SourcePosition) -> SourceRange {
    guard let first = byte(at: position.offset), !first.isBreak else {
      return SourceRange(path: path, start: position, end: position)
    }
    var stop = position.offset + 1
    while let byte = byte(at: stop), byte & 0xC0 == 0x80 { stop += 1 }
    return range(from: position, to: stop)
  }

  /// From a position to the offset `stop`.
  func range(from start: SourcePosition, to stop: Int) -> SourceRange {
    SourceRange(path: path, start: start, end: position(from: start, to: stop))
  }

  /// From a position to the end of its line, without trailing blanks.
  func rangeOfRest(from start: SourcePosition) -> SourceRange {
    var stop = endOfLine(from: start.offset)
    while stop > start.offset, bytes[stop - 1].isBlank { stop -= 1 }
    return range(from: start, to: stop)
  }
}

/// A node's anchor and tag in the source, and where the node's own text begins.
struct NodeProperties {
  var contentStart: Int
  /// Where the tag stands.
  var tag: Range<Int>?
  /// Where the anchor stands, `&` included.
  var anchor: Range<Int>?

  /// Reads `&anchor` and `!tag`, in either order, from `start`; looks no further than `limit`.
  ///
  /// A collection's properties may stand right before those of its first key: only what is wanted is read.
  init(in text: SourceText, from start: Int, limit: Int, wantsAnchor: Bool = true, wantsTag: Bool = true) {
    var offset = start
    while offset < limit, let byte = text.byte(at: offset) {
      let begin = offset
      if byte == UInt8(ascii: "&"), wantsAnchor, anchor == nil {
        offset += 1
        // In a flow collection a comma may touch the name.
        while offset < limit, text.byte(at: offset)?.isWord == true { offset += 1 }
        anchor = begin..<offset
      } else if byte == UInt8(ascii: "!"), wantsTag, tag == nil {
        while offset < limit, let byte = text.byte(at: offset), !byte.isBlank, !byte.isBreak { offset += 1 }
        tag = begin..<offset
      } else {
        break
      }
      offset = min(text.offsetAfterBlanksAndComments(from: offset), limit)
    }
    contentStart = min(offset, limit)
  }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isBreak: Bool { self == 0x0A || self == 0x0D }
  /// A sign that ends a plain scalar in a flow collection.
  var isFlowIndicator: Bool {
    switch self {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isWord: Bool {
    isDigit || (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A) || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
  }
}
