// A spec's search space and the means to try a point of it: what rules about sweeps look at.

import Diagnostics
import SpecParser

public struct SweepSubject: Sendable {
  public var spec: Spec
  public var resolved: ResolvedDocument
  /// The section `sweep` as decoded.
  public var sweep: Arguments
  /// Compiles the spec with parameters set to other values.
  public var compile: @Sendable ([Override]) -> PointResult

  public init(
    spec: Spec, resolved: ResolvedDocument, sweep: Arguments, compile: @escaping @Sendable ([Override]) -> PointResult
  ) {
    self.spec = spec
    self.resolved = resolved
    self.sweep = sweep
    self.compile = compile
  }
}

/// What a point of the search space comes to.
public struct PointResult: Sendable {
  /// Why it does not compile; empty where it does.
  public var errors: [Diagnostic]
  /// Trainable and other parameters.
  public var parameterCount: Int
  /// Floating-point operations of all training steps.
  public var trainingFLOPs: Double
  /// Predicted seconds of all training steps.
  public var seconds: Double
  /// Bytes of a run.
  public var peakMemory: Int

  public init(errors: [Diagnostic], parameterCount: Int, trainingFLOPs: Double, seconds: Double, peakMemory: Int) {
    self.errors = errors
    self.parameterCount = parameterCount
    self.trainingFLOPs = trainingFLOPs
    self.seconds = seconds
    self.peakMemory = peakMemory
  }
}
