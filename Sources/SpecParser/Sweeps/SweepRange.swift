// A range of a swept parameter: the values that it has, evenly spaced in the measure of its distribution.

import Diagnostics
import Glibc

public struct SweepRange: Sendable {
  public enum Distribution: Sendable {
    case uniform
    /// Whole numbers.
    case integers
    /// Evenly spread in the logarithm.
    case logarithmic

    init(_ word: String) {
      switch word {
      case "int_uniform": self = .integers
      case "log_uniform", "log_uniform_values": self = .logarithmic
      default: self = .uniform
      }
    }
  }

  /// The bounds are values themselves, also of a logarithmic range.
  public var minimum: Located<Double>
  public var maximum: Located<Double>
  public var distribution: Distribution
  /// How many values a grid takes.
  public var steps: Located<Int>?
  /// Where the whole stands.
  public var range: SourceRange

  /// How many values there are to take: the steps, or the integers of a range of integers; nil between real bounds.
  public var count: Int? {
    if let steps { return max(steps.value, 1) }
    guard distribution == .integers else { return nil }
    return Int(exactly: (maximum.value - minimum.value + 1).rounded()) ?? .max
  }

  /// One of `count` values, from the minimum at index 0 to the maximum.
  public func value(_ index: Int, of count: Int) -> Node {
    value(at: count > 1 ? Double(index) / Double(count - 1) : 0)
  }

  /// The value at a share of the way from the minimum, 0, to the maximum, 1. Written where the bound that it is stands, or
  /// where the range does.
  public func value(at share: Double) -> Node {
    let (low, high) = (minimum.value, maximum.value)
    if share <= 0 { return node(low, at: minimum.range) }
    if share >= 1 { return node(high, at: maximum.range) }
    let value =
      switch distribution {
      case .uniform: low * (1 - share) + high * share
      case .integers: (low * (1 - share) + high * share).rounded()
      case .logarithmic: exp(log(low) * (1 - share) + log(high) * share)
      }
    return node(min(max(value, low), high), at: range)
  }

  private func node(_ value: Double, at place: SourceRange) -> Node {
    if distribution == .integers, let integer = Int(exactly: value) {
      return Node(.scalar(Scalar(.integer(integer))), at: place)
    }
    return Node(.scalar(Scalar(.number(value))), at: place)
  }
}
