// All the memory that a run allocates, known before it starts.

/// Bytes by purpose. What the process itself needs (its code, the Swift runtime, stacks) comes on top: `processBase`.
public struct MemoryEstimate: Sendable, Hashable {
  public struct Entry: Sendable, Hashable {
    public var name: String
    public var byteCount: Int
  }

  public var entries: [Entry]
  public var total: Int { entries.reduce(0) { $0 + $1.byteCount } }

  public init(_ plan: Plan, _ summary: DataSummary, _ configuration: RunConfiguration, threads: Int) {
    let values = plan.parameters.reduce(0) { $0 + ($1.byteCount + 63) / 64 * 64 }
    let rows = summary.trainingRows + summary.validationRows + summary.testRows
    let targetBytes =
      switch summary.target {
      case .classes: 4
      case .numbers(let width): 4 * width
      }
    let rowBytes = summary.inputShape.reduce(1, *) * summary.elementType.size + targetBytes
    let keepsBest = configuration.callbacks.contains { callback in
      switch callback {
      case .earlyStopping(let stopping): stopping.restoresBestWeights
      }
    }
    entries = [
      Entry(name: "data", byteCount: summary.storedRows * rowBytes),
      // Each split's row numbers, and the training rows once more in the epoch's order.
      Entry(name: "row order", byteCount: 4 * (rows + summary.trainingRows)),
      Entry(name: "parameters", byteCount: values),
      Entry(name: "optimizer state and copies", byteCount: plan.parameterMemory - values),
      Entry(name: "best weights", byteCount: keepsBest ? values : 0),
      Entry(name: "arena", byteCount: plan.arenaMemory),
      Entry(name: "worker memory", byteCount: threads * (plan.workerMemory + Self.workerScratch)),
      // Row-major copies of all parameters while they are saved.
      Entry(name: "weights being saved", byteCount: 4 * plan.parameterCount),
      Entry(name: "constants", byteCount: plan.constantMemory),
      Entry(name: "scalars and sums", byteCount: 8 * plan.scalarNames.count + 16 * plan.measures.count),
    ].filter { $0.byteCount > 0 }
  }

  /// About what the process takes beside: the largest resident set of `lofting train` on two threads less its estimate,
  /// for a statically linked release build on Linux (`/usr/bin/time -v`).
  public static let processBase = 14 << 20

  /// Bytes of scratch of each worker (LF_SCRATCH_FLOATS).
  public static let workerScratch = 11264 * 4
}

/// `412 KiB`, `1.1 MiB`: three significant digits at most.
public func formatBytes(_ bytes: Int) -> String {
  var value = Double(bytes)
  for unit in ["B", "KiB", "MiB", "GiB"] {
    if value < 1024 || unit == "GiB" {
      if unit == "B" || value >= 100 { return "\(Int(value.rounded())) \(unit)" }
      let tenths = Int((value * 10).rounded())
      return tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }
    value /= 1024
  }
  return "\(bytes) B"
}
