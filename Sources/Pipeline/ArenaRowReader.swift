// Rows of a placement problem's file -> items, with an error for every bad cell up to twenty.

import Datasets
import Diagnostics
import Planner

struct ArenaRowReader {
  private(set) var diagnostics: [Diagnostic] = []

  private let path: String
  private let columns: ArenaColumns
  /// The line of each buffer's row.
  private var lineOfID: [String: Int] = [:]
  /// Sizes and alignments so far, which together bound every offset.
  private var total = 0

  private static let mostErrors = 20

  init(path: String, columns: ArenaColumns) {
    self.path = path
    self.columns = columns
  }

  /// The row's item; nil where it has an error.
  mutating func item(_ row: CSVGrid.Row) -> ArenaProblem.Item? {
    guard diagnostics.count < Self.mostErrors else { return nil }
    let count = diagnostics.count
    checkID(row)
    if let gaps = cell(.gaps, row), !gaps.isEmpty {
      report(
        "gaps in a lifetime are not supported", .gaps, row,
        help: "clear the cell: the buffer then keeps its bytes, or write it as one buffer for each stretch")
    }
    let lower = integer(.lower, row)
    let upper = integer(columns.indices[.end] == nil ? .upper : .end, row)
    let size = integer(.size, row)
    let alignment = columns.indices[.alignment] == nil ? 1 : integer(.alignment, row)
    if let size, size < 0 {
      report("the size \(size) is negative", .size, row, help: "give the buffer's bytes")
    }
    if let alignment, alignment < 1 {
      report("the alignment \(alignment) is no positive number", .alignment, row, help: "write 1 for any offset")
    }
    guard let lower, let upper, let size, let alignment, diagnostics.count == count,
      let lifetime = lifetime(lower, upper, row)
    else { return nil }
    let (bytes, isTooLarge) = size.addingReportingOverflow(alignment)
    let (sum, overflow) = total.addingReportingOverflow(bytes)
    guard !isTooLarge, !overflow else {
      report(
        "the sizes and alignments up to here sum to 2^63 bytes or more", .size, row,
        help: "check the sizes, or give them in a larger unit")
      return nil
    }
    total = sum
    return ArenaProblem.Item(byteCount: size, lifetime: lifetime, alignment: alignment)
  }

  private mutating func checkID(_ row: CSVGrid.Row) {
    guard let id = cell(.id, row) else { return }
    if id.isEmpty { report("the buffer has no id", .id, row, help: "give each buffer a name of its own") }
    if let first = lineOfID.updateValue(row.line, forKey: id), !id.isEmpty {
      report("the id '\(id)' stands in line \(first) already", .id, row, help: "give each buffer a name of its own")
    }
  }

  private mutating func lifetime(_ lower: Int, _ upper: Int, _ row: CSVGrid.Row) -> ClosedRange<Int>? {
    if columns.indices[.end] != nil {
      if lower <= upper { return lower...upper }
      report("the buffer ends at \(upper), before it begins at \(lower)", .end, row, help: "swap the two times")
    } else {
      if lower < upper { return lower...(upper - 1) }
      report(
        "the buffer is live at no time: from \(lower) up to but not including \(upper)", .upper, row,
        help: "give an upper time above the lower one; a column called 'end' holds the last time instead")
    }
    return nil
  }

  private mutating func integer(_ role: ArenaColumns.Role, _ row: CSVGrid.Row) -> Int? {
    guard let text = cell(role, row) else { return nil }
    if let value = Int(text) { return value }
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    report(
      isNumber ? "\(text.prefix(40)) is beyond 2^63" : "'\(text.prefix(40))' is not a whole number", role, row,
      help: isNumber ? "give it in a larger unit" : "write digits only: bytes for sizes, steps for times")
    return nil
  }

  private func cell(_ role: ArenaColumns.Role, _ row: CSVGrid.Row) -> String? {
    columns.indices[role].flatMap { row.cells.indices.contains($0) ? row.cells[$0] : nil }
  }

  private mutating func report(_ message: String, _ role: ArenaColumns.Role, _ row: CSVGrid.Row, help: String) {
    let place = Place.cell(path: path, row: row.line, column: (columns.indices[role] ?? 0) + 1)
    diagnostics.append(Diagnostic(.error, .badCell, message, at: place, help: help))
  }
}
