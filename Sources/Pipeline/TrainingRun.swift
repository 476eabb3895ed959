// A training from spec to run folder: compile, load, initialize, train, test, save.

import Diagnostics
import ExecutionPlan
import Files
import LoftingRuntime

/// What a training tells while it runs.
public enum RunEvent: Sendable {
  case started(run: String)
  case epoch(EpochReport)
  case step(epoch: Int, step: Int, loss: Double)
  /// The test set's figures.
  case test([(name: String, value: Double)])
}

public struct TrainingOptions: Sendable {
  /// `--run`: the run's folder, nil for a new one.
  public var runPath: String?
  /// `--weights`: a safetensors file to start from.
  public var weightsPath: String?
  public var reportsSteps: Bool
  public var version: String

  public init(runPath: String? = nil, weightsPath: String? = nil, reportsSteps: Bool = false, version: String) {
    self.runPath = runPath
    self.weightsPath = weightsPath
    self.reportsSteps = reportsSteps
    self.version = version
  }
}

public struct TrainingResult: Sendable {
  public var history: TrainingHistory
  public var test: [(name: String, value: Double)]?
  public var run: RunDirectory
  /// What a checked run has looked at, nil for any other.
  public var planCheck: PlanCheckSummary?
}

/// Trains a compiled spec and leaves a run folder. Whatever ends the training, the weights that it reached are saved.
///
/// - Parameter shouldStop: asked before every step.
/// - Throws: what is wrong with weights, folders or memory, and a loss that is not finite, after saving.
public func train(
  _ compiled: CompiledSpec, request: CompileRequest, options: TrainingOptions, shouldStop: () -> Bool = { false },
  observe: (RunEvent) -> Void
) throws(Failure) -> TrainingResult {
  let session = try Session(compiled)
  try session.loadInitialWeights(options.weightsPath)
  guard let training = session.splits[.training] else {
    throw Failure(.noTrainingRows, "there are no training rows", help: "leave rows for training in the data section")
  }
  var trainer = try Trainer(session.model, training: training, validation: session.splits[.validation])
  trainer.reportsSteps = options.reportsSteps
  let run = try RunDirectory.make(for: compiled, request: request, at: options.runPath, version: options.version)
  observe(.started(run: run.path))

  var lines: [String] = []
  let history: TrainingHistory
  do throws(Failure) {
    history = try trainer.train(shouldStop: shouldStop) { event in
      switch event {
      case .epoch(let report):
        lines.append(report.json.text)
        observe(.epoch(report))
      case .step(let epoch, let step, let loss): observe(.step(epoch: epoch, step: step, loss: loss))
      }
    }
  } catch {
    try session.save(run, history: lines)
    throw error
  }
  // Saved before anything else is done or said: a closed pipe or a second signal ends the process.
  try session.save(run, history: lines)
  var test: [(name: String, value: Double)]?
  if let rows = session.splits[.test] {
    let values = try session.model.evaluate(rows)
    test = values
    lines.append(figuresObject("test", values).text)
    try session.save(run, history: lines)
    observe(.test(values))
  }
  if compiled.checksPlan { try session.runOtherPrograms() }
  return TrainingResult(history: history, test: test, run: run, planCheck: session.model.planCheckSummary)
}

extension Session {
  /// `--weights` replaces the spec's `initial_weights`.
  fileprivate func loadInitialWeights(_ path: String?) throws(Failure) {
    if let path {
      try model.loadWeights(path: path)
    } else if let weights = compiled.spec.training.initialWeights {
      try model.loadWeights(
        path: compiled.path(relativeToSpec: weights.path.value), skip: weights.skip.map(\.value))
    }
  }

  /// A check of the plan covers what training need not have run: evaluation without a validation set, prediction.
  fileprivate func runOtherPrograms() throws(Failure) {
    guard let rows = splits[.test] ?? splits[.validation] ?? splits[.training] else { return }
    _ = try model.evaluate(rows)
    _ = try model.predict(rows)
  }

  fileprivate func save(_ run: RunDirectory, history: [String]) throws(Failure) {
    // The weights first: they are what took the time.
    try model.saveWeights(to: run.weightsPath)
    try Files.AtomicFile.write(history.map { $0 + "\n" }.joined(), to: run.historyPath)
  }
}

extension EpochReport {
  /// `{"event":"epoch","epoch":1,"loss":...,...,"seconds":...}`
  public var json: JSONValue {
    .object(
      [("event", .string("epoch")), ("epoch", .integer(epoch))] + values.map { ($0.name, .number($0.value)) }
        + [("seconds", .number(seconds))])
  }
}

/// `{"event":"test","loss":...,...}`
public func figuresObject(_ event: String, _ values: [(name: String, value: Double)]) -> JSONValue {
  .object([("event", .string(event))] + values.map { ($0.name, .number($0.value)) })
}
