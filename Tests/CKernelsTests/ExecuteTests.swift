// lf_run_rows and lf_run_tiles: where a step finds its operands.

import CKernels
import ExecutionPlan
import Testing

@Suite struct ExecuteTests {
  /// Two steps over 6 rows of 16 floats: y = x + bias into the worker's own memory, z = y + x into shared memory.
  @Test(arguments: InstructionSet.supported)
  func `a worker's rows begin at the block, shared rows at the batch`(instructionSet: InstructionSet) throws {
    let kernels = try unsafe #require(unsafe lf_kernels(instructionSet.isa))
    let x = Buffer.matrix((0..<96).map { Float($0) }, features: 16)
    let bias = Buffer.flat([Float](repeating: 1000, count: 16))
    let z = Buffer.matrix(rows: 6, features: 16)
    let worker = Buffer.flat([Float](repeating: .nan, count: 64))
    let workerOffset = 64

    var first = lf_step()
    first.kernel = Kernel.addBias.rawValue
    first.worker_operands = 0b100
    unsafe first.call.operand.0 = x.pointer
    unsafe first.call.operand.1 = bias.pointer
    unsafe first.call.operand.2 = UnsafeMutableRawPointer(bitPattern: workerOffset)
    first.call.row_bytes.0 = 64
    first.call.row_bytes.2 = 64
    first.call.size.0 = 1
    first.call.size.1 = 16
    var second = lf_step()
    second.kernel = Kernel.add.rawValue
    second.worker_operands = 0b001
    unsafe second.call.operand.0 = UnsafeMutableRawPointer(bitPattern: workerOffset)
    unsafe second.call.operand.1 = x.pointer
    unsafe second.call.operand.2 = z.pointer
    second.call.row_bytes = (64, 64, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    second.call.size.0 = 16

    var frame = unsafe lf_frame()
    unsafe frame.rows = 6
    unsafe withUnsafePointer(to: &frame) { frame in
      for rows in [0..<3, 3..<6] as [Range<Int64>] {
        var block = unsafe lf_block(begin: rows.lowerBound, end: rows.upperBound, frame: frame, scratch: nil)
        unsafe lf_run_rows(
          [first, second], 2, kernels, &block, worker.pointer.assumingMemoryBound(to: CChar.self))
      }
    }
    #expect(z.values == (0..<96).map { 2 * Float($0) + 1000 })
    let own: [Float] = worker.elements(count: 64)
    #expect(own[0..<16].allSatisfy { $0.isNaN }, "below the offset")
    #expect(own[16..<64] == (48..<96).map { Float($0) + 1000 }[...], "the last block's rows")
    #expect(worker.guardIsIntact)
  }

  @Test(arguments: InstructionSet.supported)
  func `an absent operand stays absent in a later block`(instructionSet: InstructionSet) throws {
    let kernels = try unsafe #require(unsafe lf_kernels(instructionSet.isa))
    let x = Buffer.matrix([1, 2, 3, 4], features: 1)
    let weights = Buffer.flat(Matrix(inputs: 1, outputs: 1, values: [2]).panels)
    let y = Buffer.matrix(rows: 4, features: 1)
    var step = lf_step()
    step.kernel = Kernel.dense.rawValue
    unsafe step.call.operand.0 = x.pointer
    unsafe step.call.operand.1 = weights.pointer
    unsafe step.call.operand.3 = y.pointer
    step.call.row_bytes = (64, 0, 64, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    step.call.size = (1, 1, 1, 0, 0, 0, 0, 0)
    var frame = unsafe lf_frame()
    unsafe frame.rows = 4
    unsafe withUnsafePointer(to: &frame) { frame in
      for rows in [0..<2, 2..<4] as [Range<Int64>] {
        var block = unsafe lf_block(begin: rows.lowerBound, end: rows.upperBound, frame: frame, scratch: nil)
        unsafe lf_run_rows(&step, 1, kernels, &block, nil)
      }
    }
    #expect(y.values == [2, 4, 6, 8])
  }

  @Test(arguments: InstructionSet.supported)
  func `a tiles step sees the whole batch`(instructionSet: InstructionSet) throws {
    let kernels = try unsafe #require(unsafe lf_kernels(instructionSet.isa))
    let dy = Buffer.matrix((0..<34).map { Float($0) }, features: 17)
    let gradient = Buffer.flat([Float](repeating: .nan, count: 32))
    let scratch = Buffer.flat([Float](repeating: .nan, count: Int(LF_SCRATCH_FLOATS)))
    var step = lf_step()
    step.kernel = Kernel.biasGradient.rawValue
    unsafe step.call.operand.0 = dy.pointer
    unsafe step.call.operand.1 = gradient.pointer
    step.call.row_bytes.0 = Int64(dy.rowBytes)
    step.call.size = (1, 17, 0, 0, 0, 0, 0, 0)
    var frame = unsafe lf_frame()
    unsafe frame.rows = 2
    unsafe withUnsafePointer(to: &frame) { frame in
      var block = unsafe lf_block(
        begin: 1, end: 2, frame: frame, scratch: scratch.pointer.assumingMemoryBound(to: Float.self))
      unsafe lf_run_tiles(&step, kernels, &block)
    }
    #expect(gradient.values[..<16].allSatisfy { $0.isNaN }, "tile 0 was not asked for")
    #expect(gradient.values[16] == 16 + 33)
  }
}
