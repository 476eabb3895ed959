// What a team runs: phases, each of independent items that any worker may take, in any order.

/// A job of phases. All items of a phase are complete, and their writes visible, before the next phase begins.
public protocol TeamJob: Sendable {
  /// The items of a phase, at most `TeamLimits.items`; nil ends the job. Called by one worker at a time, for phase 0,
  /// 1, ..., each after all items before it are complete.
  func itemCount(phase: Int) -> Int?

  /// Computes one item. `worker` (0 for the caller) may be used to pick memory of the worker's own.
  func run(item: Int, phase: Int, worker: Int)
}

public enum TeamLimits {
  /// Phases of one job.
  public static let phases = 1 << 16
  /// Items of one phase.
  public static let items = 1 << 24 - 1
  /// Workers of one team.
  public static let workers = 256
}
