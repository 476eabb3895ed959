// Expressions: places lie inside the text, a value is finite and, written out, is an expression of the same value, and
// evaluating twice gives it twice.

import SpecParser

func fuzzExpression(_ bytes: [UInt8]) throws(Violation) -> Verdict {
  let text = String(decoding: bytes, as: UTF8.self)
  let length = text.utf8.count
  func checked(_ range: Range<Int>) throws(Violation) {
    try require(0 <= range.lowerBound && range.upperBound <= length, "the range \(range) of a text of \(length) bytes")
  }
  let expression: Expression
  do throws(ExpressionError) { expression = try Expression.parse(text) } catch {
    try checked(error.range)
    try require(!error.message.isEmpty, "an error without a message")
    return .refused
  }
  try checked(expression.range)
  for (name, range) in expression.names {
    try checked(range)
    // With the parentheses around it.
    let part = Array(text.utf8)[range].drop { !$0.isPartOfName }.prefix { $0.isPartOfName }
    try require(part.elementsEqual(name.utf8), "'\(name)' is not what stands at \(range)")
  }
  let value: ExpressionValue
  do throws(ExpressionError) { value = try expression.evaluate(variable) } catch {
    try checked(error.range)
    return .refused
  }
  let again = try? expression.evaluate(variable)
  try require(again == value, "\(value), then \(again.map { "\($0)" } ?? "an error")")
  try checkWritten(value)
  return .accepted
}

extension UInt8 {
  /// A letter, a digit or an underscore.
  fileprivate var isPartOfName: Bool {
    Unicode.Scalar(self).properties.isAlphabetic || (0x30...0x39).contains(self) || self == 0x5F
  }
}

private func variable(_ name: String, _ range: Range<Int>) throws(ExpressionError) -> ExpressionValue {
  switch name {
  case "units": .integer(10)
  case "large": .integer(.max)
  case "least": .integer(.min)
  case "rate": .number(0.25)
  case "tiny": .number(.leastNonzeroMagnitude)
  case "huge": .number(.greatestFiniteMagnitude)
  case "kind": .string("relu")
  default: .boolean(name.count % 2 == 0)
  }
}

private func checkWritten(_ value: ExpressionValue) throws(Violation) {
  let text: String
  switch value {
  // The least integer is no literal: its digits without the sign are too large.
  case .integer(let number): text = number == .min ? "-9223372036854775807 - 1" : "\(number)"
  case .number(let number):
    try require(number.isFinite, "the value \(number)")
    text = "\(number)"
  case .boolean(let truth): text = "\(truth)"
  case .string: return
  }
  guard let again = try? Expression.parse(text).evaluate(variable) else {
    throw Violation("'\(text)' is no expression")
  }
  try require(again == value, "'\(text)' is \(again)")
}
