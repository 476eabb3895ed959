// The machine's peak, measured: all threads at once run a loop of multiply-adds in registers, or read memory that no cache
// holds. Shares of peak are shares of these figures, taken in the same process on the same instruction set.

import CKernels
import Diagnostics

/// What this machine reached.
public struct MachinePeak: Sendable {
  public var instructionSet: InstructionSet
  public var threads: Int
  /// fp32 FLOP/s of all threads together; a multiply-add is two.
  public var flops: Double
  /// Bytes per second that all threads read from memory.
  public var readBandwidth: Double

  public init(instructionSet: InstructionSet, threads: Int, flops: Double, readBandwidth: Double) {
    self.instructionSet = instructionSet
    self.threads = threads
    self.flops = flops
    self.readBandwidth = readBandwidth
  }
}

/// Measures both peaks with all threads at once, as the rate that the fastest tenth of many short pieces exceeds.
///
/// - Parameter seconds: for the two together, 0.2 being plenty.
/// - Throws: `R102` where memory is short, `R103` where threads are, `R108` for an instruction set that cannot be had.
public func measurePeak(
  instructionSet: InstructionSet, threads: Int, seconds: Double = 0.2
) throws(Failure) -> MachinePeak {
  guard instructionSet.isSupported else {
    throw Failure(
      .instructionSet, "this machine does not run \(instructionSet.rawValue) kernels",
      help: "use one of: \(InstructionSet.supported.map(\.rawValue).joined(separator: ", "))")
  }
  let flops = try measureFlops(instructionSet, threads: threads, seconds: seconds / 2)
  let bandwidth = try measureReadBandwidth(instructionSet, threads: threads, seconds: seconds / 2)
  return MachinePeak(instructionSet: instructionSet, threads: threads, flops: flops, readBandwidth: bandwidth)
}

/// The pace of one thread while all run, times the processors that they have: a shared machine seldom leaves all of them
/// to one process at the same moment, so the time of all together would be that of the others' work.
private func measureFlops(_ set: InstructionSet, threads: Int, seconds: Double) throws(Failure) -> Double {
  // Items of some 0.1 ms: long beside the claiming of one, and so short that many see no other process.
  var iterations: Int64 = 1 << 8
  while iterations < 1 << 40, shortestSeconds({ _ = lf_peak(set.isa, iterations) }) < 0.05e-3 { iterations *= 2 }
  let items = min(TeamLimits.items, threads * max(16, Int(seconds / 0.1e-3)))
  let samples = UnsafeMutableBufferPointer<Double>.allocate(capacity: items)
  unsafe samples.initialize(repeating: 0)
  defer { unsafe samples.deallocate() }
  let job = unsafe PeakJob(isa: set.isa, iterations: iterations, seconds: samples)
  try ThreadTeam(workers: threads, job: job).run()
  let itemSeconds = unsafe fastestTenth(Array(samples))
  let itemFlops = Double(lf_peak(set.isa, 1)) * Double(iterations)
  return itemFlops / itemSeconds * Double(min(threads, Processors.allowed))
}

private func measureReadBandwidth(_ set: InstructionSet, threads: Int, seconds: Double) throws(Failure) -> Double {
  // Twice the last-level cache of the machines that this is for; larger caches make it a figure of the cache.
  let bytes = 64 << 20
  let memory = try AlignedMemory(byteCount: bytes, purpose: "measuring memory bandwidth")
  // Written once: pages that were never written are all one page of zeros.
  unsafe memory.base.initializeMemory(as: UInt8.self, repeating: 1, count: bytes)
  let job = unsafe ReadJob(isa: set.isa, base: UnsafeRawPointer(memory.base), items: 64, itemBytes: bytes / 64)
  let team = try ThreadTeam(workers: threads, job: job)
  var samples: [Double] = []
  let end = Clock.seconds + seconds
  while samples.count < 5 || Clock.seconds < end {
    let start = Clock.seconds
    team.run()
    samples.append(Clock.seconds - start)
  }
  return withExtendedLifetime(memory) { Double(bytes) / fastestTenth(samples) }
}

/// The shortest of three runs' seconds.
private func shortestSeconds(_ body: () -> Void) -> Double {
  (0..<3).reduce(Double.infinity) { shortest, _ in
    let start = Clock.seconds
    body()
    return min(shortest, Clock.seconds - start)
  }
}

/// The bound of the fastest tenth: a peak is what the machine does when it is left alone, and on a shared one most of the
/// time it is not.
private func fastestTenth(_ samples: [Double]) -> Double { samples.sorted()[samples.count / 10] }

/// Sendable because each item has a place of its own for its time.
@safe private struct PeakJob: TeamJob, @unchecked Sendable {
  let isa: lf_isa
  let iterations: Int64
  /// [items]
  let seconds: UnsafeMutableBufferPointer<Double>

  func itemCount(phase: Int) -> Int? { unsafe phase == 0 ? seconds.count : nil }
  func run(item: Int, phase: Int, worker: Int) {
    let start = Clock.seconds
    _ = lf_peak(isa, iterations)
    unsafe seconds[item] = Clock.seconds - start
  }
}

/// Sendable because the memory is only read, and outlives the team.
@safe private struct ReadJob: TeamJob, @unchecked Sendable {
  let isa: lf_isa
  let base: UnsafeRawPointer
  let items: Int
  let itemBytes: Int

  func itemCount(phase: Int) -> Int? { phase == 0 ? items : nil }
  func run(item: Int, phase: Int, worker: Int) {
    _ = unsafe lf_read_memory(isa, base + item * itemBytes, Int64(itemBytes))
  }
}
