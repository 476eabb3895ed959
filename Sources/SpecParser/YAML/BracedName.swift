// `${units}` and `{{units}}` in flow style or unquoted: to YAML these are mappings, to the writer a parameter.

import Diagnostics

enum BracedName {
  /// The error for `${name}` where libyaml stopped at the brace.
  static func afterDollar(at place: SourcePosition, in text: SourceText) -> Diagnostic? {
    guard place.offset > 0, text.byte(at: place.offset) == UInt8(ascii: "{"),
      text.byte(at: place.offset - 1) == UInt8(ascii: "$")
    else { return nil }
    var end = place.offset
    while let byte = text.byte(at: end), byte != UInt8(ascii: "}"), !byte.isBreak { end += 1 }
    return diagnostic(from: place.offset - 1, to: end + 1, in: text)
  }

  /// The error for `{{name}}`, a mapping that has a mapping for its key.
  static func doubled(_ key: Node, in text: SourceText) -> Diagnostic? {
    guard key.mapping != nil, text.byte(at: key.range.start.offset - 1) == UInt8(ascii: "{"),
      text.byte(at: key.range.end.offset) == UInt8(ascii: "}")
    else { return nil }
    return diagnostic(from: key.range.start.offset - 1, to: key.range.end.offset + 1, in: text)
  }

  private static func diagnostic(from start: Int, to end: Int, in text: SourceText) -> Diagnostic? {
    let range = SourceRange(
      path: text.path, start: text.position(offset: start), end: text.position(offset: end))
    guard end <= text.bytes.count, let name = Placeholder.name(in: text.text(of: range)) else { return nil }
    return Diagnostic(
      .error, .syntaxError, "a parameter's value is written without braces", at: .spec(range),
      help: "write $\(name)",
      fix: Fix(
        title: "write $\(name)", isSafe: true, edits: [Fix.Edit(range: range, replacement: "$\(name)")]))
  }
}
