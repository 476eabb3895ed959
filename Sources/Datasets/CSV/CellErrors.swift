// Collects errors about cells: the first three of each column and twenty in all, then reading stops.

import Diagnostics

struct CellErrors {
  private let path: String
  private var diagnostics: [Diagnostic] = []
  private var countOfColumn: [Int: Int] = [:]
  private static let perColumn = 3

  init(path: String) { self.path = path }

  var isEmpty: Bool { diagnostics.isEmpty }
  var isFull: Bool { diagnostics.count >= DataLimits.cellErrors }

  /// Reports a cell; `line` and `column` count from 1.
  mutating func add(
    _ message: String, code: DiagnosticCode = .badCell, line: Int, column: Int, help: String? = nil
  ) {
    let seen = countOfColumn[column, default: 0]
    countOfColumn[column] = seen + 1
    guard seen < Self.perColumn, !isFull else { return }
    let place = Place.cell(path: path, row: line, column: column)
    diagnostics.append(Diagnostic(.error, code, message, at: place, help: help))
  }

  /// Reports a row with too few or too many cells.
  mutating func addRagged(cells: Int, expected: Int, line: Int) {
    add(
      "the row has \(cells) cell\(cells == 1 ? "" : "s"), the first one \(expected)", line: line,
      column: min(cells, expected), help: "check the row's delimiters and quotes")
  }

  /// - Throws: what has been collected, with a note on what has not been shown.
  func throwIfAny() throws(Failure) {
    guard var last = diagnostics.last else { return }
    let hidden = countOfColumn.values.reduce(0, +) - diagnostics.count
    if isFull {
      last.notes.append(Note("reading stopped here; there may be more errors"))
    } else if hidden > 0 {
      last.notes.append(Note("\(hidden) more such cells are not shown"))
    }
    throw Failure(diagnostics.dropLast() + [last])
  }
}
