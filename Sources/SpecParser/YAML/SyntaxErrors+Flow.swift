// Syntax errors of flow style: brackets, commas and what stands between them.

import Diagnostics

extension SyntaxErrors {
  /// "did not find expected ',' or ']'" and its like.
  func unbalanced(closing: String, collection: String) -> Diagnostic {
    if let expression = UnquotedExpression(in: text, between: origin, and: place) { return expression.diagnostic }
    if let error = BracedName.afterDollar(at: place, in: text) { return error }
    if let second = secondColonInFlow() { return secondColonError(second, at: text.rangeOfCharacter(at: place)) }
    let opening = text.rangeOfCharacter(at: origin)
    let isAtEnd = text.offsetAfterBlanksAndComments(from: place.offset) >= text.bytes.count
    // A line that is indented no deeper than the one with the bracket is the document going on.
    let goesOn = place.line > origin.line && indentation(ofLine: place.line) <= indentation(ofLine: origin.line)
    if isAtEnd || goesOn {
      return error(
        "this \(collection) is never closed", at: opening,
        notes: [Note("what follows does not belong to it", at: .spec(text.rangeOfRest(from: place)))],
        help: "close it with '\(closing)'")
    }
    let isColonBelow = place.line > origin.line && text.byte(at: place.offset) == UInt8(ascii: ":")
    return error(
      "expected ',' or '\(closing)' here", at: text.rangeOfCharacter(at: place),
      notes: originNote("the \(collection) begins here"),
      help: isColonBelow
        ? "is a ',' missing at the end of the line above?"
        : "separate what it holds by ', '; text that holds ',', ': ' or a bracket must be quoted")
  }

  private func indentation(ofLine line: Int) -> Int {
    text.position(offset: text.indentationEnd(ofLine: line)).column
  }

  /// "did not find expected node content": `[a, , b]`, `key: }` and the like; `...` where nothing was.
  func missingValue() -> Diagnostic {
    if let error = missingKey() { return error }
    if text.bytes[min(place.offset, text.bytes.count)...].starts(with: "...".utf8),
      text.offsetAfterBlanksAndComments(from: text.contentStart) == place.offset
    {
      return .emptyDocument(text)
    }
    let range = text.rangeOfCharacter(at: place)
    let found = text.text(of: range)
    if found.isEmpty {
      return error("a value is missing here", at: range, help: "write it, or '\"\"' for an empty text")
    }
    if found == ":" {
      return error("in a flow collection text that begins with ':' must be quoted", at: range, help: "quote it")
    }
    return error(
      "a value is missing before this '\(found)'", at: range,
      help: "remove the '\(found)', or quote it if it is text")
  }

  /// "found unexpected ':'": `{units:[1, 2]}`.
  func colonInFlow() -> Diagnostic {
    let colon = text.rangeOfCharacter(at: place)
    return .missingSpace(path: text.path, colon: colon.start, behind: colon.end)
  }
}
