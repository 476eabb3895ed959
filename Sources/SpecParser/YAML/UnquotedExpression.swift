// `[$(min(1, 2)), 3]`: in a flow collection a comma ends a plain scalar, so this is a list of `$(min(1`, `2))` and 3.
// Such an expression must be quoted; it is recognized by its open parenthesis, and the fix quotes it.

import Diagnostics

struct UnquotedExpression {
  /// How far a closing parenthesis is looked for, in bytes.
  private static let reach = 1024

  /// The expression with its last parenthesis, or what there is of it.
  var range: SourceRange
  private var fix: Fix?

  /// An expression that the scalar at `range` is only the beginning of; nil for any other scalar.
  init?(in text: SourceText, at range: SourceRange, plain: String) {
    guard plain.hasPrefix("$("), Self.depth(of: plain.utf8) > 0 else { return nil }
    self.init(in: text, from: range.start)
    if fix == nil { self.range = range }
  }

  /// The first expression with a comma in it that begins between two places, for a syntax error between them.
  init?(in text: SourceText, between start: SourcePosition, and end: SourcePosition) {
    let stop = min(end.offset, text.bytes.count)
    let from = max(start.offset, stop - Self.reach)
    guard from < stop else { return nil }
    for offset in from..<stop
    where text.bytes[offset] == UInt8(ascii: "$") && text.byte(at: offset + 1) == UInt8(ascii: "(") {
      self.init(in: text, from: text.position(offset: offset))
      let isQuoted =
        offset > 0 && (text.bytes[offset - 1] == UInt8(ascii: "'") || text.bytes[offset - 1] == UInt8(ascii: "\""))
      let needsQuotes = text.bytes[range.start.offset..<range.end.offset].contains { $0.isFlowIndicator }
      if fix != nil, !isQuoted, needsQuotes { return }
    }
    return nil
  }

  private init(in text: SourceText, from start: SourcePosition) {
    var depth = 0
    var offset = start.offset
    let limit = min(text.bytes.count, start.offset + Self.reach)
    while offset < limit {
      let byte = text.bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { break }
      }
    }
    let isClosed = depth == 0 && offset > start.offset
    range = text.range(from: start, to: isClosed ? offset : start.offset + 2)
    guard isClosed else { return }
    let source = String(decoding: text.bytes[start.offset..<offset], as: UTF8.self)
    let isSimple = !source.contains("\"") && !source.contains("\\")
    let quoted =
      isSimple
      ? "\"\(source)\""
      : "'" + source.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    fix = Fix(title: "quote the expression", isSafe: true, edits: [Fix.Edit(range: range, replacement: quoted)])
  }

  var diagnostic: Diagnostic {
    Diagnostic(
      .error, .syntaxError,
      fix == nil
        ? "the parenthesis of '$(' is not closed" : "in a flow collection an expression with a comma must be quoted",
      at: .spec(range),
      help: fix == nil ? "close it with ')'" : "write \(fix?.edits.first?.replacement ?? "it in quotes")",
      fix: fix)
  }

  /// Open parentheses less closed ones.
  private static func depth(of text: String.UTF8View) -> Int {
    text.reduce(0) { depth, byte in
      byte == UInt8(ascii: "(") ? depth + 1 : byte == UInt8(ascii: ")") ? depth - 1 : depth
    }
  }
}
