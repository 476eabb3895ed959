// Expression -> value. The semantics are Python's, but strict about types: booleans are not numbers, only like is
// compared with like, and what Python computes with big integers or answers with infinity is an error.

extension Expression {
  /// The expression's value.
  /// - Parameter lookup: the value of a name, or an error at the name's range.
  /// - Throws: ``ExpressionError`` at the part that has no value.
  public func evaluate(
    _ lookup: (_ name: String, _ range: Range<Int>) throws(ExpressionError) -> ExpressionValue
  ) throws(ExpressionError) -> ExpressionValue {
    switch form {
    case .literal(let value): return value
    case .name(let name): return try lookup(name, range)
    case .negate(let operand):
      return try Arithmetic.subtract(.integer(0), operand.evaluateNumber(lookup), at: range)
    case .not(let operand): return .boolean(!(try operand.evaluateBoolean(lookup)))
    case .arithmetic(let arithmetic, let left, let right):
      let values = (left: try left.evaluateNumber(lookup), right: try right.evaluateNumber(lookup))
      return try Arithmetic.apply(arithmetic, values.left, values.right, at: range, right: right.range)
    case .comparison(let first, let rest):
      var left = (value: try first.evaluate(lookup), range: first.range)
      for (comparison, operand) in rest {
        let right = (value: try operand.evaluate(lookup), range: operand.range)
        guard try Self.compare(comparison, left, right) else { return .boolean(false) }
        left = right
      }
      return .boolean(true)
    case .and(let left, let right):
      return .boolean(try left.evaluateBoolean(lookup) ? right.evaluateBoolean(lookup) : false)
    case .or(let left, let right):
      return .boolean(try left.evaluateBoolean(lookup) ? true : right.evaluateBoolean(lookup))
    case .call(let function, let arguments):
      var values: [Number] = []
      for argument in arguments { values.append(try argument.evaluateNumber(lookup)) }
      return try Arithmetic.call(function, values, at: range)
    }
  }

  private func evaluateBoolean(
    _ lookup: (_ name: String, _ range: Range<Int>) throws(ExpressionError) -> ExpressionValue
  ) throws(ExpressionError) -> Bool {
    let value = try evaluate(lookup)
    if case .boolean(let value) = value { return value }
    throw ExpressionError(
      .expressionType, "a condition must be true or false, is \(value.kindName)", at: range,
      help: "compare it, as in 'x > 0'")
  }

  private func evaluateNumber(
    _ lookup: (_ name: String, _ range: Range<Int>) throws(ExpressionError) -> ExpressionValue
  ) throws(ExpressionError) -> Number {
    let value = try evaluate(lookup)
    switch value {
    case .integer(let value): return .integer(value)
    case .number(let value): return .number(value)
    case .boolean, .string:
      throw ExpressionError(.expressionType, "arithmetic needs numbers, this is \(value.kindName)", at: range)
    }
  }

  private static func compare(
    _ comparison: ComparisonOperator, _ left: (value: ExpressionValue, range: Range<Int>),
    _ right: (value: ExpressionValue, range: Range<Int>)
  ) throws(ExpressionError) -> Bool {
    switch (left.value, right.value) {
    case (.integer(let a), .integer(let b)): return ordered(comparison, a, b)
    case (.integer(let a), .number(let b)): return ordered(comparison, Double(a), b)
    case (.number(let a), .integer(let b)): return ordered(comparison, a, Double(b))
    case (.number(let a), .number(let b)): return ordered(comparison, a, b)
    case (.boolean(let a), .boolean(let b)):
      if let result = equal(comparison, a, b) { return result }
    case (.string(let a), .string(let b)):
      if let result = equal(comparison, a, b) { return result }
    case (.integer, _), (.number, _), (.boolean, _), (.string, _): break
    }
    throw ExpressionError(
      .expressionType,
      "'\(comparison.rawValue)' does not compare \(left.value.kindName) with \(right.value.kindName)",
      at: left.range.lowerBound..<right.range.upperBound,
      help: "numbers compare with numbers; strings and booleans are compared with == and !=")
  }

  private static func ordered<Value: Comparable>(_ comparison: ComparisonOperator, _ a: Value, _ b: Value) -> Bool {
    switch comparison {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .equal: a == b
    case .notEqual: a != b
    }
  }

  /// The result of == and !=; nil for comparisons that need an order.
  private static func equal<Value: Equatable>(_ comparison: ComparisonOperator, _ a: Value, _ b: Value) -> Bool? {
    switch comparison {
    case .equal: a == b
    case .notEqual: a != b
    case .less, .lessOrEqual, .greater, .greaterOrEqual: nil
    }
  }
}
