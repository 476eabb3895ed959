// A plan's step as the kernels take it: `lf_step` with every address in place.

import CKernels
import Diagnostics
import ExecutionPlan

extension lf_step {
  /// Translates a step. Operands in the data stay offsets until `setOperand`.
  init(_ step: Step, memory: MemoryMap) throws(Failure) {
    self.init()
    try Self.checkCounts(step)
    kernel = step.kernel.rawValue
    joins_previous = step.joinsPrevious
    for (index, operand) in step.operands.enumerated() {
      guard let operand else { continue }
      setOperand(index, address: try memory.address(of: operand, step: step))
      unsafe withUnsafeMutableBytes(of: &call.row_bytes) { bytes in
        unsafe bytes.storeBytes(of: Int64(operand.rowBytes), toByteOffset: 8 * index, as: Int64.self)
      }
      if operand.space == .worker { worker_operands |= 1 << UInt16(index) }
    }
    unsafe withUnsafeMutableBytes(of: &call.size) { bytes in
      for (index, size) in step.sizes.enumerated() {
        unsafe bytes.storeBytes(of: Int64(size), toByteOffset: 8 * index, as: Int64.self)
      }
    }
    unsafe withUnsafeMutableBytes(of: &call.real) { bytes in
      for (index, real) in step.reals.enumerated() {
        unsafe bytes.storeBytes(of: real, toByteOffset: 4 * index, as: Float.self)
      }
    }
    unsafe withUnsafeMutableBytes(of: &call.slot) { bytes in
      for (index, slot) in step.slots.enumerated() {
        unsafe bytes.storeBytes(of: Int32(truncatingIfNeeded: slot), toByteOffset: 4 * index, as: Int32.self)
      }
    }
  }

  /// Sets an operand's address, or its offset where it is the worker's own.
  mutating func setOperand(_ index: Int, address: UInt) {
    unsafe withUnsafeMutableBytes(of: &call.operand) { bytes in
      unsafe bytes.storeBytes(of: address, toByteOffset: MemoryLayout<UInt>.stride * index, as: UInt.self)
    }
  }

  private static func checkCounts(_ step: Step) throws(Failure) {
    let counts = [
      (step.operands.count, LF_MAX_OPERANDS), (step.sizes.count, LF_MAX_SIZES), (step.reals.count, LF_MAX_REALS),
      (step.slots.count, LF_MAX_SLOTS),
    ]
    for (count, limit) in counts where count > Int(limit) {
      throw Failure(
        .planMismatch, "step `\(step.text)` has \(count) operands, sizes, reals or slots; a kernel takes \(limit)",
        help: "compile the plan again: this one is damaged")
    }
  }
}
