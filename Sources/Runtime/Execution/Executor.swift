// Runs bound programs batch by batch on a team of workers. It owns the workers' memory, the frame and the team, and is
// the one place where a batch is started.

import CKernels
import Diagnostics
import ExecutionPlan

/// How a batch ended.
enum BatchOutcome: Equatable {
  case complete
  /// A loss was not finite: the phases from `phase` on did not run.
  case stopped(beforePhase: Int)
}

/// A team with its memory.
@safe final class Executor {
  let workers: Int
  private let memory: AlignedMemory
  private let nonFinite: UnsafeMutablePointer<UInt32>
  private let frame: UnsafeMutablePointer<lf_frame>
  /// Also what the replay after a non-finite loss runs with.
  let context: UnsafeMutablePointer<BatchContext>
  private let team: ThreadTeam<BatchJob>

  /// - Parameters:
  ///   - workerBytes: bytes of each worker's buffers (`Plan.workerMemory`).
  ///   - scalars: the plan's scalar slots, which must outlive the executor.
  init(
    workers: Int, workerBytes: Int, instructionSet: InstructionSet, scalars: UnsafePointer<Double>
  ) throws(Failure) {
    guard let kernels = unsafe lf_kernels(instructionSet.isa) else {
      throw Failure(
        .planMismatch, "this machine does not run \(instructionSet.rawValue) kernels",
        help: "use one of: \(InstructionSet.supported.map(\.rawValue).joined(separator: ", "))")
    }
    guard (1...TeamLimits.workers).contains(workers), workerBytes >= 0, workerBytes < Int.max / 1024 else {
      throw Failure(
        .threadFailure, "\(workers) threads with \(workerBytes) bytes each cannot be set up",
        help: "give --threads a number from 1 to \(TeamLimits.workers)")
    }
    self.workers = workers
    let (stride, scratchOffset) = Self.workerLayout(workerBytes)
    memory = try AlignedMemory(byteCount: workers * stride, purpose: "the workers' buffers")
    unsafe nonFinite = .allocate(capacity: 1)
    unsafe nonFinite.initialize(to: 0)
    unsafe frame = .allocate(capacity: 1)
    unsafe frame.initialize(to: lf_frame())
    unsafe frame.pointee.scalars = scalars
    unsafe frame.pointee.non_finite = nonFinite
    unsafe context = .allocate(capacity: 1)
    unsafe context.initialize(
      to: BatchContext(
        frame: frame, kernels: kernels, workers: memory.base, workerStride: stride, scratchOffset: scratchOffset))
    do { unsafe team = try ThreadTeam(workers: workers, job: BatchJob(context: context)) } catch {
      unsafe Self.free(context, frame, nonFinite)
      throw error
    }
  }

  // The team's threads are idle now and end with it: they look at the context only while a batch runs.
  deinit { unsafe Self.free(context, frame, nonFinite) }

  private static func free(
    _ context: UnsafeMutablePointer<BatchContext>, _ frame: UnsafeMutablePointer<lf_frame>,
    _ nonFinite: UnsafeMutablePointer<UInt32>
  ) {
    unsafe context.deallocate()
    unsafe frame.deallocate()
    unsafe nonFinite.deallocate()
  }

  /// Bytes from one worker's memory to the next one's, and of its buffers before the scratch.
  private static func workerLayout(_ bytes: Int) -> (stride: Int, scratchOffset: Int) {
    let scratchOffset = (bytes + 63) / 64 * 64
    return (scratchOffset + Int(LF_SCRATCH_FLOATS) * MemoryLayout<Float>.stride, scratchOffset)
  }

  /// Bytes that an executor of `workers` takes for `workerBytes` of buffers each.
  static func memoryBytes(workers: Int, workerBytes: Int) -> Int { workers * workerLayout(workerBytes).stride }

  /// Runs one batch.
  /// - Parameters:
  ///   - rows: [count] row numbers in the bound data.
  ///   - count: at most the plan's batch.
  ///   - step: optimizer steps before this one.
  ///   - stopsOnNonFinite: whether a non-finite loss leaves the remaining phases undone.
  func run(
    _ program: borrowing BoundProgram, rows: UnsafePointer<UInt32>, count: Int, seed: UInt64, step: UInt64,
    stopsOnNonFinite: Bool
  ) -> BatchOutcome {
    unsafe prepare(program, rows: rows, count: count, seed: seed, step: step, stopsOnNonFinite: stopsOnNonFinite)
    team.run()
    if let phase = unsafe context.pointee.stoppedBefore { return .stopped(beforePhase: phase) }
    // The last phase may be the one that saw it.
    return stopsOnNonFinite && sawNonFinite ? unsafe .stopped(beforePhase: program.phases.count) : .complete
  }

  /// Whether a loss of the batch at hand was not finite.
  var sawNonFinite: Bool { unsafe nonFinite.pointee != 0 }

  /// Sets the frame and the context for a batch, without running it.
  func prepare(
    _ program: borrowing BoundProgram, rows: UnsafePointer<UInt32>, count: Int, seed: UInt64, step: UInt64,
    stopsOnNonFinite: Bool
  ) {
    unsafe nonFinite.pointee = 0
    unsafe frame.pointee.rows = Int64(count)
    unsafe frame.pointee.row_indices = rows
    unsafe frame.pointee.seed = seed
    unsafe frame.pointee.step = step
    unsafe context.pointee.steps = program.steps.baseAddress
    unsafe context.pointee.groups = program.groups.baseAddress
    unsafe context.pointee.phases = program.phases.baseAddress
    unsafe context.pointee.phaseCount = program.phases.count
    unsafe context.pointee.rowBlock = program.program.rowBlock
    unsafe context.pointee.stopsOnNonFinite = stopsOnNonFinite
    unsafe context.pointee.stoppedBefore = nil
  }
}
