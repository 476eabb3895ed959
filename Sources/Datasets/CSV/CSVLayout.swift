// Which column is what: resolves the names and numbers of a `csv` source against the file's header.

import Diagnostics
import SpecParser

/// The features of a file that must match another's: a test file's are those of the training file.
struct CSVExpectation: Sendable {
  var featureNames: [String]
}

struct CSVLayout: Sendable {
  /// One feature before encoding: a column of the file.
  struct Feature: Sendable {
    var name: String
    /// Counts from 0.
    var column: Int
    var role: ColumnRole
  }

  private(set) var roles: [ColumnRole]
  /// In the model's order.
  private(set) var features: [Feature] = []
  let targetColumn: Int
  let targetName: String
  /// Every column's name: the header's, else `column_0`, ...
  let names: [String]

  var numericCount: Int { features.count { if case .numeric = $0.role { true } else { false } } }
  var categoricalCount: Int { features.count - numericCount }

  /// - Throws: `unknownColumn` with every reference that fits no column.
  init(names: [String], options: CSVOptions, expectation: CSVExpectation?) throws(Failure) {
    var resolver = ColumnResolver(names: names, hasHeader: options.hasHeader, path: options.path)
    let target = resolver.resolve(options.target, "target")
    let written = options.features.map { list in list.map { resolver.resolve($0, "feature") } }
    let excluded = Set(options.exclude.map { resolver.resolve($0, "excluded column") })
    let categorical = options.categorical.map { ($0, resolver.resolve($0, "categorical column")) }
    try resolver.throwIfAny()

    var columns: [Int]
    if let written {
      columns = written.compactMap { $0 }
    } else if let expectation, options.exclude.isEmpty {
      columns = try resolver.columns(named: expectation.featureNames)
    } else {
      columns = names.indices.filter { $0 != target }
    }
    for (reference, column) in zip(options.features ?? [], written ?? []) {
      if column == target { resolver.error("the target can't be a feature", at: reference.range) }
      if excluded.contains(column) { resolver.error("a feature is also excluded", at: reference.range) }
    }
    columns.removeAll { excluded.contains($0) || $0 == target }
    for (reference, column) in categorical where column.map(columns.contains) == false {
      resolver.error("a categorical column must be a feature", at: reference.range)
    }
    if Set(columns).count < columns.count {
      resolver.error("a feature is named twice", at: options.features?.first?.range ?? options.target.range)
    }
    if columns.isEmpty { resolver.error("no column is left for a feature", at: options.target.range) }
    try resolver.throwIfAny()

    let texts = Set(categorical.compactMap(\.1))
    roles = names.map { _ in .unused }
    var numericCount = 0
    var categoricalCount = 0
    for column in columns {
      if texts.contains(column) {
        roles[column] = .categorical(categoricalCount)
        categoricalCount += 1
      } else {
        roles[column] = .numeric(numericCount)
        numericCount += 1
      }
      features.append(Feature(name: names[column], column: column, role: roles[column]))
    }
    targetColumn = target ?? 0
    targetName = names[targetColumn]
    roles[targetColumn] = .target
    self.names = names
  }
}

/// Finds columns and collects what can't be found.
private struct ColumnResolver {
  let names: [String]
  let hasHeader: Bool
  let path: String
  var diagnostics = DiagnosticList()

  init(names: [String], hasHeader: Bool, path: String) {
    self.names = names
    self.hasHeader = hasHeader
    self.path = path
  }

  mutating func error(_ message: String, at range: Diagnostics.SourceRange, help: String? = nil) {
    diagnostics.error(.unknownColumn, message, at: range, help: help)
  }

  func throwIfAny() throws(Failure) {
    if diagnostics.hasErrors { throw Failure(diagnostics.items) }
  }

  /// The column's number; nil, with an error, where there is none.
  mutating func resolve(_ reference: Located<ColumnReference>, _ what: String) -> Int? {
    switch reference.value {
    case .index(let index):
      let column = index < 0 ? index + names.count : index
      if names.indices.contains(column) { return column }
      error(
        "there is no column \(index): \(path) has \(names.count)", at: reference.range,
        help: "columns count from 0, negative ones from the end")
    case .name(let name):
      if let column = names.firstIndex(of: name) { return column }
      let help =
        hasHeader
        ? DidYouMean.help(for: name, in: Array(names.prefix(30)), naming: "the columns are")
        : "without a header columns go by number, from 0"
      error("the \(what) '\(name)' is no column of \(path)", at: reference.range, help: help)
    }
    return nil
  }

  func columns(named wanted: [String]) throws(Failure) -> [Int] {
    let missing = wanted.filter { !names.contains($0) }
    guard missing.isEmpty else {
      let list = missing.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      throw Failure(
        .dataMismatch, "\(path) lacks the training data's column\(missing.count == 1 ? "" : "s") \(list)",
        at: .cell(path: path, row: 1, column: 1), help: "give it the same columns as the training file")
    }
    return wanted.compactMap(names.firstIndex)
  }
}
