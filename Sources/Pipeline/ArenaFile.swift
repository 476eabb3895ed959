// Placement problems as CSV files, in minimalloc's format (https://github.com/google/minimalloc): a row a buffer with
// `id,lower,upper,size` and, where wanted, `alignment`. `upper` is the first time at which the buffer is not in use any
// more, `end` (in its place) the last at which it is. A solved file has the same columns and `offset`.

import Datasets
import Diagnostics
import Planner

public struct ArenaFile: Sendable {
  public let problem: ArenaProblem
  private let grid: CSVGrid

  /// Most buffers that a file may have.
  private static let limit = 100_000

  /// - Throws: for a file that can't be read, `unknownColumn` for the header, `badCell` for cells.
  public init(path: String) throws(Failure) {
    grid = try CSVGrid(path: path, rowLimit: Self.limit)
    let columns = try ArenaColumns(grid)
    var reader = ArenaRowReader(path: path, columns: columns)
    let items = grid.rows.compactMap { reader.item($0) }
    guard reader.diagnostics.isEmpty else { throw Failure(reader.diagnostics) }
    guard !items.isEmpty else {
      throw Failure(
        .badFile, "\(path) has no buffers", at: .cell(path: path, row: grid.headerLine, column: 1),
        help: "write a row for each, such as \(ArenaColumns.example)")
    }
    problem = ArenaProblem(items: items)
  }

  /// What the file calls a buffer.
  public func name(of item: Int) -> String {
    let column = grid.names.firstIndex { ArenaColumns.Role(name: $0) == .id }
    guard let column, grid.rows.indices.contains(item) else { return "\(item)" }
    return grid.rows[item].cells[column]
  }

  /// The file's text with an `offset` column behind the others, rows in the same order.
  public func text(offsets: [Int]) -> String {
    let rows = zip(grid.rows, offsets).map { $0.cells + [String($1)] }
    return ([grid.names + ["offset"]] + rows)
      .map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    let isPlain = cell.utf8.allSatisfy { byte in
      ![UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(byte)
    }
    if isPlain && cell.first != " " && cell.last != " " { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

/// Which column is what.
struct ArenaColumns {
  enum Role: Hashable {
    case id, lower, upper, end, size, alignment
    /// minimalloc's advice to its search: needless here.
    case hint
    case gaps, offset

    /// The role of a column of that name.
    init?(name: String) {
      switch name {
      case "id", "buffer", "buffer_id": self = .id
      case "lower", "start", "begin": self = .lower
      case "upper": self = .upper
      case "end": self = .end
      case "size": self = .size
      case "alignment": self = .alignment
      case "hint": self = .hint
      case "gaps": self = .gaps
      case "offset": self = .offset
      default: return nil
      }
    }
  }

  static let example = "`b1,0,3,4` under `id,lower,upper,size`"

  /// From 0.
  private(set) var indices: [Role: Int] = [:]

  init(_ grid: CSVGrid) throws(Failure) {
    var diagnostics: [Diagnostic] = []
    func report(_ message: String, column: Int, help: String) {
      let place = Place.cell(path: grid.path, row: grid.headerLine, column: column + 1)
      diagnostics.append(Diagnostic(.error, .unknownColumn, message, at: place, help: help))
    }
    for (column, name) in grid.names.enumerated() {
      let known = ["id", "lower", "upper", "end", "size", "alignment"]
      guard let role = Role(name: name) else {
        report(
          "unknown column '\(name)'", column: column,
          help: DidYouMean.help(for: name, in: known, naming: "the columns are"))
        continue
      }
      if role == .offset {
        report(
          "the file has offsets already", column: column, help: "remove the column: offsets are what is looked for")
      }
      let other: Role? = role == .end ? .upper : role == .upper ? .end : nil
      if let first = indices[role] ?? other.flatMap({ indices[$0] }) {
        report(
          "'\(name)' says the same as '\(grid.names[first])'", column: column, help: "keep one of the two columns")
      }
      indices[role] = column
    }
    let missing = [("id", Role.id), ("lower", .lower), ("upper", .upper), ("size", .size)].filter { name, role in
      indices[role] == nil && !(role == .upper && indices[.end] != nil)
    }.map { "'\($0.0)'" }
    if !missing.isEmpty {
      report(
        "the header lacks \(missing.joined(separator: ", "))", column: 0,
        help: "the first line names the columns: id,lower,upper,size and, where wanted, alignment")
    }
    if !diagnostics.isEmpty { throw Failure(diagnostics) }
  }
}
