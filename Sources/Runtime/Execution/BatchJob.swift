// One batch as a job for the team: what phases and items mean in terms of groups, row blocks and chunks of tiles.

import CKernels
import ExecutionPlan

/// What the workers read while a batch runs. It changes only between runs.
@unsafe struct BatchContext {
  var steps: UnsafeMutablePointer<lf_step>?
  var groups: UnsafeMutablePointer<BoundGroup>?
  var phases: UnsafeMutablePointer<BoundPhase>?
  var phaseCount = 0
  var rowBlock = 16
  var frame: UnsafeMutablePointer<lf_frame>
  var kernels: UnsafePointer<lf_kernel?>
  /// Worker `i`'s own memory begins at `workers + i * workerStride`, its scratch `scratchOffset` bytes further.
  var workers: UnsafeMutableRawPointer
  var workerStride: Int
  var scratchOffset: Int
  /// Whether a non-finite loss ends the run before the next phase.
  var stopsOnNonFinite = false
  /// The phase before which a run ended, nil for a run that went to its end.
  var stoppedBefore: Int?
  /// Where each step's duration is added up, worker by worker `tickStride` apart; nil where nobody asks (StepClock).
  var ticks: UnsafeMutablePointer<UInt64>?
  var tickStride = 0

  /// Runs `count` steps of a rows group, from step `first`, on a block of rows.
  func runRows(_ first: Int, count: Int, begin: Int, end: Int, worker: Int) {
    guard let steps = unsafe steps else { return }
    let own = unsafe workers + worker * workerStride
    var block = unsafe block(begin: begin, end: end, own: own)
    let memory = unsafe own.assumingMemoryBound(to: CChar.self)
    if let ticks = unsafe ticks {
      let ownTicks = unsafe ticks + worker * tickStride + first
      unsafe lf_run_rows_timed(steps + first, Int64(count), kernels, &block, memory, ownTicks)
    } else {
      unsafe lf_run_rows(steps + first, Int64(count), kernels, &block, memory)
    }
  }

  /// Runs tiles of a step.
  func runTiles(_ step: Int, begin: Int, end: Int, worker: Int) {
    guard let steps = unsafe steps else { return }
    var block = unsafe block(begin: begin, end: end, own: workers + worker * workerStride)
    if let ticks = unsafe ticks {
      unsafe lf_run_tiles_timed(steps + step, kernels, &block, ticks + worker * tickStride + step)
    } else {
      unsafe lf_run_tiles(steps + step, kernels, &block)
    }
  }

  private func block(begin: Int, end: Int, own: UnsafeMutableRawPointer) -> lf_block {
    unsafe lf_block(
      begin: Int64(begin), end: Int64(end), frame: UnsafePointer(frame),
      scratch: (own + scratchOffset).assumingMemoryBound(to: Float.self))
  }
}

/// The job: a pointer to the context, so that a run copies nothing and counts no references.
///
/// Sendable because the context is constant while workers read it; kernels write to disjoint parts of the memories.
@safe struct BatchJob: TeamJob, @unchecked Sendable {
  let context: UnsafeMutablePointer<BatchContext>

  func itemCount(phase: Int) -> Int? {
    guard unsafe phase < context.pointee.phaseCount, let phases = unsafe context.pointee.phases else { return nil }
    if unsafe phase > 0 && context.pointee.stopsOnNonFinite && context.pointee.frame.pointee.non_finite.pointee != 0 {
      unsafe context.pointee.stoppedBefore = phase
      return nil
    }
    let rows = unsafe Int(context.pointee.frame.pointee.rows)
    let rowBlock = unsafe context.pointee.rowBlock
    let bound = unsafe phases[phase]
    var items = 0
    for index in bound.firstGroup..<bound.firstGroup + bound.groupCount {
      guard let groups = unsafe context.pointee.groups else { break }
      items += unsafe groups[index].items(rows: rows, rowBlock: rowBlock)
    }
    return items
  }

  func run(item: Int, phase: Int, worker: Int) {
    guard let phases = unsafe context.pointee.phases, let groups = unsafe context.pointee.groups else { return }
    let rows = unsafe Int(context.pointee.frame.pointee.rows)
    let rowBlock = unsafe context.pointee.rowBlock
    let bound = unsafe phases[phase]
    var item = item
    for index in bound.firstGroup..<bound.firstGroup + bound.groupCount {
      let group = unsafe groups[index]
      let items = group.items(rows: rows, rowBlock: rowBlock)
      if item < items {
        run(group, item: item, rows: rows, worker: worker)
        return
      }
      item -= items
    }
  }

  private func run(_ group: BoundGroup, item: Int, rows: Int, worker: Int) {
    switch group.domain {
    case .rows:
      let begin = unsafe item * context.pointee.rowBlock
      let end = unsafe min(begin + context.pointee.rowBlock, rows)
      unsafe context.pointee.runRows(group.firstStep, count: group.stepCount, begin: begin, end: end, worker: worker)
    case .tiles:
      let begin = item * group.chunk
      let end = min(begin + group.chunk, group.tiles)
      unsafe context.pointee.runTiles(group.firstStep, begin: begin, end: end, worker: worker)
    case .once:
      for index in 0..<group.stepCount {
        unsafe context.pointee.runTiles(group.firstStep + index, begin: 0, end: 1, worker: worker)
      }
    }
  }
}
