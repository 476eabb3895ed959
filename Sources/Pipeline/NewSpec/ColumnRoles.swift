// What a column is to a model, judged by its values and, where they leave it open, its name.

import Datasets

struct ColumnRoles {
  private let table: TableDescription

  init(_ table: TableDescription) { self.table = table }

  func role(of column: TableDescription.Column) -> TableStudy.Column.Role {
    let present = table.rowCount - column.missing
    if column.kind == .empty { return .excluded(reason: "no value in any row") }
    if column.missing * 5 > table.rowCount * 4 {
      return .excluded(reason: "missing in \(column.missing) of \(table.rowCount) rows")
    }
    if column.distinct == 1, column.missing == 0 || column.kind != .text {
      return .excluded(reason: "the same value in every row")
    }
    switch column.kind {
    case .empty: return .excluded(reason: "no value in any row")
    case .number: return .number
    case .integer: return numbersRows(column) ? .excluded(reason: "numbers the rows") : .number
    case .text: return role(ofText: column, present: present)
    }
  }

  private func role(ofText column: TableDescription.Column, present: Int) -> TableStudy.Column.Role {
    if let text = column.firstText, Self.hasDecimalComma(text) {
      return .excluded(reason: "decimal commas: write 3.5, not 3,5, to use it")
    }
    if column.numbers * 2 > present {
      let text = (column.firstText ?? "").prefix(20).filter { $0 != "\n" && $0 != "\r" }
      return .excluded(reason: "texts among numbers, as '\(text)': mend it to use it")
    }
    // A text that hardly comes up again says nothing of new rows, and each would be an input.
    let isRepetitive = column.distinct <= 12 ? column.distinct * 2 <= present : column.distinct * 8 <= present
    guard column.distinctIsComplete, column.distinct <= 100, isRepetitive else {
      return .excluded(reason: "\(column.distinctPhrase) different texts in \(present) rows")
    }
    return .category(count: column.distinct)
  }

  /// Whether a column of integers only says which row it is: 0, 1, 2, ..., or a different number in every row under a name
  /// that says so.
  private func numbersRows(_ column: TableDescription.Column) -> Bool {
    let isUnique = column.missing == 0 && (column.distinct == table.rowCount || !column.distinctIsComplete)
    guard isUnique, let minimum = column.minimum, let maximum = column.maximum else { return false }
    let isRun = maximum - minimum == Double(table.rowCount - 1)
    return isRun && (minimum == 0 || minimum == 1) || Self.isIdentifier(column.name)
  }

  private static func isIdentifier(_ name: String) -> Bool {
    let lowered = name.lowercased()
    return ["id", "index", "key", "uuid", "row", "rownames", "row_number"].contains(lowered) || lowered.hasSuffix("_id")
      || lowered.hasSuffix(" id") || lowered.hasSuffix("-id") || name.hasSuffix("Id") || name.hasSuffix("ID")
  }

  /// `3,5`: digits, one comma, digits.
  static func hasDecimalComma(_ text: String) -> Bool {
    let parts = (text.hasPrefix("-") ? text.dropFirst() : Substring(text)).split(
      separator: ",", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
  }
}
