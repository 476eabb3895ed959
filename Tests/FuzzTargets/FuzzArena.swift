// Placement problems as CSV: each that is read is solved, and the solver's own verifier finds no fault with the placement.

import Diagnostics
import Pipeline

func fuzzArena(_ bytes: [UInt8]) throws(Violation) -> Verdict {
  let file = try MemoryFile(bytes)
  let capacities: [Int?] = [nil, 1 << 20]
  do throws(Failure) {
    for capacity in capacities {
      let report = try ArenaReport(path: file.path, capacity: capacity, nodeBudget: 500)
      _ = report.lines
      _ = report.json.text
      _ = report.offsetsText
      if let failure = report.failure, failure.diagnostics.isEmpty { return .refused }
    }
    return .accepted
  } catch {
    // The report has verified what it placed.
    let unsound = error.diagnostics.first { $0.code.name == "unsound-placement" }
    if let unsound { throw Violation(unsound.message) }
    try ReadInput(bytes, path: file.path).check(error)
    return .refused
  }
}
