// What a table is good for: which of its columns a model can learn from, and what predicting the target amounts to. Every
// column that is left out has its reason, which the spec shows as a comment.

import Datasets
import Diagnostics

/// What predicting a column is.
public enum PredictionTask: String, Sendable, CaseIterable {
  case classification, regression
}

struct TableStudy: Sendable {
  enum Task: Sendable {
    case regression
    /// - Parameters:
    ///   - counts: the classes with their rows, the commonest first.
    ///   - isByIndex: whether labels are 0, 1, 2, ..., which need no list of names.
    case classes(counts: [TableDescription.Count], isByIndex: Bool)
  }

  struct Column: Sendable {
    enum Role: Sendable {
      case number
      /// Texts: each becomes an input.
      case category(count: Int)
      /// - Parameter reason: for a comment.
      case excluded(reason: String)
    }

    var index: Int
    var name: String
    var role: Role
  }

  let table: TableDescription
  let target: TableDescription.Column
  let targetIndex: Int
  let task: Task
  /// Whether the task was a choice between two that make sense: a few different whole numbers.
  let isTaskGuessed: Bool
  /// All but the target.
  let columns: [Column]

  /// - Parameters:
  ///   - target: the column's name or number.
  ///   - wantedTask: what it is taken for; nil to tell from its values.
  /// - Throws: `P130` with the columns to choose from, `P131` where the target cannot be predicted.
  init(_ table: TableDescription, target name: String?, task wantedTask: PredictionTask?) throws(Failure) {
    self.table = table
    guard table.rowCount >= 10 else {
      throw Failure(
        .badTarget,
        "\(table.path) has \(table.rowCount) row\(table.rowCount == 1 ? "" : "s"): too few to train, "
          + "validate and test on", at: .path(table.path), help: "ten rows are the least")
    }
    targetIndex = try TargetChoice(table).index(of: name)
    let target = table.columns[targetIndex]
    self.target = target
    (task, isTaskGuessed) = try Self.task(of: target, in: table, wanted: wantedTask)
    let targetIndex = targetIndex
    columns = table.columns.indices.filter { $0 != targetIndex }.map { index in
      let column = table.columns[index]
      return Column(index: index, name: column.name, role: ColumnRoles(table).role(of: column))
    }
    guard columns.contains(where: { $0.isFeature }) else {
      throw Failure(
        .badTarget, "no column is left to predict '\(target.name)' from", at: .path(table.path),
        notes: columns.prefix(20).map { Note("'\($0.name)': \($0.reason ?? "")") })
    }
  }

  var hasMissing: Bool { columns.contains { $0.isFeature && table.columns[$0.index].missing > 0 } }

  var hasNumbers: Bool {
    columns.contains { if case .number = $0.role { true } else { false } }
  }

  /// Inputs after encoding: one for each number and for each text.
  var inputCount: Int {
    columns.reduce(0) { sum, column in
      switch column.role {
      case .number: sum + 1
      case .category(let count): sum + count
      case .excluded: sum
      }
    }
  }

  /// Whether the rarest class has a tenth of the commonest one's rows, or less.
  var isImbalanced: Bool {
    guard case .classes(let counts, _) = task, let most = counts.first?.count, let least = counts.last?.count else {
      return false
    }
    return least * 10 <= most
  }

  // MARK: - The target

  private static func task(
    of target: TableDescription.Column, in table: TableDescription, wanted: PredictionTask?
  ) throws(Failure) -> (Task, isGuessed: Bool) {
    let problem = { (message: String, help: String) in
      Failure(.badTarget, message, at: .path(table.path), help: help)
    }
    let present = table.rowCount - target.missing
    if target.kind == .empty || target.missing > 0 {
      throw problem(
        "the target '\(target.name)' is missing in \(target.missing) of \(table.rowCount) rows",
        "remove these rows: nothing can be learned from them")
    }
    if target.distinct < 2 {
      throw problem(
        "the target '\(target.name)' has one value in all rows", "name another column, or add rows of other values")
    }
    let isNumber = target.kind == .number || target.kind == .integer
    let text = target.firstText ?? ""
    let isBroken = target.numbers * 2 > present || ColumnRoles.hasDecimalComma(text)
    if !isNumber, wanted == .regression || isBroken {
      throw problem(
        "the target '\(target.name)' has texts, as '\(text.prefix(30))'\(target.numbers > 0 ? ", among its numbers" : "")",
        ColumnRoles.hasDecimalComma(text)
          ? "write numbers with a decimal point: 3.5, not 3,5"
          : wanted == .regression ? "leave --task out to predict classes" : "correct these cells, or remove their rows")
    }
    let looksLikeClasses =
      target.distinctIsComplete && target.kind == .integer && target.distinct <= 10 && target.distinct * 5 <= present
      && ((target.minimum ?? -1) >= 0 || target.distinct == 2)
    let isClasses = wanted.map { $0 == .classification } ?? (!isNumber || looksLikeClasses)
    guard isClasses else { return (.regression, isNumber && wanted == nil && target.distinct <= 20) }
    guard target.distinctIsComplete, target.distinct <= 100, target.distinct * 2 <= present else {
      throw problem(
        "the target '\(target.name)' has \(target.distinctPhrase) values in \(present) rows: too many for classes",
        isNumber ? "leave --task out to predict the number itself" : "name a column whose values repeat")
    }
    let isByIndex =
      target.kind == .integer && target.minimum == 0 && target.maximum == Double(target.distinct - 1)
    return (.classes(counts: target.commonest, isByIndex: isByIndex), isNumber && wanted == nil && target.distinct > 2)
  }
}

extension TableStudy.Column {
  var isFeature: Bool { reason == nil }

  /// Why it is left out; nil where it is not.
  var reason: String? {
    if case .excluded(let reason) = role { reason } else { nil }
  }
}

extension TableDescription.Column {
  /// `12`, or `over 1000` where counting stopped.
  var distinctPhrase: String { distinctIsComplete ? String(distinct) : "over \(distinct)" }
}

extension DiagnosticCode {
  static let noTarget = DiagnosticCode("P130", "no-target")
  static let badTarget = DiagnosticCode("P131", "bad-target")
}
