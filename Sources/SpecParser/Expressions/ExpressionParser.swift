// Tokens -> Expression, by precedence climbing (Pratt). Precedences are Python's, from loose to tight:
//   or, and, not, comparisons (which chain), + -, * / // %, unary -, ** (right to left, binds tighter than a minus
//   on its left).

import Diagnostics

extension Expression {
  /// Parses a whole text, or the part of it between two UTF-8 offsets, as one expression.
  public static func parse(_ text: String, in part: Range<Int>? = nil) throws(ExpressionError) -> Expression {
    let bytes = Array(text.utf8)
    let part = (part ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
    var lexer = ExpressionLexer(bytes[part])
    var parser = ExpressionParser(tokens: try lexer.tokens(), whole: part)
    return try parser.parse()
  }
}

struct ExpressionParser {
  /// Deeper nesting is refused: it bounds the recursion here and in the evaluator.
  static let maximumDepth = 64

  private let tokens: [ExpressionToken]
  private let whole: Range<Int>
  private var index = 0
  private var depth = 0

  init(tokens: [ExpressionToken], whole: Range<Int>) {
    self.tokens = tokens
    self.whole = whole
  }

  private var token: ExpressionToken {
    index < tokens.count ? tokens[index] : ExpressionToken(kind: .end, range: whole.upperBound..<whole.upperBound)
  }

  mutating func parse() throws(ExpressionError) -> Expression {
    if case .end = token.kind {
      throw ExpressionError(
        .expressionSyntax, "the expression is empty", at: whole, help: "write a value, as in $(2 * units)")
    }
    let result = try disjunction()
    if case .end = token.kind { return result }
    throw unexpected("an operator")
  }

  private mutating func disjunction() throws(ExpressionError) -> Expression {
    var left = try conjunction()
    while takeWord("or") {
      let right = try conjunction()
      left = Expression(form: .or(left, right), range: left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private mutating func conjunction() throws(ExpressionError) -> Expression {
    var left = try negation()
    while takeWord("and") {
      let right = try negation()
      left = Expression(form: .and(left, right), range: left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private mutating func negation() throws(ExpressionError) -> Expression {
    let start = token.range.lowerBound
    guard takeWord("not") else { return try comparison() }
    try descend()
    defer { depth -= 1 }
    let operand = try negation()
    return Expression(form: .not(operand), range: start..<operand.range.upperBound)
  }

  private mutating func comparison() throws(ExpressionError) -> Expression {
    let first = try arithmetic(above: 0)
    var rest: [(comparison: ComparisonOperator, operand: Expression)] = []
    while case .symbol(let symbol) = token.kind, let comparison = ComparisonOperator(rawValue: symbol) {
      index += 1
      rest.append((comparison, try arithmetic(above: 0)))
    }
    guard let last = rest.last else { return first }
    return Expression(
      form: .comparison(first, rest), range: first.range.lowerBound..<last.operand.range.upperBound)
  }

  /// Sums and products of at least the given precedence: 1 for + and -, 2 for * / // %.
  private mutating func arithmetic(above precedence: Int) throws(ExpressionError) -> Expression {
    var left = try unary()
    while case .symbol(let symbol) = token.kind, let arithmetic = ArithmeticOperator(rawValue: symbol) {
      let own = Self.precedence(of: arithmetic)
      guard own > precedence else { break }
      index += 1
      let right = try self.arithmetic(above: own)
      left = Expression(
        form: .arithmetic(arithmetic, left, right), range: left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private static func precedence(of arithmetic: ArithmeticOperator) -> Int {
    switch arithmetic {
    case .add, .subtract: 1
    case .multiply, .divide, .floorDivide, .remainder: 2
    // Taken by `power` before the loop in `arithmetic` can see it.
    case .power: 3
    }
  }

  private mutating func unary() throws(ExpressionError) -> Expression {
    try descend()
    defer { depth -= 1 }
    let start = token.range.lowerBound
    if takeSymbol("-") {
      let operand = try unary()
      return Expression(form: .negate(operand), range: start..<operand.range.upperBound)
    }
    if takeSymbol("+") { return try unary() }
    let base = try primary()
    guard takeSymbol("**") else { return base }
    let exponent = try unary()
    return Expression(
      form: .arithmetic(.power, base, exponent), range: base.range.lowerBound..<exponent.range.upperBound)
  }

  private mutating func primary() throws(ExpressionError) -> Expression {
    let token = token
    switch token.kind {
    case .integer(let value): return literal(.integer(value), token)
    case .number(let value): return literal(.number(value), token)
    case .string(let value): return literal(.string(value), token)
    case .word(let word):
      switch word {
      case "true", "True", "TRUE": return literal(.boolean(true), token)
      case "false", "False", "FALSE": return literal(.boolean(false), token)
      case "and", "or", "not": throw unexpected("a value")
      default: break
      }
      index += 1
      if case .symbol("(") = self.token.kind { return try call(word, at: token.range) }
      return Expression(form: .name(word), range: token.range)
    case .symbol("("):
      index += 1
      var inner = try disjunction()
      inner.range = token.range.lowerBound..<(try close())
      return inner
    case .symbol, .end: throw unexpected("a value")
    }
  }

  private mutating func call(_ name: String, at range: Range<Int>) throws(ExpressionError) -> Expression {
    guard let function = ExpressionFunction(rawValue: name) else {
      throw ExpressionError(
        .unknownName, "unknown function '\(name)'", at: range,
        help: DidYouMean.help(for: name, in: ExpressionFunction.allCases.map(\.rawValue), naming: "functions"))
    }
    index += 1
    var arguments: [Expression] = []
    if case .symbol(")") = token.kind {
    } else {
      repeat { arguments.append(try disjunction()) } while takeSymbol(",")
    }
    let call = range.lowerBound..<(try close())
    guard function.isVariadic ? !arguments.isEmpty : arguments.count == 1 else {
      let wanted = function.isVariadic ? "at least one argument" : "one argument"
      throw ExpressionError(.expressionSyntax, "\(name) takes \(wanted), has \(arguments.count)", at: call)
    }
    return Expression(form: .call(function, arguments), range: call)
  }

  /// Takes the closing parenthesis and returns its end.
  private mutating func close() throws(ExpressionError) -> Int {
    let end = token.range.upperBound
    guard takeSymbol(")") else { throw unexpected("')'") }
    return end
  }

  private mutating func literal(_ value: ExpressionValue, _ token: ExpressionToken) -> Expression {
    index += 1
    return Expression(form: .literal(value), range: token.range)
  }

  private mutating func takeWord(_ word: String) -> Bool {
    guard case .word(word) = token.kind else { return false }
    index += 1
    return true
  }

  private mutating func takeSymbol(_ symbol: String) -> Bool {
    guard case .symbol(symbol) = token.kind else { return false }
    index += 1
    return true
  }

  private mutating func descend() throws(ExpressionError) {
    guard depth < Self.maximumDepth else {
      throw ExpressionError(
        .expressionSyntax, "the expression is nested more than \(Self.maximumDepth) deep", at: token.range,
        help: "compute parts of it as parameters of their own")
    }
    depth += 1
  }

  private func unexpected(_ wanted: String) -> ExpressionError {
    let found: String =
      switch token.kind {
      case .end: "the end of the expression"
      case .integer(let value): "\(value)"
      case .number(let value): "\(value)"
      case .string(let text): "the string '\(text)'"
      case .word(let text): "'\(text)'"
      case .symbol(let text): "'\(text)'"
      }
    // The end has no width: the last byte of the expression stands for it.
    let range = token.range.isEmpty ? max(whole.lowerBound, whole.upperBound - 1)..<whole.upperBound : token.range
    return ExpressionError(.expressionSyntax, "expected \(wanted), found \(found)", at: range)
  }
}
