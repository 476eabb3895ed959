// Keras 3's EarlyStopping, figure by figure (keras/src/callbacks/early_stopping.py and monitor_callback.py, 3.15):
// - an improvement must exceed the best figure by more than min_delta; the first figure always is one
// - the wait is counted from an improvement that also beats the baseline
// - no stop at the first epoch, nothing at all before start_from_epoch
// - a NaN never improves, and a NaN that came first is never improved on

import ExecutionPlan

/// The decision after each epoch; it knows figures only, no weights.
public struct EarlyStoppingMonitor: Sendable {
  public enum Decision: Sendable, Hashable {
    case goOn
    /// The figure is the best so far: its weights are to be kept.
    case improved
    case stop
  }

  public let settings: EarlyStopping
  public private(set) var best: Double?
  /// The epoch (from 0) of the best figure.
  public private(set) var bestEpoch: Int?
  private var wait = 0

  public init(_ settings: EarlyStopping) { self.settings = settings }

  /// Takes in an epoch's figure.
  /// - Parameter epoch: from 0.
  public mutating func observe(epoch: Int, value: Double) -> Decision {
    guard epoch >= settings.startFromEpoch else { return .goOn }
    wait += 1
    if isImprovement(value, over: best) {
      best = value
      bestEpoch = epoch
      if settings.baseline == nil || isImprovement(value, over: settings.baseline) { wait = 0 }
      return .improved
    }
    return wait >= settings.patience && epoch > 0 ? .stop : .goOn
  }

  private func isImprovement(_ value: Double, over reference: Double?) -> Bool {
    guard let reference else { return true }
    let delta = abs(settings.minimumDelta)
    return switch settings.mode {
    case .minimize: value + delta < reference
    case .maximize: value - delta > reference
    }
  }
}
