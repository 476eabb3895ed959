// One optimizer step: what the trainer repeats, and what `lofting bench` times.

import CKernels
import Diagnostics
import ExecutionPlan

extension Model {
  /// Prepares the update rule and runs the training program, which is bound to its data, on `count` rows. A complete step
  /// counts; one that a non-finite loss stopped does not.
  /// - Parameter rows: [count] row numbers in the bound data.
  /// - Throws: what a checked run finds wrong with the plan.
  func runTrainingStep(_ rows: UnsafePointer<UInt32>, count: Int) throws(Failure) -> BatchOutcome {
    if let optimizer = plan.optimizer {
      unsafe optimizerSlots.withUnsafeBufferPointer { slots in
        unsafe lf_prepare_update(
          Int32(optimizer.rule.rawValue), scalars.baseAddress, slots.baseAddress, optimizerSteps + 1)
      }
    }
    let outcome = try unsafe run(training, as: .training, rows: rows, count: count, stopsOnNonFinite: true)
    if outcome == .complete { optimizerSteps += 1 }
    return outcome
  }
}
