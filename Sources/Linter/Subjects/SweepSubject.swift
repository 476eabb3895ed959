// A spec's search space and what trying some of its points has shown: what rules about sweeps look at.

import Diagnostics
import SpecParser

public struct SweepSubject: Sendable {
  public var spec: Spec
  public var resolved: ResolvedDocument
  public var sweep: SweepSpec
  /// What is varied: parameters that `--set` has pinned are not.
  public var space: SearchSpace
  /// What the constraints leave.
  public var admission: Admission
  /// The points that were compiled.
  public var survey: SweepSurvey

  /// - Parameter compile: compiles the spec with parameters set to other values; it is called a bounded number of times.
  public init(
    spec: Spec, resolved: ResolvedDocument, sweep: SweepSpec, compile: ([Override]) -> PointResult
  ) {
    self.spec = spec
    self.resolved = resolved
    self.sweep = sweep
    space = SearchSpace(sweep, defaults: spec.parameters, pinned: resolved.pinnedParameters)
    admission = Admission(sweep.constraints, space, resolved)
    survey = SweepSurvey(space, admission, resolved, compile)
  }

  /// The axis of a parameter, with its place in the spec; nil for one that is pinned.
  public func axis(_ name: String) -> (axis: SearchSpace.Axis, index: Int)? {
    space.axes.firstIndex { $0.name == name }.map { (space.axes[$0], $0) }
  }

  /// The section's axes that are varied.
  public var variedAxes: [SweepAxis] { sweep.axes.filter { axis($0.name.value) != nil } }

  /// Trials of the sweep, `executions_per_trial` not counted; nil where nothing ends it.
  public var trialCount: Int? {
    let cap = sweep.runCap?.value
    switch sweep.method.value {
    case .grid: return [admission.count ?? space.count, cap].compactMap(\.self).min()
    case .random, .bayes: return cap
    }
  }
}

/// What a point of the search space comes to.
public struct PointResult: Sendable {
  /// Why it does not compile; empty where it does.
  public var errors: [Diagnostic]
  /// Every parameter's value there.
  public var parameters: [(name: String, value: Node)]
  /// Trainable and other parameters of the model.
  public var parameterCount: Int
  /// Floating-point operations of all training steps.
  public var trainingFLOPs: Double
  /// Predicted seconds of all training steps.
  public var seconds: Double
  /// Bytes of a run.
  public var peakMemory: Int
  public var epochs: Int
  /// Steps of the plan for one batch: what its compilation cost.
  public var steps: Int

  public init(
    errors: [Diagnostic], parameters: [(name: String, value: Node)] = [], parameterCount: Int = 0,
    trainingFLOPs: Double = 0, seconds: Double = 0, peakMemory: Int = 0, epochs: Int = 0, steps: Int = 0
  ) {
    self.errors = errors
    self.parameters = parameters
    self.parameterCount = parameterCount
    self.trainingFLOPs = trainingFLOPs
    self.seconds = seconds
    self.peakMemory = peakMemory
    self.epochs = epochs
    self.steps = steps
  }
}
