// What `lofting arena FILE` does and shows: solve, verify, report.

import Diagnostics
import ExecutionPlan
import Planner

public struct ArenaReport: Sendable {
  private let path: String
  private let file: ArenaFile
  private let capacity: Int?
  private let nodeBudget: Int
  private let solution: ArenaSolution
  private let seconds: Double

  /// Solves a file's problem.
  ///
  /// - Parameters:
  ///   - capacity: bytes to fit, at the first placement that does; nil for the lowest peak.
  ///   - nodeBudget: placements that branch and bound may try.
  /// - Throws: where the file is no problem, or the placement does not pass its verification.
  public init(path: String, capacity: Int?, nodeBudget: Int) throws(Failure) {
    self.path = path
    self.capacity = capacity
    self.nodeBudget = nodeBudget
    file = try ArenaFile(path: path)
    let clock = ContinuousClock()
    let start = clock.now
    if let capacity {
      switch fit(file.problem, capacity: capacity, nodeBudget: nodeBudget) {
      case .fits(let found), .impossible(let found), .undecided(let found): solution = found
      }
    } else {
      solution = place(file.problem, nodeBudget: nodeBudget)
    }
    let duration = start.duration(to: clock.now).components
    seconds = Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
    let faults = file.problem.faults(of: solution.offsets, capacity: solution.byteCount)
    guard faults.isEmpty else {
      throw Failure(
        .unsoundPlacement, "the placement is wrong: \(faults[0])", at: .path(path),
        notes: faults.dropFirst().prefix(9).map { Note("\($0)") }, help: "report this with the file")
    }
  }

  /// Why the capacity is not met; nil where it is, or where none was given.
  public var failure: Failure? {
    guard let capacity, solution.byteCount > capacity else { return nil }
    if solution.provedBound > capacity {
      return Failure(
        .overCapacity,
        "no placement fits \(grouped(capacity)) bytes: at least \(grouped(solution.provedBound)) are needed, which "
          + (solution.provedBound == solution.lowerBound ? "are live at one time" : "an exhausted search proves"),
        at: .path(path), help: "raise --capacity; \(solution.byteCount) is known to do")
    }
    return Failure(
      .overCapacity, "no placement in \(grouped(capacity)) bytes was found; there may be one", at: .path(path),
      notes: [Note("the search tried \(grouped(solution.nodeCount)) of at most \(grouped(nodeBudget)) nodes")],
      help: "raise --budget, or --capacity to \(solution.byteCount); more than "
        + "\(grouped(mostSearchedItems)) buffers that overlap one another are placed greedily only")
  }

  /// The input's columns with an `offset` column behind them.
  public var offsetsText: String { file.text(offsets: solution.offsets) }

  public var lines: [String] {
    var rows = [
      ("buffers", grouped(file.problem.items.count)),
      ("peak", size(solution.byteCount)),
      ("lower bound", size(solution.lowerBound)),
      ("proof", proof),
      ("nodes", "\(grouped(solution.nodeCount)) in \(time)"),
      ("verified", "no overlaps, all offsets aligned and in bounds"),
    ]
    if let capacity {
      let verdict =
        solution.byteCount <= capacity ? "fits" : solution.provedBound > capacity ? "impossible" : "not found"
      rows.insert(("capacity", "\(size(capacity)): \(verdict)"), at: 3)
    }
    return rows.map { $0.0.padded(to: 13) + $0.1 }
  }

  public var json: JSONValue {
    .object([
      ("schema", .integer(1)), ("path", .string(path)), ("buffers", .integer(file.problem.items.count)),
      ("peak", .integer(solution.byteCount)), ("lower_bound", .integer(solution.lowerBound)),
      ("proved_bound", .integer(solution.provedBound)), ("optimal", .boolean(solution.isProvedOptimal)),
      ("capacity", capacity.map(JSONValue.integer) ?? .null),
      ("fits", capacity.map { .boolean(solution.byteCount <= $0) } ?? .null),
      ("nodes", .integer(solution.nodeCount)), ("seconds", .number(seconds)), ("verified", .boolean(true)),
    ])
  }

  private var proof: String {
    if solution.byteCount == solution.lowerBound { return "optimal: the peak is the lower bound" }
    if solution.isProvedOptimal { return "optimal: the search below the peak is exhausted" }
    let gap =
      "no placement is below \(grouped(solution.provedBound)) bytes, a gap of "
      + "\(grouped(solution.byteCount - solution.provedBound))"
    return capacity.map { solution.byteCount <= $0 } == true ? "\(gap); stopped at the first fit" : gap
  }

  private func size(_ bytes: Int) -> String { "\(grouped(bytes)) bytes (\(formatBytes(bytes)))" }

  private var time: String { formatDuration(seconds) }
}

extension DiagnosticCode {
  static let overCapacity = DiagnosticCode("R132", "over-capacity")
  static let unsoundPlacement = DiagnosticCode("R133", "unsound-placement")
}
