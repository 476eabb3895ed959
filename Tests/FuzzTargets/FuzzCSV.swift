// CSV files in the roles that columns may have: numbers, categories, class and number targets, with and without a header
// and missing cells. What is loaded has as many rows as `data show` counts.

import Datasets
import ExecutionPlan
import SpecParser

func fuzzCSV(_ bytes: [UInt8]) throws(Violation) -> Verdict {
  // What these begin is another format to `describe`.
  let others: [[UInt8]] = [[0, 0], [0x1F, 0x8B], [0x93] + Array("NUMPY".utf8)]
  guard !others.contains(where: { bytes.starts(with: $0) }) else { return .refused }
  let file = try MemoryFile(bytes)
  let input = DataInput(bytes, path: file.path)
  var verdict = Verdict.refused
  if case .table(let table)? = try input.description() {
    verdict = .accepted
    try require((1...bytes.count + 1).contains(table.columns.count), "\(table.columns.count) columns")
    try require(table.rowCount <= input.read.lines, "\(table.rowCount) rows in \(input.read.lines) lines")
    for column in table.columns {
      try require(column.missing <= table.rowCount && column.distinct <= table.rowCount, "counts beyond the rows")
    }
  }
  let path = SpecValue.string(file.path)
  let last = SpecValue.integer(-1)
  let variants: [([String: SpecValue], TargetKind)] = [
    (["path": path, "target": last], .classes),
    (["path": path, "target": last, "header": .boolean(false), "missing": .string("mean")], .numbers),
    (
      [
        "path": path, "target": last, "categorical": DataInput.list(.integer(0)), "delimiter": .string(";"),
        "missing": .string("median"),
      ], .classes
    ),
    (
      ["path": path, "target": .string("y"), "exclude": DataInput.list(.string("x")), "missing": .string("zero")],
      .numbers
    ),
  ]
  for (fields, kind) in variants where try input.load("csv", fields, kind) == .accepted { verdict = .accepted }
  return verdict
}
