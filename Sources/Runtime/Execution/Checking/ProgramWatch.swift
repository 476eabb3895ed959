// What a checked run expects of a program: which bytes are dead at a time, which a step may write, and which it must.
//
// Whether a buffer is alive comes from the plan's lifetimes: they are the claim that is put to the test. A buffer that is
// written for the first time is dead until then.

import ExecutionPlan

/// A placed buffer with the first time at which a step touches it.
private struct WatchedBuffer {
  var bytes: Range<Int>
  var firstUse: Int
  var lastUse: Int
}

/// An operand that a step writes.
struct WatchedOutput {
  var step: Int
  var role: String
  var operand: Operand
  /// Bytes of a row that the kernel must write: up to the last lane of 16 that has an element. 0 where rows do not count.
  var rowBytesWritten: Int
  /// The part of the memory that is the operand's to write: what lies within its buffer.
  var bounds: Range<Int>

  /// The bytes that may be written for rows [begin, end) of the operand, counted from its own first row.
  func permitted(rows: Range<Int>) -> Range<Int> {
    guard rowBytesWritten > 0 else { return bounds }
    let begin = operand.offset + rows.lowerBound * operand.rowBytes
    return (begin..<begin + rows.count * operand.rowBytes).clamped(to: bounds)
  }

  /// The bytes that must have been written, a range a row.
  func required(rows: Range<Int>) -> [Range<Int>] {
    guard rowBytesWritten > 0 else { return [bounds] }
    return rows.map { row in
      let begin = operand.offset + row * operand.rowBytes
      return (begin..<begin + rowBytesWritten).clamped(to: bounds)
    }
  }
}

struct ProgramWatch {
  let program: Program
  private let arena: [WatchedBuffer]
  private let worker: [WatchedBuffer]
  private let outputs: [[WatchedOutput]]

  init(_ program: Program) {
    self.program = program
    var phaseOfStep = [Int](repeating: 0, count: program.steps.count)
    for (number, phase) in program.phases.enumerated() {
      for step in phase.groups.flatMap(\.steps) { phaseOfStep[step] = number }
    }
    arena = Self.buffers(program, .arena) { phaseOfStep[$0] }
    worker = Self.buffers(program, .worker) { $0 }
    outputs = program.steps.indices.map { Self.outputs(of: $0, program) }
  }

  /// The arena's bytes that hold nothing when a phase begins.
  func deadArena(phase: Int, byteCount: Int) -> [Range<Int>] { Self.dead(arena, at: phase, byteCount: byteCount) }

  /// Bytes of a worker's memory that hold nothing when a step begins on a block.
  func deadWorker(step: Int, byteCount: Int) -> [Range<Int>] { Self.dead(worker, at: step, byteCount: byteCount) }

  /// What a step writes in some memory.
  func outputs(of step: Int, in space: MemorySpace) -> [WatchedOutput] {
    outputs[step].filter { $0.operand.space == space }
  }

  /// What the steps of a phase write in some memory.
  func outputs(ofPhase phase: Int, in space: MemorySpace) -> [WatchedOutput] {
    program.phases[phase].groups.flatMap(\.steps).flatMap { outputs(of: $0, in: space) }
  }

  /// Names of the buffers that are alive at a time, with their bytes.
  func living(_ space: MemorySpace, at time: Int) -> [(name: String, bytes: Range<Int>)] {
    let layout = space == .worker ? program.worker : program.arena
    return layout.buffers.filter { $0.lifetime.contains(time) }.map { buffer in
      (buffer.name, buffer.bytes)
    }
  }

  private static func dead(_ buffers: [WatchedBuffer], at time: Int, byteCount: Int) -> [Range<Int>] {
    gaps(
      between: buffers.filter { $0.firstUse < time && time <= $0.lastUse }.map(\.bytes), in: 0..<byteCount)
  }

  private static func buffers(
    _ program: Program, _ space: MemorySpace, time: (Int) -> Int
  ) -> [WatchedBuffer] {
    let layout = space == .worker ? program.worker : program.arena
    var firstUse: [Int: Int] = [:]
    for (index, step) in program.steps.enumerated() {
      for case let operand? in step.operands where operand.space == space {
        firstUse[operand.buffer] = min(firstUse[operand.buffer] ?? .max, time(index))
      }
    }
    return layout.buffers.enumerated().map { index, buffer in
      WatchedBuffer(
        bytes: buffer.bytes,
        firstUse: max(firstUse[index] ?? 0, buffer.lifetime.lowerBound), lastUse: buffer.lifetime.upperBound)
    }
  }

  private static func outputs(of index: Int, _ program: Program) -> [WatchedOutput] {
    let step = program.steps[index]
    let hasRows = step.kernel.domain == .rows
    return zip(step.kernel.operands, step.operands).compactMap { role, operand in
      guard role.access != .read, let operand else { return nil }
      let layout = operand.space == .worker ? program.worker : program.arena
      var bounds = operand.offset..<operand.offset + operand.byteCount
      if operand.space == .arena || operand.space == .worker, layout.buffers.indices.contains(operand.buffer) {
        let buffer = layout.buffers[operand.buffer]
        bounds = bounds.clamped(to: buffer.bytes)
      }
      let lanes = (step.rowElements + 15) / 16 * 64
      return WatchedOutput(
        step: index, role: role.name, operand: operand,
        rowBytesWritten: hasRows ? min(lanes, operand.rowBytes) : 0, bounds: bounds)
    }
  }
}
