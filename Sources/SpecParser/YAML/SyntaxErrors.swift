// libyaml's syntax errors in the words of someone who wrote the spec: what is wrong, where it began, what to do.
//
// libyaml names the token that it could not use, which is often a line below the mistake. Each of its messages is
// taken together with the text around the place; those about indentation are in SyntaxErrors+Block.swift, those about
// brackets in SyntaxErrors+Flow.swift. A message that isn't known here is passed on as it is.

import Diagnostics

/// Translates libyaml's errors.
struct SyntaxErrors {
  let problem: SyntaxProblem
  let text: SourceText

  static func diagnostic(for problem: SyntaxProblem, in text: SourceText) -> Diagnostic {
    SyntaxErrors(problem: problem, text: text).translated()
  }

  /// Where libyaml stopped.
  var place: SourcePosition { problem.position }
  /// Where the thing that it was reading began.
  var origin: SourcePosition { problem.contextPosition ?? problem.position }

  private func translated() -> Diagnostic {
    if let context = problem.context, context.contains(" tag") || context.contains("%TAG") { return tag() }
    switch problem.problem {
    case "mapping values are not allowed in this context": return misplacedColon()
    case "could not find expected ':'": return missingColon()
    case "did not find expected key": return expectedKey()
    case "did not find expected '-' indicator": return expectedItem()
    case "block sequence entries are not allowed in this context": return misplacedItem()
    case "did not find expected ',' or ']'": return unbalanced(closing: "]", collection: "list")
    case "did not find expected ',' or '}'": return unbalanced(closing: "}", collection: "mapping")
    case "did not find expected node content": return missingValue()
    case "found unexpected ':'": return colonInFlow()
    case "found undefined tag handle": return tag()
    case "found character that cannot start any token": return badStart()
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return tab()
    case "did not find expected alphabetic or numeric character": return anchorName()
    case "found unexpected end of stream", "found unexpected document indicator": return openQuote()
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      return badEscape()
    case "mapping keys are not allowed in this context":
      return error(
        "a '?' can't begin a key here", at: text.rangeOfCharacter(at: place),
        help: "text that begins with '? ' must be quoted")
    case "control characters are not allowed": return controlCharacter()
    case "found incompatible YAML document":
      return error(
        "only YAML 1.1 and 1.2 are read", at: text.rangeOfRest(from: place),
        help: "write '%YAML 1.2' or remove the line")
    case "found duplicate %YAML directive":
      return error("a second %YAML directive", at: text.rangeOfRest(from: place), help: "keep one of them")
    case "did not find expected <document start>":
      return error(
        "the document has ended before this", at: text.rangeOfRest(from: place),
        help: "is a bracket too many, or an indentation too few? after a %YAML line there must be '---'")
    default: break
    }
    if let context = problem.context, context.contains("directive") {
      return error(
        "a line that begins with '%' is a directive, and this is none that YAML knows",
        at: text.rangeOfRest(from: origin),
        help: "text that begins with '%' must be quoted")
    }
    if problem.context == "while scanning a block scalar" {
      return error(
        "this can't follow '|' or '>'", at: text.rangeOfRest(from: place),
        help: "write '|' or '>' alone and the text on the lines below, indented")
    }
    return error(problem.problem, at: text.rangeOfCharacter(at: place), notes: originNote(problem.context ?? ""))
  }

  // MARK: - Characters and quotes

  private func badStart() -> Diagnostic {
    guard let byte = text.byte(at: place.offset), byte != 0x09 else { return tab() }
    let range = text.rangeOfCharacter(at: place)
    return error(
      "a value can't begin with '\(text.text(of: range))'", at: range,
      help: "quote the value: \"\(text.text(of: range))...\"")
  }

  private func tab() -> Diagnostic {
    // libyaml may stand behind the tab: the first of the line's indentation is meant.
    var range = text.rangeOfCharacter(at: place)
    let lineStart = text.position(line: place.line, column: 1)
    let indentation = text.bytes[lineStart.offset..<text.indentationEnd(ofLine: place.line)]
    if let first = indentation.firstIndex(of: 0x09) {
      range = text.rangeOfCharacter(at: text.position(from: lineStart, to: first))
    }
    let fix = TabFix.fix(at: range, in: text)
    let isIndentation = range.start.offset < text.indentationEnd(ofLine: range.start.line)
    return error(
      isIndentation ? "a tab can't be used for indentation" : "a tab can't stand here", at: range,
      help: isIndentation ? "use spaces, two for each level" : "use a space", fix: fix)
  }

  private func anchorName() -> Diagnostic {
    let range = text.rangeOfCharacter(at: origin)
    let isAlias = text.byte(at: origin.offset) == UInt8(ascii: "*")
    return error(
      isAlias ? "'*' begins an alias, and no name follows" : "'&' begins an anchor, and no name follows", at: range,
      help: "text that begins with '\(isAlias ? "*" : "&")' must be quoted")
  }

  private func openQuote() -> Diagnostic {
    let quote = text.rangeOfCharacter(at: origin)
    let isSingle = text.text(of: quote) == "'"
    return error(
      "this quote is never closed", at: quote,
      help: isSingle
        ? "close it; inside '...' a quote is written ''" : "close it; inside \"...\" a quote is written \\\"")
  }

  private func badEscape() -> Diagnostic {
    // The mark stands at the backslash, or at the digits behind `\x`, `\u` and `\U`.
    let isAtBackslash = text.byte(at: place.offset) == UInt8(ascii: "\\")
    let start = text.position(offset: isAtBackslash ? place.offset : max(place.offset - 2, origin.offset))
    let range = text.range(from: start, to: min(start.offset + 2, text.endOfLine(from: start.offset)))
    let escape = text.text(of: range)
    let digits = ["\\x": 2, "\\u": 4, "\\U": 8][escape] ?? 0
    let message =
      switch problem.problem {
      case "did not find expected hexdecimal number": "after '\(escape)' there must be \(digits) hexadecimal digits"
      case "found invalid Unicode character escape code": "this '\(escape)' stands for no character of Unicode"
      default: "'\(escape)' is no escape that YAML knows"
      }
    return error(
      message, at: range,
      help: "write '\\\\' for a backslash, or use single quotes, in which it stands for itself")
  }

  private func controlCharacter() -> Diagnostic {
    let digits = String(problem.character?.value ?? 0, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return error(
      "the control character U+\(code) is not allowed", at: text.rangeOfCharacter(at: place),
      help: "remove it; is this a text file?")
  }

  private func tag() -> Diagnostic {
    let properties = NodeProperties(in: text, from: origin.offset, limit: text.endOfLine(from: origin.offset))
    let end = properties.tag?.upperBound ?? origin.offset
    return Diagnostic(
      .error, .tagNotAllowed, "tags are not allowed", at: .spec(text.range(from: origin, to: end)),
      help: "remove the tag; text that begins with '!' must be quoted")
  }

  // MARK: - Building

  func error(
    _ message: String, at range: SourceRange, notes: [Note] = [], help: String? = nil, fix: Fix? = nil
  ) -> Diagnostic {
    Diagnostic(.error, .syntaxError, message, at: .spec(range), notes: notes, help: help, fix: fix)
  }

  /// A note at the place where the thing began that libyaml was reading, if that is elsewhere.
  func originNote(_ message: String) -> [Note] {
    guard let origin = problem.contextPosition, origin != place, !message.isEmpty else { return [] }
    return [Note(message, at: .spec(text.rangeOfCharacter(at: origin)))]
  }

  /// The error of `dense:10` on a line, which counts from 1; nil when the line has none such.
  func missingSpaceError(onLine line: Int?) -> Diagnostic? {
    guard let line else { return nil }
    var offset = text.indentationEnd(ofLine: line)
    while text.byte(at: offset) == UInt8(ascii: "-"), text.byte(at: offset + 1) == 0x20 {
      offset += 2
      while text.byte(at: offset) == 0x20 { offset += 1 }
    }
    let wordStart = offset
    while text.byte(at: offset)?.isWord == true { offset += 1 }
    // `http://` is meant as it stands.
    guard offset > wordStart, text.byte(at: offset) == UInt8(ascii: ":"), let after = text.byte(at: offset + 1),
      !after.isBlank, !after.isBreak, after != UInt8(ascii: "/")
    else { return nil }
    let colon = text.position(offset: offset)
    return .missingSpace(path: text.path, colon: colon, behind: text.position(from: colon, to: offset + 1))
  }
}

extension Diagnostic {
  /// The error of a text that holds nothing, placed at its beginning.
  static func emptyDocument(_ text: SourceText) -> Diagnostic {
    let start = text.position(offset: text.contentStart)
    return Diagnostic(
      .error, .emptyDocument, "the document is empty",
      at: .spec(SourceRange(path: text.path, start: start, end: start)),
      help: "'lofting new' writes a spec to begin with")
  }

  /// The error of `dense:10`, and the fix that inserts a space.
  static func missingSpace(path: String, colon: SourcePosition, behind: SourcePosition) -> Diagnostic {
    let gap = SourceRange(path: path, start: behind, end: behind)
    return Diagnostic(
      .error, .syntaxError, "there is no space after this ':', so it does not separate a key from its value",
      at: .spec(SourceRange(path: path, start: colon, end: behind)), help: "write 'key: value'",
      fix: Fix(title: "insert a space", isSafe: true, edits: [Fix.Edit(range: gap, replacement: " ")]))
  }
}
