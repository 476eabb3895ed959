// Syntax errors of block style: indentation, colons and dashes.

import Diagnostics

extension SyntaxErrors {
  /// "mapping values are not allowed in this context": a `:` behind what can't be a key.
  func misplacedColon() -> Diagnostic {
    let previous = text.lineWithContent(above: place.line)
    // `name:foo` and a line below it are one long scalar, so that the colon below is the one that surprises.
    if let error = missingSpaceError(onLine: place.line) ?? missingSpaceError(onLine: previous) { return error }
    let lineStart = text.position(offset: text.indentationEnd(ofLine: place.line))
    let key = text.range(from: lineStart, to: place.offset)
    let colon = text.rangeOfCharacter(at: place)
    if hasColon(between: lineStart.offset, and: place.offset) {
      if let second = secondColon(onLine: place.line) { return secondColonError(second, at: colon) }
      return error(
        "a second ': ' on one line", at: colon,
        help: "put the inner mapping into braces or on a line of its own; text that holds ': ' must be quoted")
    }
    if let previous {
      let above = text.position(offset: text.indentationEnd(ofLine: previous))
      if lineStart.column > above.column {
        return error(
          "this line is indented deeper than the one above it, which already has a value", at: key,
          notes: [Note("the line above", at: .spec(text.rangeOfRest(from: above)))],
          help: fieldHelp(of: text.rangeOfRest(from: above)) ?? "line both up, or remove the value above")
      }
    }
    return error(
      "a ':' can't stand here", at: colon, help: "text that holds ': ' must be quoted")
  }

  /// `optimizer: adam` with `learning_rate: 0.1` below it, deeper: a field of what has no braces.
  private func fieldHelp(of above: SourceRange) -> String? {
    var line = Substring(text.text(of: above))
    if line.hasPrefix("- ") { line = line.dropFirst(2) }
    let parts = line.split(separator: ": ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ Identifier.isValid($0) }) else { return nil }
    return "line both up, or, if it is a field of '\(parts[1])', write '\(parts[0]): {\(parts[1]): {...}}'"
  }

  /// The error of `optimizer: adam: 1e-3`.
  func secondColonError(_ second: SecondColon, at colon: SourceRange) -> Diagnostic {
    let spelled = "\(second.key): \(second.braced)"
    return error(
      "a second ': ' on one line", at: colon,
      help: spelled.count <= 60
        ? "write '\(spelled)', or quote the text if it is one" : "put the inner mapping into braces", fix: second.fix)
  }

  /// "could not find expected ':'": a line among a mapping's entries that is none.
  func missingColon() -> Diagnostic {
    if let error = missingSpaceError(onLine: origin.line) { return error }
    let range = text.rangeOfRest(from: origin)
    return error(
      "a line among 'key: value' lines has no ': '", at: range,
      help: "write 'key: value', or indent the line if it goes on with the value above")
  }

  /// "did not find expected key": a block mapping goes on with something else.
  func expectedKey() -> Diagnostic {
    if let error = missingKey() { return error }
    guard isFirstOnItsLine else {
      return error(
        "nothing can follow the value here", at: text.rangeOfRest(from: place),
        help: "if all of it is one text, quote the whole")
    }
    let rest = text.rangeOfRest(from: place)
    if text.bytes[place.offset...].starts(with: "- ".utf8) {
      return error(
        "a list item stands among the keys of a mapping", at: rest, notes: originNote("the mapping begins here"),
        help: "indent the list below the key that it belongs to")
    }
    return error(
      "the indentation of this line fits no line above it", at: rest,
      notes: originNote("the mapping that it would belong to begins here, in column \(origin.column)"),
      help: "lines of one mapping begin in one column")
  }

  /// `: value` without a key, which YAML allows and a spec has no use for; nil for anything else at the place.
  func missingKey() -> Diagnostic? {
    guard text.byte(at: place.offset) == UInt8(ascii: ":"),
      text.byte(at: place.offset + 1).map({ $0.isBlank || $0.isBreak || $0.isFlowIndicator }) ?? true
    else { return nil }
    return Diagnostic(
      .error, .keyNotScalar, "there is no key before this ':'", at: .spec(text.rangeOfCharacter(at: place)),
      help: "write 'key: value'")
  }

  /// "did not find expected '-' indicator": a block list goes on with something else.
  func expectedItem() -> Diagnostic {
    let rest = text.rangeOfRest(from: place)
    guard isFirstOnItsLine else {
      return error("nothing can follow the value here", at: rest, help: "if all of it is one text, quote the whole")
    }
    return error(
      "this line stands among the items of a list and is none", at: rest,
      notes: originNote("the list begins here, in column \(origin.column)"),
      help: "begin it with '- ' in the column of the others, or indent it as its key")
  }

  /// "block sequence entries are not allowed in this context": `key: - item`.
  func misplacedItem() -> Diagnostic {
    error(
      "a list item can't begin here", at: text.rangeOfCharacter(at: place),
      help: isFirstOnItsLine
        ? "the line above already has a value: line the item up with its list, or remove that value"
        : "put each '- ' on a line of its own below the key, or write '[a, b]'")
  }

  /// Whether nothing but blanks stands before the place on its line.
  private var isFirstOnItsLine: Bool { text.indentationEnd(ofLine: place.line) >= place.offset }

  private func hasColon(between start: Int, and end: Int) -> Bool {
    guard start < end, end <= text.bytes.count else { return false }
    return (start..<end - 1).contains { text.bytes[$0] == UInt8(ascii: ":") && text.bytes[$0 + 1].isBlank }
  }
}
