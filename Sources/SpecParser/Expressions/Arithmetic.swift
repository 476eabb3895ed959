// Checked arithmetic over integers and floats as Python does it: `/` gives a float, `//` and `%` round towards minus
// infinity, integers stay integers in the other operators. Overflow and values that don't exist are errors.

import Diagnostics
import Glibc

/// An operand of arithmetic.
enum Number: Equatable {
  case integer(Int)
  case number(Double)

  var double: Double {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    }
  }

  var value: ExpressionValue {
    switch self {
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    }
  }
}

enum Arithmetic {
  /// - Parameters:
  ///   - range: the whole operation, for an overflow.
  ///   - divisor: the right operand, for a division by zero.
  static func apply(
    _ arithmetic: ArithmeticOperator, _ left: Number, _ right: Number, at range: Range<Int>, right divisor: Range<Int>
  ) throws(ExpressionError) -> ExpressionValue {
    switch arithmetic {
    case .add:
      return try combine(left, right, at: range, { $0.addingReportingOverflow($1) }, { $0 + $1 })
    case .subtract:
      return try subtract(left, right, at: range)
    case .multiply:
      return try combine(left, right, at: range, { $0.multipliedReportingOverflow(by: $1) }, { $0 * $1 })
    case .divide:
      try checkDivisor(right, at: divisor)
      return .number(try finite(left.double / right.double, at: range))
    case .floorDivide:
      try checkDivisor(right, at: divisor)
      return try combine(left, right, at: range, floorQuotient, { floorDivision($0, $1).quotient })
    case .remainder:
      try checkDivisor(right, at: divisor)
      return try combine(left, right, at: range, floorRemainder, { floorDivision($0, $1).remainder })
    case .power:
      return try power(left, right, at: range)
    }
  }

  static func subtract(_ left: Number, _ right: Number, at range: Range<Int>) throws(ExpressionError) -> ExpressionValue
  {
    try combine(left, right, at: range, { $0.subtractingReportingOverflow($1) }, { $0 - $1 })
  }

  static func call(
    _ function: ExpressionFunction, _ arguments: [Number], at range: Range<Int>
  ) throws(ExpressionError) -> ExpressionValue {
    guard let first = arguments.first else {
      throw ExpressionError(.expressionSyntax, "\(function.rawValue) needs an argument", at: range)
    }
    switch function {
    case .minimum: return arguments.dropFirst().reduce(first) { $1.double < $0.double ? $1 : $0 }.value
    case .maximum: return arguments.dropFirst().reduce(first) { $1.double > $0.double ? $1 : $0 }.value
    case .absolute:
      return first.double < 0 ? try subtract(.integer(0), first, at: range) : first.value
    case .round: return try integral(first, .toNearestOrEven, at: range)
    case .floor: return try integral(first, .down, at: range)
    case .ceiling: return try integral(first, .up, at: range)
    case .logarithm:
      guard first.double > 0 else {
        throw ExpressionError(
          .expressionValue, "log needs a positive number, is given \(first.value.kindName)", at: range)
      }
      return .number(Glibc.log(first.double))
    case .exponential: return .number(try finite(Glibc.exp(first.double), at: range))
    case .squareRoot:
      guard first.double >= 0 else {
        throw ExpressionError(
          .expressionValue, "sqrt needs a number that is not negative, is given \(first.value.kindName)", at: range)
      }
      return .number(first.double.squareRoot())
    }
  }

  private static func combine(
    _ left: Number, _ right: Number, at range: Range<Int>,
    _ integers: (Int, Int) -> (partialValue: Int, overflow: Bool), _ numbers: (Double, Double) -> Double
  ) throws(ExpressionError) -> ExpressionValue {
    if case .integer(let a) = left, case .integer(let b) = right {
      let (value, overflow) = integers(a, b)
      if overflow { throw self.overflow(at: range) }
      return .integer(value)
    }
    return .number(try finite(numbers(left.double, right.double), at: range))
  }

  private static func floorQuotient(_ a: Int, _ b: Int) -> (partialValue: Int, overflow: Bool) {
    let (quotient, overflow) = a.dividedReportingOverflow(by: b)
    if overflow { return (quotient, true) }
    let remainder = a.remainderReportingOverflow(dividingBy: b).partialValue
    return (remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient, false)
  }

  private static func floorRemainder(_ a: Int, _ b: Int) -> (partialValue: Int, overflow: Bool) {
    // The one case that overflows, Int.min % -1, has the remainder 0.
    let remainder = b == -1 ? 0 : a.remainderReportingOverflow(dividingBy: b).partialValue
    return (remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder, false)
  }

  /// CPython's `float_divmod`: the remainder is exact and takes the divisor's sign, the quotient follows from it.
  private static func floorDivision(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
    var remainder = a.truncatingRemainder(dividingBy: b)
    var quotient = (a - remainder) / b
    if remainder != 0 {
      if (remainder < 0) != (b < 0) {
        remainder += b
        quotient -= 1
      }
    } else {
      remainder = Double(signOf: b, magnitudeOf: 0)
    }
    guard quotient != 0 else { return (Double(signOf: a / b, magnitudeOf: 0), remainder) }
    let floored = quotient.rounded(.down)
    return (quotient - floored > 0.5 ? floored + 1 : floored, remainder)
  }

  private static func power(_ base: Number, _ exponent: Number, at range: Range<Int>) throws(ExpressionError)
    -> ExpressionValue
  {
    if case .integer(let base) = base, case .integer(let exponent) = exponent, exponent >= 0 {
      return .integer(try integerPower(base, exponent, at: range))
    }
    if base.double == 0, exponent.double < 0 {
      throw ExpressionError(.expressionValue, "zero to a negative power", at: range)
    }
    if base.double < 0, exponent.double != exponent.double.rounded() {
      throw ExpressionError(.expressionValue, "a negative number to a fractional power", at: range)
    }
    return .number(try finite(Glibc.pow(base.double, exponent.double), at: range))
  }

  /// By repeated squaring: at most 64 rounds, since larger results overflow.
  private static func integerPower(_ base: Int, _ exponent: Int, at range: Range<Int>) throws(ExpressionError) -> Int {
    var result = 1
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: square)
        if overflow { throw self.overflow(at: range) }
        result = product
      }
      rest >>= 1
      if rest == 0 { break }
      let (squared, overflow) = square.multipliedReportingOverflow(by: square)
      if overflow { throw self.overflow(at: range) }
      square = squared
    }
    return result
  }

  private static func integral(
    _ number: Number, _ rule: FloatingPointRoundingRule, at range: Range<Int>
  ) throws(ExpressionError) -> ExpressionValue {
    switch number {
    case .integer: return number.value
    case .number(let value):
      guard let integer = Int(exactly: value.rounded(rule)) else { throw overflow(at: range) }
      return .integer(integer)
    }
  }

  private static func checkDivisor(_ divisor: Number, at range: Range<Int>) throws(ExpressionError) {
    if divisor.double == 0 { throw ExpressionError(.expressionValue, "division by zero", at: range) }
  }

  private static func finite(_ value: Double, at range: Range<Int>) throws(ExpressionError) -> Double {
    guard value.isFinite else { throw overflow(at: range) }
    return value
  }

  private static func overflow(at range: Range<Int>) -> ExpressionError {
    ExpressionError(.expressionValue, "the result is too large", at: range)
  }
}
