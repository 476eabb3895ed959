// What a sweep's constraints leave of its points. Constraints over swept and constant parameters are evaluated at every
// point, or at a sample where there are too many; those that need more (figures of the plan, parameters computed from
// swept ones) are left to the points that are compiled.

import Diagnostics
import SpecParser

public struct Admission: Sendable {
  /// What a constraint does by itself.
  public struct Verdict: Sendable {
    /// Points that were looked at and, of these, those that satisfy it.
    public var tried = 0
    public var held = 0
    /// Whether these are all that there are.
    public var isWhole = true
    /// Where it has no value: the first such point.
    public var error: (reason: ExpressionError, at: SearchPoint)?
  }

  /// Of each constraint; nil for one that needs a compiled point.
  public private(set) var verdicts: [Verdict?]
  /// Points that were looked at for all such constraints together, and how many of them satisfy all.
  public private(set) var tried = 0
  public private(set) var held = 0
  public private(set) var isWhole = true
  /// Points of the whole space that satisfy them; nil where they can't be counted.
  public private(set) var count: Int?
  private let checks: [Check]

  /// Points at which constraints are evaluated.
  static let limit = 2048

  private struct Check: Sendable {
    var constraint: SweepConstraint
    /// Swept parameters that it names: their axes.
    var axes: [String: Int]
    var constants: [String: ExpressionValue]

    func holds(_ point: SearchPoint, _ space: SearchSpace) throws(ExpressionError) -> Bool {
      try constraint.holds { name in
        axes[name].flatMap { space.axes[$0].choices[point[$0]].expressionValue } ?? constants[name]
      }
    }
  }

  init(_ constraints: [SweepConstraint], _ space: SearchSpace, _ resolved: ResolvedDocument) {
    let axes = Dictionary(
      space.axes.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let constants = resolved.constantParameters(except: Set(axes.keys))
    let checks: [Check?] = constraints.map { constraint in
      let names = constraint.names
      guard names.allSatisfy({ axes[$0] != nil || constants[$0] != nil }) else { return nil }
      return Check(constraint: constraint, axes: axes.filter { names.contains($0.key) }, constants: constants)
    }
    self.checks = checks.compactMap(\.self)
    verdicts = checks.map { check in check.map { Self.verdict(on: $0, space) } }

    let named = Set(self.checks.flatMap(\.axes.values)).sorted()
    let (points, isListed) = space.points(varying: named, limit: Self.limit)
    tried = points.count
    isWhole = isListed && named.allSatisfy { space.axes[$0].isWhole }
    held = points.count { admits($0, space) }
    let others = space.axes.indices.filter { !named.contains($0) }
    if isWhole, others.allSatisfy({ space.axes[$0].isWhole }) {
      let (product, overflow) = held.multipliedReportingOverflow(by: space.count(of: others))
      count = overflow ? .max : product
    }
  }

  /// Whether a point satisfies the constraints that can be evaluated without compiling it.
  func admits(_ point: SearchPoint, _ space: SearchSpace) -> Bool {
    checks.allSatisfy { check in (try? check.holds(point, space)) ?? false }
  }

  private static func verdict(on check: Check, _ space: SearchSpace) -> Verdict {
    let axes = check.axes.values.sorted()
    let (points, isListed) = space.points(varying: axes, limit: limit)
    var verdict = Verdict()
    verdict.isWhole = isListed && axes.allSatisfy { space.axes[$0].isWhole }
    for point in points {
      verdict.tried += 1
      do throws(ExpressionError) {
        if try check.holds(point, space) { verdict.held += 1 }
      } catch {
        verdict.error = (error, point)
        break
      }
    }
    return verdict
  }
}

extension ResolvedDocument {
  /// Parameters whose value is written out and has nothing computed in it: they are the same at every point.
  fileprivate func constantParameters(except swept: Set<String>) -> [String: ExpressionValue] {
    var constants: [String: ExpressionValue] = [:]
    for (name, node) in parameters where !swept.contains(name) {
      let place = node.definition == nil ? node.range : nil
      guard let place, let text = sources[place.path]?.text(of: place), !text.contains("$") else { continue }
      constants[name] = node.expressionValue
    }
    return constants
  }

  /// The names under `sweep.parameters` with their places, also where the section can't be decoded.
  var sweptNames: [(name: String, place: SourceRange)] {
    (root["sweep"]?["parameters"]?.mapping ?? []).compactMap { entry in
      entry.key.scalar.map { ($0.text, entry.key.range) }
    }
  }
}
