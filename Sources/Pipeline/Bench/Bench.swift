// From a spec to times: compile, take the training rows (or random ones), measure the machine's peak, run steps under the
// clock. Nothing is saved; the weights go with the model.

import Diagnostics
import ExecutionPlan
import LoftingRuntime

public struct BenchOptions: Sendable {
  /// About how long training steps run without step clocks; the rest of the bench takes about as long again.
  public var seconds: Double
  /// nil for what `InstructionSet.selected()` says.
  public var instructionSet: InstructionSet?

  public init(seconds: Double = 1, instructionSet: InstructionSet? = nil) {
    self.seconds = seconds
    self.instructionSet = instructionSet
  }
}

/// What a bench found.
public struct BenchReport: Sendable {
  public var compiled: CompiledSpec
  public var peak: MachinePeak
  public var trainingRows: Int
  /// Whether the rows are random, because the spec's data was not to be had.
  public var isSynthetic: Bool
  /// Training, then evaluation.
  public var timings: [ProgramTiming]
}

/// Times a spec's training step and its evaluation on its training rows.
///
/// - Throws: `SpecFailure` for what is wrong with the spec, `Failure` where memory is short, the instruction set cannot
///   be had, or the loss is not finite from the start.
public func bench(_ request: CompileRequest, _ options: BenchOptions) throws -> BenchReport {
  let instructionSet = if let set = options.instructionSet { set } else { try InstructionSet.selected() }
  let subject = try BenchSubject(request, instructionSet)
  let threads = subject.model.workers
  let peak = try measurePeak(instructionSet: instructionSet, threads: threads)
  var timer = try BatchTimer(subject.model, data: subject.data)
  let timings = [
    try timer.time(.training, seconds: options.seconds), try timer.time(.evaluation, seconds: options.seconds / 4),
  ]
  return BenchReport(
    compiled: subject.compiled, peak: peak, trainingRows: subject.data.rows.count, isSynthetic: subject.isSynthetic,
    timings: timings)
}

/// A model with rows to train on.
private struct BenchSubject {
  let compiled: CompiledSpec
  let model: Model
  let data: RuntimeData
  let isSynthetic: Bool

  init(_ request: CompileRequest, _ instructionSet: InstructionSet) throws {
    do {
      let session = try Session(compile(request, data: .rows), instructionSet: instructionSet)
      guard let training = session.splits[.training] else {
        throw Failure(
          .noTrainingRows, "there are no training rows", help: "leave rows for training in the data section")
      }
      (compiled, model, data, isSynthetic) = (session.compiled, session.model, training, false)
    } catch let failure as SpecFailure {
      // Where the shapes are known without the rows, random rows will do; anything else that is wrong is wrong again.
      guard failure.diagnostics.sorted.contains(where: { $0.code == .dataNotFound }) else { throw failure }
      compiled = try compile(request, data: .summary)
      let rows = try SyntheticRows(compiled.plan.input, rows: compiled.summary.trainingRows)
      model = try Model(
        plan: compiled.plan, configuration: compiled.compilation.configuration, workers: compiled.threads,
        instructionSet: instructionSet)
      try model.bindConstants(statistics: rows.statistics, classCounts: rows.classCounts)
      data = try rows.data()
      isSynthetic = true
    }
  }
}
