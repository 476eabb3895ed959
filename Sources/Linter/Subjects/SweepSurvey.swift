// Tries points of a search space: first the one nearest to the parameters' defaults, then those that differ from it in one
// parameter, then combinations of the parameters that change the plan at all. What can't compile is put down to one value
// where only that value is new. The number of compilations is bounded, and so is their work: nothing depends on time.

import Diagnostics
import SpecParser

public struct SweepSurvey: Sendable {
  public struct Trial: Sendable {
    public var point: SearchPoint
    public var result: PointResult
  }

  /// A point that does not compile.
  public struct Refusal: Sendable {
    public var point: SearchPoint
    /// The axes in which it differs from the nearest point that compiles: one where that value is to blame.
    public var axes: [Int]
    public var error: Diagnostic
  }

  /// Points that compile.
  public private(set) var trials: [Trial] = []
  public private(set) var refusals: [Refusal] = []
  /// Compilations that were made.
  public private(set) var compilations = 0
  /// Whether every point was compiled, or one like it but for parameters that change no plan.
  public private(set) var isWhole = false
  /// A trial for each combination of the parameters that change the plan, as far as they were tried.
  public private(set) var plans: [Trial] = []

  /// Compilations of one sweep. A plan of a small network takes half a millisecond.
  public static let compilationLimit = 32
  /// Plan steps after which no further point is compiled: a tenth of a millisecond each, fifty in all.
  public static let stepLimit = 500
  /// Values of a sampled range that are tried: its ends and one between, which is no whole number.
  private static let rangeLimit = 3

  private var steps = 0
  private var seen: Set<SearchPoint> = []
  /// Values that did not compile although every other has: for each axis, its choices. They are not tried again.
  private var refused: [Int: Set<Int>] = [:]

  init(
    _ space: SearchSpace, _ admission: Admission, _ resolved: ResolvedDocument, _ compile: ([Override]) -> PointResult
  ) {
    let axes = Array(space.axes.indices)
    let defaults = space.axes.map { $0.defaultChoice ?? 0 }
    guard space.axes.allSatisfy({ !$0.choices.isEmpty }) else { return }
    let nearest =
      admission.admits(defaults, space)
      ? defaults : space.points(varying: axes, limit: Admission.limit).points.first { admission.admits($0, space) }
    guard let start = nearest else { return }
    let isDefault = zip(space.axes, start).allSatisfy { axis, choice in axis.defaultChoice == choice }

    func overrides(_ point: SearchPoint) -> [Override] {
      axes.map { resolved.override(space.axes[$0].name, space.axes[$0].choices[point[$0]]) }
    }
    func attempt(_ point: SearchPoint) {
      guard !isSpent, admission.admits(point, space), !hasRefusedValue(point), seen.insert(point).inserted else {
        return
      }
      compilations += 1
      let result = compile(overrides(point))
      steps += result.steps
      guard let error = result.errors.first else {
        trials.append(Trial(point: point, result: result))
        return
      }
      refuse(point, error, space)
    }

    attempt(start)
    // Where the defaults do not compile either, the compiler has said why, and no point is to blame.
    if trials.isEmpty {
      compilations += isDefault ? 0 : 1
      if isDefault || !compile([]).errors.isEmpty {
        refusals = []
        return
      }
    }
    // Axis by axis, so that one with many values leaves some compilations to the others.
    for choice in 0..<(space.axes.map { triedChoices($0).count }.max() ?? 0) {
      for axis in axes where triedChoices(space.axes[axis]).contains(choice) && !isSpent {
        var point = start
        point[axis] = choice
        attempt(point)
      }
    }
    let varied = axes.filter { changesPlan($0, from: start) }
    let combinations = space.points(varying: varied, limit: Admission.limit)
    let points = combinations.points.map { point in
      axes.map { varied.contains($0) ? point[$0] : start[$0] }
    }.filter { admission.admits($0, space) && triedOnly($0, space) }
    // Evenly over all of them, should they be too many.
    let stride = max((points.count + Self.compilationLimit - 1) / Self.compilationLimit, 1)
    for index in Swift.stride(from: 0, to: points.count, by: stride) { attempt(points[index]) }
    let members = Set(points)
    plans = trials.filter { members.contains($0.point) }
    isWhole =
      combinations.isWhole && points.allSatisfy { seen.contains($0) || hasRefusedValue($0) }
      && axes.allSatisfy { space.axes[$0].isWhole && triedAll($0, from: start, space) }
  }

  private var isSpent: Bool { compilations >= Self.compilationLimit || steps >= Self.stepLimit }

  private func hasRefusedValue(_ point: SearchPoint) -> Bool {
    refused.contains { axis, choices in choices.contains(point[axis]) }
  }

  private func triedChoices(_ axis: SearchSpace.Axis) -> Range<Int> {
    0..<(axis.isWhole ? axis.choices.count : min(axis.choices.count, Self.rangeLimit))
  }

  private func triedOnly(_ point: SearchPoint, _ space: SearchSpace) -> Bool {
    zip(space.axes, point).allSatisfy { triedChoices($0).contains($1) }
  }

  private func triedAll(_ axis: Int, from start: SearchPoint, _ space: SearchSpace) -> Bool {
    triedChoices(space.axes[axis]).allSatisfy { choice in
      refused[axis]?.contains(choice) == true || seen.contains { $0[axis] == choice }
    }
  }

  /// Whether some value of an axis gives another plan, or another run, than the one that everything starts from.
  private func changesPlan(_ axis: Int, from start: SearchPoint) -> Bool {
    guard let base = trials.first(where: { $0.point == start }) else { return true }
    return trials.contains { trial in
      var point = trial.point
      point[axis] = start[axis]
      return point == start && !trial.result.costsAs(base.result)
    }
  }

  private mutating func refuse(_ point: SearchPoint, _ error: Diagnostic, _ space: SearchSpace) {
    // The nearest point that compiles; the defaults do, where none has yet.
    let known = trials.map(\.point).map { other in point.indices.filter { point[$0] != other[$0] } }
    let new = known.min { $0.count < $1.count } ?? point.indices.filter { space.axes[$0].defaultChoice != point[$0] }
    if new.count == 1 { refused[new[0], default: []].insert(point[new[0]]) }
    refusals.append(Refusal(point: point, axes: new, error: error))
  }
}

extension PointResult {
  fileprivate func costsAs(_ other: PointResult) -> Bool {
    parameterCount == other.parameterCount && trainingFLOPs == other.trainingFLOPs && seconds == other.seconds
      && peakMemory == other.peakMemory && steps == other.steps && epochs == other.epochs
  }
}
