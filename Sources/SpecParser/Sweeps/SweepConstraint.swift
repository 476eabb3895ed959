// A constraint of a sweep: an expression over parameters and figures of the plan that every trial must satisfy.

import Diagnostics

public struct SweepConstraint: Sendable {
  public let text: String
  public let range: SourceRange
  private let expression: Expression

  /// nil for a text that is no expression, which has been reported.
  init?(_ text: String, at range: SourceRange) {
    guard let expression = try? Expression.parse(text) else { return nil }
    self.text = text
    self.range = range
    self.expression = expression
  }

  /// The parameters and figures that it names.
  public var names: Set<String> { Set(expression.names.map(\.name)) }

  /// Whether a point satisfies it.
  /// - Parameter value: what a name stands for at the point; nil where it is nothing to compute with.
  /// - Throws: where the expression has no value there, or one that is neither true nor false.
  public func holds(_ value: (String) -> ExpressionValue?) throws(ExpressionError) -> Bool {
    let result = try expression.evaluate { name, range throws(ExpressionError) in
      guard let value = value(name) else {
        throw ExpressionError(.expressionType, "'\(name)' is no number, boolean or string", at: range)
      }
      return value
    }
    guard case .boolean(let holds) = result else {
      throw ExpressionError(
        .expressionType, "it is \(result.kindName), not true or false", at: expression.range,
        help: "compare it, as in '\(text) <= 1000'")
    }
    return holds
  }

  /// Figures that are known of a compiled point only.
  public static let planFigures: Set<String> = Set(SweepFields.planNames)
}

extension Node {
  /// The value that an expression computes with; nil for null and for collections.
  public var expressionValue: ExpressionValue? {
    switch scalar?.value {
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .boolean(let value): .boolean(value)
    case .string(let value): .string(value)
    case .null, nil: nil
    }
  }
}

extension ExpressionValue {
  /// An integer or a number as a number.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .boolean, .string: nil
    }
  }
}
