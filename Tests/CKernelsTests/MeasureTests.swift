// The peak loops and the timed variants: what they count, and that the clock changes nothing.

import CKernels
import ExecutionPlan
import Testing

@Suite struct MeasureTests {
  @Test(arguments: InstructionSet.supported)
  func `the peak loop counts lanes, chains and both halves of a multiply-add`(instructionSet: InstructionSet) {
    let perIteration: Int64 =
      switch instructionSet {
      case .avx512: 2 * 24 * 16
      case .avx2: 2 * 12 * 8
      case .neon: 2 * 24 * 4
      case .baseline: 12 * 4
      }
    #expect(lf_peak(instructionSet.isa, 1) == perIteration)
    #expect(lf_peak(instructionSet.isa, 1000) == 1000 * perIteration)
    #expect(lf_peak(instructionSet.isa, 0) == 0)
  }

  @Test(arguments: InstructionSet.allCases.filter { !InstructionSet.supported.contains($0) })
  func `what is not supported does nothing`(instructionSet: InstructionSet) {
    let memory = Buffer.flat([Float](repeating: 1, count: 64))
    #expect(lf_peak(instructionSet.isa, 1000) == 0)
    #expect(unsafe lf_read_memory(instructionSet.isa, memory.pointer, 256) == 0)
  }

  @Test(arguments: InstructionSet.supported)
  func `memory is read in whole blocks`(instructionSet: InstructionSet) {
    let memory = Buffer.flat([Float](repeating: 1, count: 256))
    #expect(unsafe lf_read_memory(instructionSet.isa, memory.pointer, 1024) == 1024)
    #expect(unsafe lf_read_memory(instructionSet.isa, memory.pointer, 1023) == 768)
    #expect(unsafe lf_read_memory(instructionSet.isa, memory.pointer, 0) == 0)
  }

  /// y = a + b on 6 rows, then z = y + b, in two blocks; again and again, since a counter may tick slowly.
  @Test(arguments: InstructionSet.supported)
  func `timed rows are the same rows, and each step's time goes to its own counter`(
    instructionSet: InstructionSet
  ) throws {
    let kernels = try unsafe #require(unsafe lf_kernels(instructionSet.isa))
    let a = Buffer.matrix((0..<96).map { Float($0) }, features: 16)
    let b = Buffer.matrix((0..<96).map { Float(2 * $0) }, features: 16)
    let (y, z) = (Buffer.matrix(rows: 6, features: 16), Buffer.matrix(rows: 6, features: 16))
    func add(_ x: Buffer, _ y: Buffer, _ z: Buffer) -> lf_step {
      var step = lf_step()
      step.kernel = Kernel.add.rawValue
      unsafe step.call.operand.0 = x.pointer
      unsafe step.call.operand.1 = y.pointer
      unsafe step.call.operand.2 = z.pointer
      (step.call.row_bytes.0, step.call.row_bytes.1, step.call.row_bytes.2) = (64, 64, 64)
      step.call.size.0 = 16
      return step
    }
    let steps = [add(a, b, y), add(y, b, z)]
    var ticks: [UInt64] = [7, 0, 0, 7]
    var frame = unsafe lf_frame()
    unsafe frame.rows = 6
    unsafe withUnsafePointer(to: &frame) { frame in
      for (begin, end) in Array(repeating: [(0, 4), (4, 6)] as [(Int64, Int64)], count: 500).joined() {
        var block = unsafe lf_block(begin: begin, end: end, frame: frame, scratch: nil)
        unsafe ticks.withUnsafeMutableBufferPointer { ticks in
          guard let own = ticks.baseAddress else { return }
          unsafe lf_run_rows_timed(steps, 2, kernels, &block, nil, own + 1)
        }
      }
    }
    #expect(z.values == (0..<96).map { Float(5 * $0) })
    #expect(ticks[0] == 7 && ticks[3] == 7)
    #expect(ticks[1] > 0 && ticks[2] > 0)
  }
}
