// What a training tells its observer, and what it leaves behind.

/// The figures of an epoch.
public struct EpochReport: Sendable {
  /// From 1.
  public var epoch: Int
  /// `loss` and metrics over the training rows, then the same as `val_...` over the validation rows, in the plan's order.
  public var values: [(name: String, value: Double)]
  /// Training and validation together.
  public var seconds: Double

  /// The figure of that name.
  public func value(named name: String) -> Double? { values.first { $0.name == name }?.value }
}

public enum TrainingEvent: Sendable {
  case epoch(EpochReport)
  /// The loss of one batch; epoch and step count from 1, steps within the epoch.
  case step(epoch: Int, step: Int, loss: Double)
}

/// Why a training ended.
public enum StopReason: Sendable, Hashable {
  /// All epochs are done.
  case completed
  /// Early stopping saw no improvement of `monitor`; `epoch` (from 1) is the last one that ran.
  case earlyStopping(monitor: String, epoch: Int)
  /// The caller asked for it, after the last complete step.
  case interrupted
}

/// What a training did.
public struct TrainingHistory: Sendable {
  public var epochs: [EpochReport] = []
  public var stopReason: StopReason = .completed
  /// The epoch (from 1) whose weights the model now has, where they were brought back; nil: those of the last step.
  public var restoredEpoch: Int?
}
