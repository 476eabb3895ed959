// One batch of a program, checked where that is asked for.

import Diagnostics
import ExecutionPlan

extension Model {
  /// From now on every batch runs checked: slowly, on one thread, with the same results, and with a failure `R130` for
  /// every stray write and every value that comes of memory which holds nothing. Plans whose buffers have guard bytes
  /// between them show more.
  /// - Throws: `R102` where there is no room for a copy of the model's memory.
  public func checkPlan() throws(Failure) {
    checker = try PlanChecker(plan, memoryMap, executor)
  }

  /// What has been checked since `checkPlan`, nil without it.
  public var planCheckSummary: PlanCheckSummary? { checker?.summary }

  /// Runs one batch.
  /// - Parameters:
  ///   - rows: [count] row numbers in the bound data.
  ///   - stopsOnNonFinite: whether a non-finite loss leaves the remaining phases undone.
  /// - Throws: `R130` in a checked run.
  func run(
    _ program: borrowing BoundProgram, as name: ProgramName, rows: UnsafePointer<UInt32>, count: Int,
    stopsOnNonFinite: Bool
  ) throws(Failure) -> BatchOutcome {
    guard let checker else {
      return unsafe executor.run(
        program, rows: rows, count: count, seed: seed, step: optimizerSteps, stopsOnNonFinite: stopsOnNonFinite)
    }
    unsafe executor.prepare(
      program, rows: rows, count: count, seed: seed, step: optimizerSteps, stopsOnNonFinite: stopsOnNonFinite)
    return try checker.run(name, program, stopsOnNonFinite: stopsOnNonFinite)
  }
}
