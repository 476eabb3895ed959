// Comments, which libyaml drops. They are found in the text: a `#` outside of scalars and tags, whose places the events
// give. It must stand at a line's start or behind a blank; libyaml lets others pass (Checks/CommentSpacing.swift).
//
// One walk over the bytes; each comment ends its line, so what it costs to place them all is one walk more.

import Diagnostics

enum CommentScanner {
  /// The comments of a text.
  /// - Parameters:
  ///   - opaque: stretches that may hold a `#` as text, in their order.
  ///   - limit: how far these are known.
  /// - Returns: the comments, and which of them touch what stands before them.
  static func comments(
    in text: SourceText, outside opaque: [Range<Int>], until limit: Int
  ) -> (all: [Comment], touching: [SourceRange]) {
    var comments: [Comment] = []
    var touching: [SourceRange] = []
    var opaque = opaque[...]
    var offset = text.contentStart
    let limit = min(limit, text.bytes.count)
    while offset < limit {
      if let stretch = opaque.first, stretch.lowerBound <= offset {
        opaque.removeFirst()
        offset = max(offset, stretch.upperBound)
      } else if text.bytes[offset] == UInt8(ascii: "#") {
        let comment = comment(in: text, at: offset)
        comments.append(comment)
        if !text.allowsComment(at: offset) { touching.append(comment.range) }
        offset = comment.range.end.offset
      } else {
        offset += 1
      }
    }
    return (comments, touching)
  }

  private static func comment(in text: SourceText, at offset: Int) -> Comment {
    let start = text.position(offset: offset)
    let stop = text.offsetOfBreak(ofLine: start.line)
    return Comment(
      range: text.range(from: start, to: stop), text: String(decoding: text.bytes[(offset + 1)..<stop], as: UTF8.self),
      standsAlone: text.indentationEnd(ofLine: start.line) >= offset)
  }
}

extension SourceText {
  /// Whether a `#` at an offset begins a comment by what stands before it.
  func allowsComment(at offset: Int) -> Bool {
    guard offset > contentStart, let before = byte(at: offset - 1) else { return true }
    // Of the line breaks beyond ASCII a byte alone doesn't tell.
    return before.isBlank || before.isBreak || (before >= 0x80 && isLineStart(offset))
  }

  private func isLineStart(_ offset: Int) -> Bool {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = low + (high - low) / 2
      if lineStarts[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return lineStarts.indices.contains(low) && lineStarts[low] == offset
  }

  /// The offset of a line's break, else of the end; `line` counts from 1.
  func offsetOfBreak(ofLine line: Int) -> Int {
    guard lineStarts.indices.contains(line), line >= 1 else { return bytes.count }
    let next = lineStarts[line]
    switch bytes[next - 1] {
    case 0x0A: return next >= 2 && bytes[next - 2] == 0x0D ? next - 2 : next - 1
    case 0x0D: return next - 1
    // NEL has two bytes, LS and PS have three.
    case 0x85: return next - 2
    default: return next - 3
    }
  }
}
