// `sweep` as decoded: what is varied, within which bounds, and how trials are compared. The linter looks at it, a sweep
// draws its trials from it.

import Diagnostics

public struct SweepSpec: Sendable {
  public enum Method: String, Sendable {
    /// Every combination, in the order of the spec.
    case grid
    /// Combinations drawn one by one.
    case random
    /// Combinations that a model of the trials so far finds promising.
    case bayes
  }

  public enum Goal: String, Sendable {
    case minimize
    case maximize
  }

  /// Trials that fall behind end at comparisons `eta` times further apart each (Li et al. 2018).
  public struct Hyperband: Sendable {
    /// The epoch of the first comparison.
    public var minimum: Located<Int>?
    /// The epochs of a trial that is never ended.
    public var maximum: Located<Int>?
    public var eta: Int
  }

  public var method: Located<Method>
  /// The figure by which trials are compared; nil where the spec names none.
  public var metric: Located<String>?
  /// Which way is better; nil where it isn't written, and `minimize` holds.
  public var goal: Located<Goal>?
  /// The parameters to vary, in the order of the spec.
  public var axes: [SweepAxis]
  public var constraints: [SweepConstraint]
  public var earlyTermination: Hyperband?
  public var runCap: Located<Int>?
  /// How often each trial is trained, with different seeds.
  public var executionsPerTrial: Int
  /// The whole section.
  public var range: SourceRange
}

/// A parameter and what it may be.
public struct SweepAxis: Sendable {
  public enum Space: Sendable {
    /// These, of any type.
    case values([Node])
    case range(SweepRange)
  }

  /// The parameter's name, where `sweep` names it.
  public var name: Located<String>
  public var space: Space
}

extension SweepSpec {
  /// The section as a record that ``SweepChecks`` has found in order.
  init(_ sweep: Arguments) {
    method = Located(Method(rawValue: sweep[SweepFields.method]) ?? .grid, at: sweep.range(of: SweepFields.method))
    if let record = sweep[SweepFields.metric] {
      metric = Located(record[MetricFields.name], at: record.range(of: MetricFields.name))
      goal =
        record.isWritten(MetricFields.goal)
        ? Goal(rawValue: record[MetricFields.goal]).map { Located($0, at: record.range(of: MetricFields.goal)) } : nil
    }
    axes = []
    if case .dictionary(let spaces)? = sweep.values[SweepFields.parameters.name] {
      axes = spaces.compactMap { key, value in
        guard let name = key.value.string, let record = value.value.record, let space = SweepAxis.Space(record) else {
          return nil
        }
        return SweepAxis(name: Located(name, at: key.range), space: space)
      }
    }
    constraints = (sweep.values[SweepFields.constraints.name]?.list ?? []).compactMap { item in
      item.value.string.flatMap { SweepConstraint($0, at: item.range) }
    }
    earlyTermination = sweep[SweepFields.earlyTerminate].map { record in
      func located(_ field: Field<Int?>) -> Located<Int>? {
        record[field].map { Located($0, at: record.range(of: field)) }
      }
      return Hyperband(
        minimum: located(EarlyTerminateFields.minimum), maximum: located(EarlyTerminateFields.maximum),
        eta: record[EarlyTerminateFields.eta])
    }
    runCap = sweep[SweepFields.runCap].map { Located($0, at: sweep.range(of: SweepFields.runCap)) }
    executionsPerTrial = sweep[SweepFields.executions]
    range = sweep.range
  }
}

extension SweepAxis.Space {
  /// nil for a record with neither values nor a range.
  fileprivate init?(_ record: Arguments) {
    if let values = record[SearchFields.values] {
      self = .values(values.compactMap(\.value.node))
      return
    }
    guard let minimum = record[SearchFields.minimum], let maximum = record[SearchFields.maximum] else { return nil }
    self = .range(
      SweepRange(
        minimum: Located(minimum, at: record.range(of: SearchFields.minimum)),
        maximum: Located(maximum, at: record.range(of: SearchFields.maximum)),
        distribution: SweepRange.Distribution(record[SearchFields.distribution]),
        steps: record[SearchFields.steps].map { Located($0, at: record.range(of: SearchFields.steps)) },
        range: record.range))
  }
}
