// Signs that begin no text in a flow collection and that libyaml lets pass.
//
// - `[-]` and `{a: -}`: a `-` that a comma or bracket follows is no plain scalar (YAML 1.2.2, section 7.3.3); libyaml
//   reads the text '-'.
// - `[?x]` and `{?x: 1}`: the text '?x' in YAML 1.2; libyaml takes the sign for that of an explicit key and drops it.
//   Rather than reading something else than what is written, such text is refused.

import Diagnostics

enum FlowIndicators {
  /// The finding for a plain scalar of a lone dash in a flow collection; nil for any other scalar.
  static func loneDash(_ plain: String, at range: SourceRange, in text: SourceText) -> Diagnostic? {
    guard plain == "-", let next = text.byte(at: range.end.offset), next.isFlowIndicator else { return nil }
    return Diagnostic(
      .error, .syntaxError, "a '-' alone is no text in a flow collection", at: .spec(range),
      help: "write '\"-\"' if it is text; items of '[...]' have no '-'")
  }

  /// The finding for a node in a flow collection that directly follows a `?`; nil for any other place.
  static func questionMark(before start: SourcePosition, in text: SourceText) -> Diagnostic? {
    guard text.byte(at: start.offset - 1) == UInt8(ascii: "?"), start.column > 1 else { return nil }
    let begin = SourcePosition(line: start.line, column: start.column - 1, offset: start.offset - 1)
    return Diagnostic(
      .error, .syntaxError, "in a flow collection text that begins with '?' must be quoted",
      at: .spec(SourceRange(path: text.path, start: begin, end: start)), help: "quote it")
  }
}
