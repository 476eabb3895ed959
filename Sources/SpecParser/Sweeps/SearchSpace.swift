// The points of a search space in a fixed order: each parameter's distinct values, and their combinations with the last
// parameter changing fastest. What can't be listed whole is sampled, always in the same way.

import Diagnostics

/// For each axis of a space, which of its choices.
public typealias SearchPoint = [Int]

public struct SearchSpace: Sendable {
  public struct Axis: Sendable {
    public var name: String
    /// Distinct values: all of them, or a sample that begins with the ends and has the default where it is a value.
    public var choices: [Node]
    /// Whether these are all.
    public var isWhole: Bool
    /// The choice that is the parameter's default; nil where it is none of them.
    public var defaultChoice: Int?
  }

  public var axes: [Axis]

  /// - Parameters:
  ///   - defaults: the parameters' values outside of the sweep.
  ///   - pinned: parameters that are not varied.
  ///   - limit: of the values that are listed of one range; at least 3.
  public init(_ sweep: SweepSpec, defaults: [(name: String, value: Node)], pinned: Set<String>, limit: Int = 64) {
    let defaults = Dictionary(defaults.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    axes = sweep.axes.filter { !pinned.contains($0.name.value) }.map { axis in
      let name = axis.name.value
      var (values, isWhole) = axis.space.values(limit: max(limit, 3))
      if !isWhole, let value = defaults[name], axis.space.contains(value) { values.append(value) }
      var seen: Set<String> = []
      let choices = values.filter { seen.insert($0.valueKey).inserted }
      return Axis(
        name: name, choices: choices, isWhole: isWhole,
        defaultChoice: (defaults[name]?.valueKey).flatMap { key in choices.firstIndex { $0.valueKey == key } })
    }
  }

  /// Combinations of the choices of some axes, `Int.max` where there are more.
  public func count(of axes: some Sequence<Int>) -> Int {
    axes.reduce(1) { count, axis in
      let (product, overflow) = count.multipliedReportingOverflow(by: self.axes[axis].choices.count)
      return overflow ? .max : product
    }
  }

  /// How many points there are; nil where a range has no end of them.
  public var count: Int? { axes.allSatisfy(\.isWhole) ? count(of: axes.indices) : nil }

  /// Combinations of the choices of some axes, the others at their first: all in order where there are no more than the
  /// limit, else both corners and points that spread evenly.
  public func points(varying varied: [Int], limit: Int) -> (points: [SearchPoint], isWhole: Bool) {
    let count = count(of: varied)
    var point = SearchPoint(repeating: 0, count: axes.count)
    guard count > limit else {
      let points = (0..<max(count, 0)).map { index in
        var rest = index
        for axis in varied.reversed() {
          point[axis] = rest % axes[axis].choices.count
          rest /= axes[axis].choices.count
        }
        return point
      }
      return (points, true)
    }
    var points = [point]
    for axis in varied { point[axis] = axes[axis].choices.count - 1 }
    points.append(point)
    let sequence = SpreadSequence(dimensions: varied.count)
    for index in 1...max(limit - 2, 1) {
      for (dimension, axis) in varied.enumerated() {
        let choices = axes[axis].choices.count
        point[axis] = min(Int(sequence.share(index, dimension) * Double(choices)), choices - 1)
      }
      points.append(point)
    }
    return (points, false)
  }

  /// `hidden_layers 10, hidden_units 100`.
  public func text(of point: SearchPoint, axes shown: [Int]? = nil) -> String {
    (shown ?? Array(axes.indices)).map { "\(axes[$0].name) \(axes[$0].choices[point[$0]].valueText)" }
      .joined(separator: ", ")
  }
}

extension SweepAxis.Space {
  /// Whether a value is one of these, or between the bounds.
  public func contains(_ value: Node) -> Bool {
    switch self {
    case .values(let values):
      let key = value.valueKey
      return values.contains { $0.valueKey == key }
    case .range(let range):
      guard let number = value.expressionValue?.double else { return false }
      return number >= range.minimum.value && number <= range.maximum.value
    }
  }

  /// Every value, or the ends of a range and values that spread evenly between them.
  fileprivate func values(limit: Int) -> (values: [Node], isWhole: Bool) {
    switch self {
    case .values(let values): return (values, true)
    case .range(let range):
      if let count = range.count, count <= (range.steps == nil ? limit : 100_000) {
        return ((0..<count).map { range.value($0, of: count) }, true)
      }
      let sequence = SpreadSequence(dimensions: 1)
      let between = (1...7).map { range.value(at: sequence.share($0, 0)) }
      return ([range.value(at: 0), range.value(at: 1)] + between, false)
    }
  }
}

/// Points that spread evenly over a cube: the additive recurrence of the generalized golden ratio (Roberts 2018, "The
/// Unreasonable Effectiveness of Quasirandom Sequences").
private struct SpreadSequence {
  private let steps: [Double]

  init(dimensions: Int) {
    // The positive root x of x^(d + 1) = x + 1, by Newton's method; the steps are its inverse powers.
    var root = 2.0
    for _ in 0..<64 {
      var power = 1.0
      for _ in 0..<dimensions { power *= root }
      root -= (power * root - root - 1) / (Double(dimensions + 1) * power - 1)
    }
    var step = 1.0
    steps = (0..<dimensions).map { _ in
      step /= root
      return step
    }
  }

  /// Of the index-th point, counted from 1, in [0, 1).
  func share(_ index: Int, _ dimension: Int) -> Double {
    let position = Double(index) * steps[dimension]
    return position - position.rounded(.down)
  }
}
