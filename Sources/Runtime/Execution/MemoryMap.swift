// Where a plan's memories stand: the binder turns (space, offset) into addresses with it, after checking that every
// operand lies inside its memory, so that a damaged plan is a failure and never a stray write.

import Diagnostics
import ExecutionPlan

/// One memory: where it begins and how long it is.
@safe struct MemoryRegion {
  let base: UnsafeMutableRawPointer
  let byteCount: Int
}

/// The memories whose place is known when a program is bound. The data's comes later, with each split.
struct MemoryMap {
  var arena: MemoryRegion
  var parameters: MemoryRegion
  var constants: MemoryRegion
  var sums: MemoryRegion
  /// Bytes of each worker's own memory.
  var workerBytes: Int

  /// An operand's address, as `lf_step` has it: for a worker's own an offset, for data an offset until it is bound.
  func address(of operand: Operand, step: Step) throws(Failure) -> UInt {
    let region: MemoryRegion? =
      switch operand.space {
      case .arena: arena
      case .parameters: parameters
      case .constants: constants
      case .sums: sums
      case .worker, .data, .target: nil
      }
    let limit: Int? =
      switch operand.space {
      case .arena, .parameters, .constants, .sums: region?.byteCount
      case .worker: workerBytes
      case .data, .target: nil
      }
    let (end, overflows) = operand.offset.addingReportingOverflow(operand.byteCount)
    guard operand.offset >= 0, operand.byteCount >= 0, operand.rowBytes >= 0, !overflows, end <= limit ?? end else {
      throw Failure(
        .planMismatch,
        "step `\(step.text)` reaches byte \(end) of its \(operand.space) memory of \(limit ?? 0) bytes",
        help: "compile the plan again: this one is damaged")
    }
    guard let region else { return UInt(operand.offset) }
    return unsafe UInt(bitPattern: region.base + operand.offset)
  }
}
