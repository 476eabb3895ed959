// Time by step: while a clock is attached, workers run the timed variants of the kernels' loops, and each adds to counters
// of its own. Only `lofting bench` does this; other runs see a nil pointer.

import CKernels
import ExecutionPlan

/// Where the time of a program's batches went.
public struct StepProfile: Sendable {
  /// Seconds of each step over all batches, summed over the workers.
  public var stepSeconds: [Double]
  public var batches: Int
  public var workers: Int
  /// Seconds from the beginning to the end of the batches, without what was between them.
  public var wallSeconds: Double

  /// Seconds of a step in one batch, summed over the workers.
  public func secondsPerBatch(_ step: Int) -> Double { batches > 0 ? stepSeconds[step] / Double(batches) : 0 }

  /// Seconds of all workers in one batch: what steps and waiting share.
  public var workerSecondsPerBatch: Double { batches > 0 ? Double(workers) * wallSeconds / Double(batches) : 0 }

  /// Seconds of one batch, over the workers, in which no step ran: claiming work, barriers, uneven ends, preparing the
  /// update.
  public var waitingSecondsPerBatch: Double {
    guard batches > 0 else { return 0 }
    return max(0, workerSecondsPerBatch - stepSeconds.reduce(0, +) / Double(batches))
  }
}

/// The counters of all workers, batch by batch: each batch is kept or dropped.
@safe struct StepClock: ~Copyable {
  /// [workers, stride]
  private let ticks: UnsafeMutableBufferPointer<UInt64>
  /// [stepCount], summed over the workers and the batches that were kept.
  private var kept: [UInt64]
  private var batches = 0
  private var wallSeconds = 0.0
  private let stepCount: Int
  private let workers: Int
  /// Counters of one worker, rounded up so that no two workers write to the same pair of cache lines.
  private let stride: Int
  private let startTicks = lf_ticks()
  private let startSeconds = Clock.seconds

  init(stepCount: Int, workers: Int) {
    self.stepCount = stepCount
    self.workers = workers
    stride = (stepCount + 15) / 16 * 16 + 16
    unsafe ticks = .allocate(capacity: stride * workers)
    unsafe ticks.initialize(repeating: 0)
    kept = [UInt64](repeating: 0, count: stepCount)
  }

  deinit { unsafe ticks.deallocate() }

  /// Between runs only. Detach before the clock's end.
  func attach(to executor: Executor) {
    unsafe executor.context.pointee.ticks = ticks.baseAddress
    unsafe executor.context.pointee.tickStride = stride
  }

  static func detach(from executor: Executor) { unsafe executor.context.pointee.ticks = nil }

  /// Whether no batch was kept.
  var isEmpty: Bool { batches == 0 }

  /// Takes the batch that just ended into the profile.
  mutating func keep(wallSeconds seconds: Double) {
    for worker in 0..<workers {
      for step in 0..<stepCount { unsafe kept[step] += ticks[worker * stride + step] }
    }
    batches += 1
    wallSeconds += seconds
    drop()
  }

  /// Forgets the batch that just ended.
  func drop() { unsafe ticks.update(repeating: 0) }

  /// What was kept, in seconds: the counter's rate is that since the clock was made.
  var profile: StepProfile {
    let elapsed = Double(lf_ticks() &- startTicks)
    let secondsPerTick = elapsed > 0 ? (Clock.seconds - startSeconds) / elapsed : 0
    return StepProfile(
      stepSeconds: kept.map { Double($0) * secondsPerTick }, batches: batches, workers: workers,
      wallSeconds: wallSeconds)
  }
}
