// Data files through both public ways in: `describe`, behind `lofting data show`, and `loadDataset`, behind training.

import Datasets
import Diagnostics
import ExecutionPlan
import SpecParser

/// A data file under test.
struct DataInput {
  let read: ReadInput

  init(_ bytes: [UInt8], path: String) { read = ReadInput(bytes, path: path) }

  /// What `lofting data show` says; nil where the file is refused.
  func description(
    hasHeader: Bool? = nil, delimiter: UInt8? = nil
  ) throws(Violation) -> FileDescription? {
    do throws(Failure) { return try describe(read.path, hasHeader: hasHeader, delimiter: delimiter) } catch {
      try read.check(error)
      return nil
    }
  }

  /// Loads the file as the fields of a source say; whether it was accepted.
  func load(_ source: String, _ fields: [String: SpecValue], _ kind: TargetKind) throws(Violation) -> Verdict {
    let place = Self.place
    let ranges = fields.mapValues { _ in place }
    let arguments = Arguments(values: fields, ranges: ranges, keyRanges: ranges, range: place)
    let section = DataSection(
      source: KindValue(name: source, arguments: arguments, range: place, nameRange: place),
      targetEncoding: Located(.index, at: place), range: place)
    let dataset: Dataset
    do throws(Failure) {
      dataset = try loadDataset(
        section, targetKind: kind, context: LoadContext(specFolder: "/nowhere", environment: [:]))
    } catch {
      // Some are about the spec that there is not.
      let diagnostics = error.diagnostics.filter { $0.place != .spec(place) }
      if diagnostics.count == error.diagnostics.count { try read.check(error) }
      return .refused
    }
    try check(dataset)
    return .accepted
  }

  /// A stretch of a spec that there is not.
  static let place = SourceRange(
    path: "spec.yaml", start: SourcePosition(line: 1, column: 1, offset: 0),
    end: SourcePosition(line: 1, column: 1, offset: 0))

  static func list(_ values: SpecValue...) -> SpecValue { .list(values.map { Located($0, at: place) }) }

  /// Sizes that fit one another, finite numbers, classes that exist, and memory in proportion to the file.
  private func check(_ dataset: Dataset) throws(Violation) {
    for table in dataset.tables {
      let bytes = table.rowCount * dataset.featureCount * dataset.elementType.size
      try require(table.inputs.byteCount == bytes, "\(table.inputs.byteCount) bytes of inputs, not \(bytes)")
      // Elements grow from a byte to a float at most. A table's categories become a feature each.
      let rows = read.byteCount + 1
      try require(bytes <= 4 * rows * rows, "\(bytes) bytes of inputs from a file of \(read.byteCount)")
      if dataset.elementType == .float32 {
        let isFinite = table.inputs.withElements(of: Float.self) { values in
          values.indices.allSatisfy { values[$0].isFinite }
        }
        try require(isFinite, "an input is not finite")
      }
      try check(table, dataset.target)
    }
    try require(dataset.training.rows.allSatisfy { $0 < dataset.tables[0].rowCount }, "a row is beyond its table")
    _ = dataset.summary
    _ = dataset.inputRange
  }

  private func check(_ table: Table, _ target: TargetSummary) throws(Violation) {
    switch (table.targets, target) {
    case (.classes(let memory), .classes(let names)):
      try require(memory.byteCount == 4 * table.rowCount, "not a class for each row")
      let exist = memory.withElements(of: Int32.self) { classes in
        classes.indices.allSatisfy { names.indices.contains(Int(classes[$0])) }
      }
      try require(exist, "a class that does not exist")
    case (.numbers(let memory, _), .numbers(let width)):
      try require(memory.byteCount == 4 * table.rowCount * width, "not \(width) targets for each row")
      let isFinite = memory.withElements(of: Float.self) { values in
        values.indices.allSatisfy { values[$0].isFinite }
      }
      try require(isFinite, "a target is not finite")
    case (.classes, .numbers), (.numbers, .classes): throw Violation("targets of another kind than the summary's")
    }
  }
}
