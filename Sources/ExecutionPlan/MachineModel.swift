// A machine as the cost model sees it, and the time that it predicts: a roofline (Williams, Waterman and Patterson,
// "Roofline: an insightful visual performance model", CACM 2009). A step takes as long as the slower of its arithmetic
// and its traffic; a phase as long as its steps share out over the threads, and a barrier. Predictions serve to compare
// schedules and to be held against `lofting bench`; they are no measurement.

/// What a prediction knows of a machine.
public struct MachineModel: Sendable, Hashable {
  /// Where operands lie, by size.
  public struct Level: Sendable, Hashable {
    /// The largest footprint that it serves.
    public var byteCount: Int
    /// Bytes per second that one thread reads or writes.
    public var threadBandwidth: Double
    /// Bytes per second for all threads together.
    public var totalBandwidth: Double

    public init(byteCount: Int, threadBandwidth: Double, totalBandwidth: Double = .infinity) {
      self.byteCount = byteCount
      self.threadBandwidth = threadBandwidth
      self.totalBandwidth = totalBandwidth
    }
  }

  public var threads: Int
  /// fp32 FLOP/s of one thread's multiply-adds without a stall.
  public var peakFlops: Double
  /// The share of the peak that a register-tiled product reaches.
  public var productShare = 0.8
  /// The share that elementwise work reaches: no multiply-adds, and loads and stores between.
  public var elementwiseShare = 0.2
  /// From the smallest to the largest; the last, memory, serves every size.
  public var levels: [Level]
  /// Seconds of the barrier after a phase.
  public var barrierSeconds = 1e-6
  /// Seconds that a step costs beside its work: calls, broken tiles, the beginning of a stream.
  public var stepSeconds = 1e-7

  public init(threads: Int, peakFlops: Double, levels: [Level]) {
    self.threads = max(threads, 1)
    self.peakFlops = peakFlops
    self.levels = levels
  }

  /// A server core of the 2020s: two 256-bit FMA pipes at 3.7 GHz (118 GFLOP/s measured, with AVX-512 too where it is
  /// double-pumped), 1 MiB of L2 cache a core, 32 MiB of L3 cache, memory at 38 GB/s for one core. Plans depend on nothing
  /// but the spec, the data's shape and the number of threads, so this is what they are made for everywhere.
  public static func reference(threads: Int) -> MachineModel {
    MachineModel(
      threads: threads, peakFlops: 120e9,
      levels: [
        Level(byteCount: 1 << 20, threadBandwidth: 100e9),
        Level(byteCount: 32 << 20, threadBandwidth: 60e9),
        Level(byteCount: .max, threadBandwidth: 38e9, totalBandwidth: 60e9),
      ])
  }

  /// Bytes per second of all threads together, for a footprint.
  public func bandwidth(footprint: Int) -> Double {
    guard let level = levels.first(where: { footprint <= $0.byteCount }) ?? levels.last else { return .infinity }
    return min(Double(threads) * level.threadBandwidth, level.totalBandwidth)
  }

  /// Seconds of arithmetic if all threads share it.
  public func arithmeticSeconds(_ cost: StepCost) -> Double {
    let peak = peakFlops * Double(threads)
    return Double(cost.productFlops) / (peak * productShare) + Double(cost.otherFlops) / (peak * elementwiseShare)
  }

  /// Predicted seconds of a step for a batch of `rows` while all threads are busy: the step's share of its phase.
  public func predictedSeconds(of step: Step, rows: Int) -> Double {
    max(arithmeticSeconds(step.cost(rows: rows)), trafficSeconds(of: step, rows: rows)) + stepSeconds
  }

  /// Predicted seconds of a phase with its barrier: its steps shared out, but no less than its longest piece that one
  /// thread does alone (a once group, a tile, a block of rows through all of its group's steps).
  public func predictedSeconds(of phase: Phase, in program: Program, rows: Int) -> Double {
    var shared = 0.0
    var longest = 0.0
    for group in phase.groups {
      let steps = program.steps[group.steps.clamped(to: program.steps.indices)]
      let seconds = steps.reduce(0) { $0 + predictedSeconds(of: $1, rows: rows) }
      let pieces =
        switch group.domain {
        case .rows: (max(rows, 1) - 1) / max(program.rowBlock, 1) + 1
        case .tiles: max(group.items, 1)
        case .once: 1
        }
      shared += seconds
      longest = max(longest, seconds * Double(threads) / Double(pieces))
    }
    return max(shared, longest) + barrierSeconds
  }

  /// Predicted seconds of a program on one batch of `rows`.
  public func predictedSeconds(of program: Program, rows: Int) -> Double {
    program.phases.reduce(0) { $0 + predictedSeconds(of: $1, in: program, rows: rows) }
  }

  /// Rows of the data come from memory at random; a block's own buffers stay in the smallest level; what lives longer
  /// (activations, parameters) comes from the level that holds all of the step's share of it.
  private func trafficSeconds(of step: Step, rows: Int) -> Double {
    var bytes = (data: 0, worker: 0, lasting: 0)
    for (role, operand) in zip(step.kernel.operands, step.operands) {
      guard let operand else { continue }
      let once = step.byteCount(of: operand, rows: rows)
      let count = role.access == .readWrite ? once.addingSaturated(once) : once
      switch operand.space {
      case .data, .target: bytes.data = bytes.data.addingSaturated(count)
      case .worker: bytes.worker = bytes.worker.addingSaturated(count)
      case .arena, .parameters, .constants, .sums: bytes.lasting = bytes.lasting.addingSaturated(count)
      }
    }
    return Double(bytes.data) / bandwidth(footprint: .max) + Double(bytes.worker) / bandwidth(footprint: 0)
      + Double(bytes.lasting) / bandwidth(footprint: bytes.lasting)
  }
}
