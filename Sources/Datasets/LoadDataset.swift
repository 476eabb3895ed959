// From a spec's `data` section to a data set: read, encode the classes, cut test and validation off, then fit and encode
// the features on the training rows. The order matters: nothing that is fitted sees a test or validation row.

import Diagnostics
import ExecutionPlan
import SpecParser

/// Loads what a spec's `data` section (and the loss) asks for: reads, cuts, encodes, imputes.
///
/// A `test` or `validation` that is written replaces the test set that the source brings. `fraction` is one of the rows
/// that are left when it is cut; `limit` then keeps the first training rows.
/// - Throws: every error of the first stage that has any; places are those of the spec for what the spec says and of
///   the data file for what it holds.
public func loadDataset(
  _ section: DataSection, targetKind: TargetKind, context: LoadContext
) throws(Failure) -> Dataset {
  var request = ReadRequest(context: context, dataPath: section.path, targetKind: targetKind)
  let main = try makeSource(section.source).read(request)
  if case .columns(let csv) = main.table.inputs {
    request.expectation = CSVExpectation(featureNames: csv.layout.features.map(\.name))
  }
  var tables = [main.table]
  var test: RowSet?
  if let own = try section.test.ownTable(.test, section, request) ?? main.ownTestTable(unless: section.test) {
    test = RowSet(table: tables.count, rows: own.allRows)
    tables.append(own)
  }
  var validation: RowSet?
  if let own = try section.validation.ownTable(.validation, section, request) {
    validation = RowSet(table: tables.count, rows: own.allRows)
    tables.append(own)
  }

  let classes = try ClassEncoding(main.table.targets, declared: section.classes, at: section.range)
  var classIndices: [[Int32]] = []
  for table in tables { classIndices.append(try classes.encode(table.targets)) }

  let splitter = Splitter(seed: section.splitSeed, classes: targetKind == .classes ? classIndices[0] : nil)
  var training = main.table.allRows
  if case .lastRows(let count) = main.ownTest, section.test == nil {
    test = RowSet(table: 0, rows: training.suffix(count))
    training.removeLast(count)
  }
  if let rule = section.test, test == nil {
    let cut = try splitter.cut(.test, rule: rule.rule, at: rule.range, from: training)
    test = RowSet(table: 0, rows: cut.taken)
    training = cut.rest
  }
  if let rule = section.validation, validation == nil {
    let cut = try splitter.cut(.validation, rule: rule.rule, at: rule.range, from: training)
    validation = RowSet(table: 0, rows: cut.taken)
    training = cut.rest
  }
  if let limit = section.limit {
    guard limit > 0, limit <= training.count else {
      throw Failure(
        .splitTooLarge, "limit keeps \(limit) training rows, but there are \(training.count)",
        at: .spec(section.range), help: "set limit from 1 to \(training.count), or remove it")
    }
    training = Array(training.prefix(limit))
  }
  let encoded = try encode(tables, training: training, classIndices: classIndices)
  let target: TargetSummary =
    switch main.table.targets {
    case .numbers(_, let width): .numbers(width: width)
    case .indices, .labels: .classes(classes.names)
    }
  return Dataset(
    inputShape: encoded.shape, elementType: encoded.elementType, target: target, featureNames: encoded.names,
    tables: encoded.tables, training: RowSet(table: 0, rows: training), validation: validation, test: test)
}

extension SourceTable {
  fileprivate var allRows: [UInt32] { (0..<rowCount).map { UInt32(truncatingIfNeeded: $0) } }
}

extension SourceData {
  /// The test table that the source brings, unless the spec says what the test set is.
  fileprivate func ownTestTable(unless rule: SplitRule?) -> SourceTable? {
    if rule == nil, case .table(let table) = ownTest { table } else { nil }
  }
}

extension SplitRule? {
  /// The rows of a split that is a source of its own: for a test the test set that this source brings, if any, else all
  /// of its rows.
  fileprivate func ownTable(
    _ part: SplitPart, _ section: DataSection, _ request: ReadRequest
  ) throws(Failure) -> SourceTable? {
    guard case .source(let kind) = self?.rule else { return nil }
    let data = try makeSource(kind.inheriting(section.source)).read(request)
    if part == .test, case .table(let test) = data.ownTest { return test }
    return data.table
  }
}
