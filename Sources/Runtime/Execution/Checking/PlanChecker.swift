// A checked run of a plan (`lofting train --check-plan`): slow, and bit for bit the run that it checks.
//
// Everything that holds nothing is filled with poison: the arena before each phase, a worker's memory before each step,
// the gaps of the parameter memory. Then the work runs on the calling thread, phase after phase, rows block by block and
// step by step, and afterwards
//   - bytes that no step of it writes must be what they were, so a stray write is found and its place named;
//   - bytes that a step must write must bear no mark of poison, so an unwritten output and a read of dead memory are, too.
// Rows kernels own all lanes of their rows: lanes beyond the last feature must be written up to a multiple of 16, since
// readers may rely on finite values there (lofting_kernels.h).

import CKernels
import Diagnostics
import ExecutionPlan

/// Which of a plan's programs.
public enum ProgramName: String, Sendable, CaseIterable {
  case training, evaluation, prediction
}

/// What a checked run has looked at.
public struct PlanCheckSummary: Sendable, Hashable {
  public var batches = 0
  /// Bytes that were compared with what they had been, or searched for poison.
  public var bytes = 0
}

@safe final class PlanChecker {
  private(set) var summary = PlanCheckSummary()
  private let watches: [ProgramName: ProgramWatch]
  private let executor: Executor
  /// Parameters, constants and sums, which have no phases.
  private let arena: WatchedMemory
  private let parameters: WatchedMemory
  private let constants: WatchedMemory
  private let sums: WatchedMemory
  private let workers: [WatchedMemory]
  /// The gaps between parameters, their states and copies.
  private let parameterGaps: [Range<Int>]

  /// Takes as much memory again as the model has.
  init(_ plan: Plan, _ memory: MemoryMap, _ executor: Executor) throws(Failure) {
    self.executor = executor
    watches = [
      .training: ProgramWatch(plan.training), .evaluation: ProgramWatch(plan.evaluation),
      .prediction: ProgramWatch(plan.prediction),
    ]
    arena = try WatchedMemory("the arena", memory.arena, salt: 0)
    parameters = try WatchedMemory("the parameter memory", memory.parameters, salt: 1)
    constants = try WatchedMemory("the constants", memory.constants, salt: 2)
    sums = try WatchedMemory("the sums", memory.sums, salt: 3)
    var workers: [WatchedMemory] = []
    for worker in 0..<executor.workers {
      let base = unsafe executor.context.pointee.workers + worker * executor.context.pointee.workerStride
      workers.append(
        try WatchedMemory(
          "worker \(worker)'s memory", unsafe MemoryRegion(base: base, byteCount: memory.workerBytes),
          salt: 4 + worker))
    }
    self.workers = workers
    let held = plan.parameters.flatMap { parameter -> [Range<Int>] in
      let panels = ([parameter.offset] + parameter.states.map(\.offset)).map { $0..<$0 + parameter.byteCount }
      let copy = ParameterLayout.panelBytes(inputs: parameter.outputs, outputs: parameter.inputs)
      return panels + [parameter.transposedOffset].compactMap { $0 }.map { $0..<$0 + copy }
    }
    parameterGaps = gaps(between: held, in: 0..<memory.parameters.byteCount)
  }

  /// Runs the batch that the executor is prepared for.
  /// - Throws: `R130` for a stray write, an output that was not written, a value from dead memory.
  func run(_ name: ProgramName, _ bound: borrowing BoundProgram, stopsOnNonFinite: Bool) throws(Failure) -> BatchOutcome
  {
    guard let watch = watches[name] else { return .complete }
    summary.batches += 1
    for phase in watch.program.phases.indices {
      if phase > 0, stopsOnNonFinite, executor.sawNonFinite { return .stopped(beforePhase: phase) }
      try run(phase, of: name, watch, bound)
    }
    let isStopped = stopsOnNonFinite && executor.sawNonFinite
    return isStopped ? .stopped(beforePhase: watch.program.phases.count) : .complete
  }

  private func run(
    _ phase: Int, of name: ProgramName, _ watch: ProgramWatch, _ bound: borrowing BoundProgram
  ) throws(Failure) {
    let rows = unsafe Int(executor.context.pointee.frame.pointee.rows)
    let place = CheckedPlace(program: name, phase: phase, step: nil, watch: watch)
    arena.poison(watch.deadArena(phase: phase, byteCount: arena.region.byteCount))
    parameters.poison(parameterGaps)
    for worker in workers { worker.poison([0..<worker.region.byteCount]) }
    for memory in [arena, parameters, constants, sums] + workers { memory.remember() }

    let firstGroup = unsafe bound.phases[phase].firstGroup
    for (index, group) in watch.program.phases[phase].groups.enumerated() {
      switch group.domain {
      case .rows:
        try runRows(group, rows: rows, place)
        for worker in workers { worker.remember() }
      case .tiles, .once: unsafe runTiles(bound.groups[firstGroup + index])
      }
    }

    for (memory, space) in [
      (arena, MemorySpace.arena), (parameters, .parameters), (constants, .constants), (sums, .sums),
    ] {
      let outputs = watch.outputs(ofPhase: phase, in: space)
      try check(memory, space, outputs, rows: 0..<rows, place)
    }
    for worker in workers { try check(worker, .worker, [], rows: 0..<0, place) }
  }

  /// Block by block on the workers in turn, step by step.
  private func runRows(_ group: WorkGroup, rows: Int, _ place: CheckedPlace) throws(Failure) {
    let watch = place.watch
    for (item, begin) in stride(from: 0, to: rows, by: watch.program.rowBlock).enumerated() {
      let end = min(begin + watch.program.rowBlock, rows)
      let worker = workers[item % workers.count]
      for step in group.steps {
        worker.poison(watch.deadWorker(step: step, byteCount: worker.region.byteCount))
        worker.remember()
        unsafe executor.context.pointee.runRows(
          step, count: 1, begin: begin, end: end, worker: item % workers.count)
        var own = place
        own.step = step
        try check(worker, .worker, watch.outputs(of: step, in: .worker), rows: 0..<end - begin, own)
      }
      // Another block finds nothing of this one.
      worker.poison([0..<worker.region.byteCount])
    }
  }

  private func runTiles(_ group: BoundGroup) {
    for item in 0..<group.items(rows: 0, rowBlock: 1) {
      let begin = item * group.chunk
      let end = min(begin + group.chunk, group.tiles)
      for step in group.firstStep..<group.firstStep + group.stepCount {
        unsafe executor.context.pointee.runTiles(step, begin: begin, end: end, worker: item % workers.count)
      }
    }
  }

  /// What was written, and only that.
  private func check(
    _ memory: WatchedMemory, _ space: MemorySpace, _ outputs: [WatchedOutput], rows: Range<Int>, _ place: CheckedPlace
  ) throws(Failure) {
    let permitted = outputs.map { $0.permitted(rows: rows) }
    if let change = memory.firstChange(outside: permitted, checkedBytes: &summary.bytes) {
      throw place.strayWrite(change, in: memory.name, space, outputs)
    }
    for output in outputs {
      for range in output.required(rows: rows) {
        summary.bytes += range.count
        guard let mark = unsafe Poison.firstMark(in: range, of: memory.region.base) else { continue }
        throw place.poisoned(output, at: mark)
      }
    }
  }
}
