// What a scalar's text asks for: `$name`, `$(expression)`, `$$` for a dollar sign, or nothing.

enum Substitution: Equatable {
  /// The text stands for itself.
  case none
  /// The text after unescaping: `$$x` is `$x`.
  case literal(String)
  case name(String)
  /// UTF-8 offsets of what stands between the parentheses.
  case expression(Range<Int>)
  /// A dollar sign that begins none of these; `help` says what may have been meant.
  case malformed(help: String)

  init(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "$") else {
      self = .none
      return
    }
    let rest = text.dropFirst()
    if rest.utf8.first == UInt8(ascii: "$") {
      self = .literal(String(rest))
    } else if Identifier.isValid(rest) {
      self = .name(String(rest))
    } else if rest.utf8.first == UInt8(ascii: "(") {
      if rest.utf8.last == UInt8(ascii: ")") {
        self = .expression(2..<text.utf8.count - 1)
      } else {
        let help = rest.contains(")") ? "nothing may follow the parenthesis: put all of it inside" : "close it with ')'"
        self = .malformed(help: help)
      }
    } else {
      let startsWithName = rest.utf8.first.map(ExpressionLexer.isLetter) ?? false
      self = .malformed(
        help: startsWithName
          ? "write $(\(rest)) for an expression, or $$ for a dollar sign"
          : "write $name, $(expression), or $$ for a dollar sign")
    }
  }
}

/// Names of parameters and of the indices of `repeat`.
enum Identifier {
  /// Words that an expression reads otherwise.
  private static let reserved: Set<String> = [
    "and", "or", "not", "true", "false", "True", "False", "TRUE", "FALSE",
  ]

  static func isValid(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, ExpressionLexer.isLetter(first) else { return false }
    return text.utf8.allSatisfy { ExpressionLexer.isLetter($0) || ExpressionLexer.isDigit($0) }
      && !reserved.contains(String(text))
  }

  static let help = "a name is made of letters, digits and '_', begins with no digit, and is no word of expressions"
}
