// Finds where a loss stopped being finite: the batch again, one step after the other on the calling thread, and after
// each step a look at what it wrote. Steps that change parameters or sums are left out, so a replay leaves the model as
// it is; random steps draw the same numbers again, since those depend on seed and step alone.

import CKernels
import ExecutionPlan

struct NonFiniteReplay {
  let model: Model

  /// The index of the first step of the training program whose output has a NaN or an infinity. The frame still holds the
  /// batch that failed.
  /// - Parameter phases: how many of the program's phases had run.
  func firstStep(phases: Int) -> Int? {
    let program = model.plan.training
    for phase in program.phases.prefix(phases) {
      for group in phase.groups {
        let found =
          switch group.domain {
          case .rows: replayRows(group, program)
          case .tiles, .once: replayTiles(group, program)
          }
        if let found { return found }
      }
    }
    return nil
  }

  /// Block by block, since blocks share a worker's memory; a later block can only bring an earlier step to light.
  private func replayRows(_ group: WorkGroup, _ program: Program) -> Int? {
    let rows = unsafe Int(model.executor.context.pointee.frame.pointee.rows)
    var limit = group.steps.upperBound
    var found: Int?
    for begin in stride(from: 0, to: rows, by: program.rowBlock) {
      let end = min(begin + program.rowBlock, rows)
      for index in group.steps.lowerBound..<limit {
        unsafe model.executor.context.pointee.runRows(index, count: 1, begin: begin, end: end, worker: 0)
        let step = program.steps[index]
        let isFinite = outputs(of: step).allSatisfy { operand in
          (begin..<end).allSatisfy { row in isFiniteRow(operand, elements: step.rowElements, row: row, firstRow: begin)
          }
        }
        if !isFinite {
          (found, limit) = (index, index)
          break
        }
      }
    }
    return found
  }

  private func replayTiles(_ group: WorkGroup, _ program: Program) -> Int? {
    for index in group.steps {
      let step = program.steps[index]
      guard !changesModel(step) else { continue }
      unsafe model.executor.context.pointee.runTiles(index, begin: 0, end: max(group.items, 1), worker: 0)
      let isFinite = outputs(of: step).allSatisfy { operand in
        guard operand.space == .arena else { return true }
        let start = unsafe model.arena.base + operand.offset
        return writesDoubles(step.kernel)
          ? unsafe areFinite(start, count: operand.byteCount / 8, of: Double.self)
          : unsafe areFinite(start, count: operand.byteCount / 4, of: Float.self)
      }
      if !isFinite { return index }
    }
    return nil
  }

  private func outputs(of step: Step) -> [Operand] {
    zip(step.kernel.operands, step.operands).compactMap { role, operand in role.access == .read ? nil : operand }
  }

  private func changesModel(_ step: Step) -> Bool {
    outputs(of: step).contains { $0.space == .parameters || $0.space == .sums }
  }

  /// Kernels whose output is one double; all others write floats.
  private func writesDoubles(_ kernel: Kernel) -> Bool {
    kernel == .squaredNorm || kernel == .penalty || kernel == .addScalars
  }

  private func isFiniteRow(_ operand: Operand, elements: Int, row: Int, firstRow: Int) -> Bool {
    // Beyond the last lane of 16 a row's stride may hold a line that nobody writes.
    let count = min(operand.rowBytes / 4, (elements + 15) / 16 * 16)
    let context = unsafe model.executor.context
    return switch operand.space {
    case .arena:
      unsafe areFinite(model.arena.base + operand.offset + row * operand.rowBytes, count: count, of: Float.self)
    case .worker:
      unsafe areFinite(
        context.pointee.workers + operand.offset + (row - firstRow) * operand.rowBytes, count: count, of: Float.self)
    case .parameters, .constants, .sums, .data, .target: true
    }
  }

  private func areFinite<Number: BinaryFloatingPoint & BitwiseCopyable>(
    _ start: UnsafeRawPointer, count: Int, of type: Number.Type
  ) -> Bool {
    for index in 0..<count {
      let value = unsafe start.loadUnaligned(fromByteOffset: MemoryLayout<Number>.stride * index, as: type)
      if !value.isFinite { return false }
    }
    return true
  }
}
