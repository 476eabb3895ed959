// Times a model's programs on full batches of a split: first as they run in training, with a clock around each batch,
// then again with a clock around each step. Training goes on as usual from batch to batch, shuffled every epoch, so the
// weights are of no use afterwards.

import CKernels
import Diagnostics
import ExecutionPlan

/// What can be timed.
public enum TimedProgram: String, Sendable, CaseIterable {
  /// An optimizer step: forward, loss, gradients, update.
  case training
  /// The measures of a batch, as after an epoch.
  case evaluation
}

/// The times of one program.
public struct ProgramTiming: Sendable {
  public var program: TimedProgram
  /// Rows of each batch.
  public var rows: Int
  /// Seconds of each batch without step clocks, in the order in which they ran; not empty.
  public var seconds: [Double]
  /// Seconds of bringing the split's rows into an epoch's order; 0 where they are not shuffled.
  public var orderSeconds: Double
  /// Of further batches, with step clocks.
  public var profile: StepProfile
}

/// Runs batches of one split under the clock.
public struct BatchTimer {
  /// Batches of a measurement, however long they take.
  private static let fewestBatches = 5
  /// Runs in a row that may diverge from fresh weights before there is nothing to time.
  private static let mostRestarts = 3

  private let model: Model
  private let data: RuntimeData
  /// The epoch's order of the rows, and where the next batch begins.
  private var order: [UInt32]
  private var next = 0
  private var epoch: UInt64 = 0
  private var orderSeconds = 0.0
  private var restarts = 0

  /// - Throws: `R107` for a split without rows.
  public init(_ model: Model, data: RuntimeData) throws(Failure) {
    try model.requireRows(data)
    self.model = model
    self.data = data
    order = data.rows
  }

  /// Times a program for about `seconds` after a warm-up, and half as long again with step clocks.
  /// - Throws: `R101` where the loss is not finite from the first steps on, `R107` for data without targets.
  public mutating func time(_ program: TimedProgram, seconds: Double) throws(Failure) -> ProgramTiming {
    switch program {
    case .training: try model.training.bind(data)
    case .evaluation: try model.evaluation.bind(data)
    }
    model.clearSums()
    try run(program, seconds: seconds / 10) { _, _ in }
    var walls: [Double] = []
    walls.reserveCapacity(1 << 16)
    try run(program, seconds: seconds) { wall, isComplete in if isComplete { walls.append(wall) } }
    return ProgramTiming(
      program: program, rows: batchRows(program), seconds: walls, orderSeconds: program == .training ? orderSeconds : 0,
      profile: try profile(program, seconds: seconds / 2, leastSeconds: walls.min() ?? 0))
  }

  private func batchRows(_ program: TimedProgram) -> Int {
    switch program {
    case .training: min(model.plan.training.batch, order.count)
    case .evaluation: min(model.plan.evaluation.batch, order.count)
    }
  }

  /// Batches with step clocks. One that takes half as long again as the fastest had to share the processors with
  /// something else, and is left out: it would blame whatever step was running then.
  private mutating func profile(
    _ program: TimedProgram, seconds: Double, leastSeconds: Double
  ) throws(Failure) -> StepProfile {
    let steps = program == .training ? model.plan.training.steps.count : model.plan.evaluation.steps.count
    var clock = StepClock(stepCount: steps, workers: model.workers)
    clock.attach(to: model.executor)
    do throws(Failure) {
      // Should all batches be slower than that, all count.
      for limit in [1.5 * leastSeconds, .infinity] where clock.isEmpty {
        try run(program, seconds: seconds) { wall, isComplete in
          if isComplete, wall <= limit { clock.keep(wallSeconds: wall) } else { clock.drop() }
        }
      }
    } catch {
      StepClock.detach(from: model.executor)
      throw error
    }
    StepClock.detach(from: model.executor)
    return clock.profile
  }

  /// Runs batches for a while and hands on each one's seconds, and whether it went to its end.
  private mutating func run(
    _ program: TimedProgram, seconds: Double, observe: (Double, Bool) -> Void
  ) throws(Failure) {
    let end = Clock.seconds + seconds
    var complete = 0
    while complete < Self.fewestBatches || Clock.seconds < end {
      advance(batchRows(program))
      let (wall, outcome) = try runBatch(program)
      observe(wall, outcome == .complete)
      switch outcome {
      case .complete:
        complete += 1
        restarts = 0
      case .stopped: try restart()
      }
    }
  }

  /// Moves to the next full batch; past the last one a new epoch begins.
  private mutating func advance(_ rows: Int) {
    next += rows
    guard next + rows > order.count else { return }
    next = 0
    epoch += 1
    guard model.configuration.shuffle else { return }
    let (all, seed, epoch) = (data.rows, model.seed, epoch)
    let start = Clock.seconds
    var span = order.mutableSpan
    Permutation.fill(&span, rows: all, seed: seed, epoch: epoch)
    orderSeconds = Clock.seconds - start
  }

  private func runBatch(_ program: TimedProgram) throws(Failure) -> (seconds: Double, outcome: BatchOutcome) {
    let (count, next) = (batchRows(program), next)
    return try unsafe order.withUnsafeBufferPointer {
      order throws(Failure) -> (seconds: Double, outcome: BatchOutcome) in
      guard let base = order.baseAddress else { return (0, .complete) }
      let start = Clock.seconds
      let outcome =
        switch program {
        case .training: try unsafe model.runTrainingStep(base + next, count: count)
        case .evaluation:
          try unsafe model.run(
            model.evaluation, as: .evaluation, rows: base + next, count: count, stopsOnNonFinite: false)
        }
      return (Clock.seconds - start, outcome)
    }
  }

  /// Fresh weights after a loss that is not finite.
  private mutating func restart() throws(Failure) {
    restarts += 1
    guard restarts <= Self.mostRestarts else {
      throw Failure(
        .nonFiniteLoss, "the loss is not finite from the first step on, so there is no whole step to time",
        help: "train first: lofting train names the layer where it begins")
    }
    model.initializeParameters()
  }
}
