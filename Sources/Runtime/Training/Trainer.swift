// The training loop: epochs of shuffled batches through the training program, validation after each epoch, callbacks,
// and a clean end for every reason there is. A step allocates nothing: the order of rows, the frame, the scalars and the
// best weights have their memory before the first one.

import Diagnostics
import ExecutionPlan

/// Trains a model. Make one for each training.
public struct Trainer: ~Copyable {
  private let model: Model
  private let training: RuntimeData
  private let validation: RuntimeData?
  /// Whether every step is reported.
  public var reportsSteps = false

  /// [rows] of UInt32: the epoch's order.
  private let order: AlignedMemory
  private let availableFigures: [String]
  private var monitors: [EarlyStoppingMonitor]
  private let bestWeights: BestWeights?
  private var history = TrainingHistory()

  /// Takes all the memory of the training.
  /// - Throws: `R102` where memory is short, `R106` for a monitored figure that nobody computes, `R107` for data that
  ///   does not fit.
  public init(_ model: Model, training: RuntimeData, validation: RuntimeData?) throws(Failure) {
    guard model.plan.optimizer != nil else {
      throw Failure(.planMismatch, "the plan has no training program", help: "compile the plan with a training section")
    }
    try model.requireRows(training)
    if let validation { try model.requireRows(validation) }
    let monitors = model.configuration.callbacks.map { callback in
      switch callback {
      case .earlyStopping(let settings): EarlyStoppingMonitor(settings)
      }
    }
    let figures = model.plan.measures.map(\.name)
    let availableFigures = figures + (validation == nil ? [] : figures.map { "val_" + $0 })
    try Self.check(monitors, availableFigures)
    let order = try AlignedMemory(
      byteCount: MemoryLayout<UInt32>.stride * training.rows.count, purpose: "the order of the training rows")
    let restores = monitors.contains { $0.settings.restoresBestWeights }
    let bestWeights = restores ? try BestWeights(model.plan) : nil
    self.bestWeights = bestWeights
    self.availableFigures = availableFigures
    self.order = order
    self.model = model
    self.training = training
    self.validation = validation
    self.monitors = monitors
  }

  /// Trains for the configuration's epochs.
  /// - Parameters:
  ///   - shouldStop: asked before every step; true ends the training cleanly.
  ///   - observe: is told of every epoch, and of every step with `reportsSteps`.
  /// - Throws: `R101` for a loss that is not finite; the weights are then those before that step, or the best ones where
  ///   a callback restores them.
  public mutating func train(
    shouldStop: () -> Bool = { false }, observe: (TrainingEvent) -> Void = { _ in }
  ) throws(Failure) -> TrainingHistory {
    try model.training.bind(training)
    history = TrainingHistory()
    do throws(Failure) {
      try runEpochs(shouldStop, observe)
    } catch {
      restoreBest()
      throw error
    }
    restoreBest()
    return history
  }

  private mutating func runEpochs(_ shouldStop: () -> Bool, _ observe: (TrainingEvent) -> Void) throws(Failure) {
    var epoch = 0
    while epoch < model.configuration.epochs, history.stopReason == .completed {
      let start = Clock.seconds
      fillOrder(epoch: epoch)
      model.clearSums()
      guard try runEpoch(epoch, shouldStop, observe) else {
        history.stopReason = .interrupted
        break
      }
      var values = model.figures(rows: training.rows.count)
      if let validation { values += try model.evaluate(validation, prefix: "val_") }
      let report = EpochReport(epoch: epoch + 1, values: values, seconds: Clock.seconds - start)
      history.epochs.append(report)
      observe(.epoch(report))
      try watch(report, epoch: epoch)
      epoch += 1
    }
  }

  /// Runs an epoch's steps; false when asked to stop.
  private func runEpoch(
    _ epoch: Int, _ shouldStop: () -> Bool, _ observe: (TrainingEvent) -> Void
  ) throws(Failure) -> Bool {
    let rows = unsafe order.base.assumingMemoryBound(to: UInt32.self)
    var step = 0
    for begin in stride(from: 0, to: training.rows.count, by: model.plan.batch) {
      if shouldStop() { return false }
      let count = min(model.plan.batch, training.rows.count - begin)
      let outcome = try unsafe model.runTrainingStep(rows + begin, count: count)
      step += 1
      switch outcome {
      case .complete: break
      case .stopped(let phase): throw model.nonFiniteFailure(epoch: epoch + 1, step: step, phases: phase)
      }
      let loss = model.lastLoss(rows: count)
      // The loss kernels saw finite rows, but penalties come on top.
      guard loss.isFinite else {
        throw model.nonFiniteFailure(epoch: epoch + 1, step: step, phases: model.plan.training.phases.count)
      }
      if reportsSteps { observe(.step(epoch: epoch + 1, step: step, loss: loss)) }
    }
    return true
  }

  private func fillOrder(epoch: Int) {
    let count = training.rows.count
    let buffer = unsafe UnsafeMutableBufferPointer(
      start: order.base.bindMemory(to: UInt32.self, capacity: count), count: count)
    var span = unsafe buffer.mutableSpan
    if model.configuration.shuffle {
      Permutation.fill(&span, rows: training.rows, seed: model.seed, epoch: UInt64(epoch))
    } else {
      for index in 0..<count { span[index] = training.rows[index] }
    }
  }

  /// Lets every monitor see an epoch.
  private mutating func watch(_ report: EpochReport, epoch: Int) throws(Failure) {
    for index in monitors.indices {
      let settings = monitors[index].settings
      guard let value = report.value(named: settings.monitor) else {
        throw Self.missing(settings.monitor, availableFigures)
      }
      switch monitors[index].observe(epoch: epoch, value: value) {
      case .goOn: continue
      case .improved:
        if settings.restoresBestWeights { bestWeights?.save(model) }
      case .stop: history.stopReason = .earlyStopping(monitor: settings.monitor, epoch: epoch + 1)
      }
    }
  }

  /// Keras brings the best weights back at the end of training, however it ended.
  private mutating func restoreBest() {
    guard let monitor = monitors.first(where: { $0.settings.restoresBestWeights }), let epoch = monitor.bestEpoch else {
      return
    }
    bestWeights?.restore(model)
    history.restoredEpoch = epoch + 1
  }

  private static func check(_ monitors: [EarlyStoppingMonitor], _ available: [String]) throws(Failure) {
    for monitor in monitors where !available.contains(monitor.settings.monitor) {
      throw missing(monitor.settings.monitor, available)
    }
    guard monitors.count(where: { $0.settings.restoresBestWeights }) <= 1 else {
      throw Failure(
        .planMismatch, "two early_stopping callbacks want to restore their best weights",
        help: "set restore_best_weights on one of them only")
    }
  }

  private static func missing(_ monitor: String, _ available: [String]) -> Failure {
    Failure(
      .monitorMissing, "early_stopping monitors `\(monitor)`, which is not computed",
      help: "monitor one of: \(available.joined(separator: ", "))")
  }
}
