// Lines of a quoted text, of a `[...]` or of a `{...}` below its first one must be indented deeper, and by spaces, than
// the block collection that it stands in (YAML 1.2.2, sections 6.3 and 8.2: a flow node in a block of indentation n is
// one of n + 1). libyaml doesn't look, so that a line which seems to belong elsewhere is swallowed.
//
//     key: [a,
//     b]
//
// As most readers do, a closing bracket is let through at the very column of the collection around it.
//
// One walk over the lines of the node; lines of blanks and of a comment don't count.

import Diagnostics

struct FlowIndentation {
  /// Beyond this many lines none is mended: the edits would fill more memory than the file.
  private static let mended = 200

  let text: SourceText
  /// What the node is: "list", "mapping", "text".
  let kind: String
  /// Its first character, or that of its anchor or tag.
  let start: SourcePosition
  let end: SourcePosition
  /// The column of the block collection that it stands in, from 0; -1 outside of all.
  let column: Int

  /// The finding for the node's first line that is indented too little; nil when all are indented enough.
  /// - Parameter scalars: where the scalars in it stand, in their order: there a '#' or a bracket is text.
  func finding(scalars: ArraySlice<Range<Int>>) -> Diagnostic? {
    guard column >= 0, end.line > start.line else { return nil }
    var lines: [(line: Int, indentation: Int)] = []
    var scalars = scalars
    for line in (start.line + 1)...end.line where text.lineStarts.indices.contains(line - 1) {
      let lineStart = text.lineStarts[line - 1]
      // Only LF and CR break lines in YAML 1.2.
      guard text.byte(at: lineStart - 1)?.isBreak == true else { continue }
      while let scalar = scalars.first, scalar.upperBound <= lineStart { scalars.removeFirst() }
      let isInText = scalars.first.map { $0.lowerBound < lineStart } ?? false
      let indentation = indentation(from: lineStart)
      if indentation <= column, isMisplaced(lineStart, indentation, isInText: isInText) {
        lines.append((line, indentation))
        if lines.count > Self.mended { break }
      }
    }
    return lines.first.map { diagnostic(line: $0.line, all: lines) }
  }

  /// The number of spaces that a line begins with.
  private func indentation(from lineStart: Int) -> Int {
    var offset = lineStart
    while text.byte(at: offset) == UInt8(ascii: " ") { offset += 1 }
    return offset - lineStart
  }

  /// Whether a line of too few spaces holds something that needs them.
  private func isMisplaced(_ lineStart: Int, _ indentation: Int, isInText: Bool) -> Bool {
    var offset = lineStart + indentation
    while text.byte(at: offset)?.isBlank == true { offset += 1 }
    guard let byte = text.byte(at: offset), !byte.isBreak else { return false }
    if isInText { return true }
    switch byte {
    case UInt8(ascii: "#"): return false
    case UInt8(ascii: "]"), UInt8(ascii: "}"): return offset != lineStart + column
    default: return true
    }
  }

  private func diagnostic(line: Int, all lines: [(line: Int, indentation: Int)]) -> Diagnostic {
    let content = text.position(offset: text.indentationEnd(ofLine: line))
    let edits = lines.map { line in
      let place = text.position(line: line.line, column: 1)
      return Fix.Edit(
        range: SourceRange(path: text.path, start: place, end: place),
        replacement: String(repeating: " ", count: column + 1 - line.indentation))
    }
    let hasTab = text.bytes[text.lineStarts[line - 1]..<content.offset].contains(0x09)
    return Diagnostic(
      .error, .syntaxError, "this line is indented too little to belong to the \(kind) above",
      at: .spec(text.rangeOfRest(from: content)),
      notes: [Note("the \(kind) begins here", at: .spec(text.rangeOfCharacter(at: start)))],
      help: "indent it by at least \(column + 1) \(column == 0 ? "space" : "spaces")"
        + (hasTab ? "; a tab is no indentation" : ""),
      fix: lines.count > Self.mended ? nil : Fix(title: "indent its lines", isSafe: true, edits: edits))
  }
}
