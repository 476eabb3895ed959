// What a run adds to a plan: values that may change without compiling anew.

/// Run-time values of a training.
public struct RunConfiguration: Sendable, Hashable {
  /// Values of the plan's scalar slots, in double so that 1 - beta_2 keeps its digits; derived slots are filled by the
  /// runtime.
  public var scalars: [Double]
  public var seed: UInt64
  public var epochs: Int
  /// Whether training rows are reordered each epoch.
  public var shuffle: Bool
  public var callbacks: [Callback]

  public init(scalars: [Double], seed: UInt64, epochs: Int, shuffle: Bool, callbacks: [Callback]) {
    self.scalars = scalars
    self.seed = seed
    self.epochs = epochs
    self.shuffle = shuffle
    self.callbacks = callbacks
  }
}

/// What may act at the end of an epoch.
public enum Callback: Sendable, Hashable {
  case earlyStopping(EarlyStopping)
}

/// Stops when a figure no longer improves (Keras's EarlyStopping).
public struct EarlyStopping: Sendable, Hashable {
  public enum Mode: String, Sendable, Hashable {
    case minimize = "min"
    case maximize = "max"
  }

  /// `loss`, `accuracy`, `val_loss`, ...
  public var monitor: String
  public var mode: Mode
  /// An improvement must exceed this.
  public var minimumDelta: Double
  /// Epochs without improvement before the end.
  public var patience: Int
  /// Where given, a figure must beat this to count as an improvement.
  public var baseline: Double?
  public var restoresBestWeights: Bool
  /// The first epoch (from 0) that is watched.
  public var startFromEpoch: Int

  public init(
    monitor: String, mode: Mode, minimumDelta: Double, patience: Int, baseline: Double?, restoresBestWeights: Bool,
    startFromEpoch: Int
  ) {
    self.monitor = monitor
    self.mode = mode
    self.minimumDelta = minimumDelta
    self.patience = patience
    self.baseline = baseline
    self.restoresBestWeights = restoresBestWeights
    self.startFromEpoch = startFromEpoch
  }
}
