// The abstract syntax of `$(expression)`, of `when` and of sweep constraints. Every part knows where it stands in the
// scalar's text, so that an error can point at one token.

import Diagnostics

/// A parsed expression.
public struct Expression: Sendable {
  public indirect enum Form: Sendable {
    case literal(ExpressionValue)
    /// A parameter, or the index of a `repeat`.
    case name(String)
    case negate(Expression)
    case not(Expression)
    case arithmetic(ArithmeticOperator, Expression, Expression)
    /// `a < b <= c` holds where every neighbouring pair does.
    case comparison(Expression, [(comparison: ComparisonOperator, operand: Expression)])
    case and(Expression, Expression)
    case or(Expression, Expression)
    case call(ExpressionFunction, [Expression])
  }

  public var form: Form
  /// UTF-8 offsets in the text that was parsed.
  public var range: Range<Int>
}

public enum ArithmeticOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case remainder = "%"
  case power = "**"
}

public enum ComparisonOperator: String, Sendable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
}

public enum ExpressionFunction: String, Sendable, CaseIterable {
  case minimum = "min"
  case maximum = "max"
  case absolute = "abs"
  /// To the nearest integer, half to even.
  case round
  case floor
  case ceiling = "ceil"
  /// The natural logarithm.
  case logarithm = "log"
  case exponential = "exp"
  case squareRoot = "sqrt"

  /// Whether it takes one or more arguments; the others take exactly one.
  var isVariadic: Bool {
    switch self {
    case .minimum, .maximum: true
    case .absolute, .round, .floor, .ceiling, .logarithm, .exponential, .squareRoot: false
    }
  }
}

/// What an expression is made of and comes to.
public enum ExpressionValue: Sendable, Hashable {
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case string(String)

  /// "the integer 3", "the string 'x'": how an error names the value.
  var kindName: String {
    switch self {
    case .integer(let value): "the integer \(value)"
    case .number(let value): "the number \(value)"
    case .boolean(let value): "the boolean \(value)"
    case .string(let value): value.count <= 40 ? "the string '\(value)'" : "a string"
    }
  }
}

/// Why an expression has no value; `range` holds UTF-8 offsets in the text that was parsed.
public struct ExpressionError: Error, Sendable, Equatable {
  public var code: DiagnosticCode
  public var message: String
  public var range: Range<Int>
  public var help: String?
  /// A name to write in the place of the one at `range`.
  var nearName: String?

  init(
    _ code: DiagnosticCode, _ message: String, at range: Range<Int>, help: String? = nil, nearName: String? = nil
  ) {
    self.code = code
    self.message = message
    self.range = range
    self.help = help
    self.nearName = nearName
  }
}

extension Expression {
  /// Every name in the expression with its place, in order.
  public var names: [(name: String, range: Range<Int>)] {
    switch form {
    case .literal: []
    case .name(let name): [(name, range)]
    case .negate(let operand), .not(let operand): operand.names
    case .arithmetic(_, let left, let right), .and(let left, let right), .or(let left, let right):
      left.names + right.names
    case .comparison(let first, let rest): first.names + rest.flatMap(\.operand.names)
    case .call(_, let arguments): arguments.flatMap(\.names)
    }
  }
}
