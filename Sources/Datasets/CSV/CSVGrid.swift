// A CSV file with a header as a grid of texts, for files that are no data set: quotes resolved, every row with its line.

import Diagnostics

public struct CSVGrid: Sendable {
  public struct Row: Sendable {
    /// The line it begins on, from 1.
    public var line: Int
    /// One for each of the grid's columns.
    public var cells: [String]
  }

  public let path: String
  /// The columns' names, each once.
  public private(set) var names: [String] = []
  /// The line that the header stands on, from 1.
  public private(set) var headerLine = 1
  public private(set) var rows: [Row] = []

  /// Reads a file; empty lines are skipped.
  ///
  /// - Parameter rowLimit: more rows are an error.
  /// - Throws: `dataNotFound`, `fileAccess`, `badFile`, `dataTooLarge`, or `badCell` for broken quotes, ragged rows and
  ///   repeated names.
  public init(path: String, rowLimit: Int) throws(Failure) {
    self.path = path
    let file = try DataMemory.mapFile(path)
    let header = try CSVHeader(file, path: path, hasHeader: true, delimiter: UInt8(ascii: ","))
    names = header.names
    headerLine = header.dataLine - 1
    try file.withBytes { bytes throws(Failure) in
      try read(bytes, from: (header.dataStart, header.dataLine), rowLimit: rowLimit)
    }
  }

  private mutating func read(
    _ bytes: Span<UInt8>, from first: (position: Int, line: Int), rowLimit: Int
  ) throws(Failure) {
    var errors = CellErrors(path: path)
    var (position, line) = first
    while position < bytes.count, !errors.isFull {
      if let next = CSVHeader.blankLineEnd(bytes, at: position) {
        position = next
        line += 1
        continue
      }
      guard rows.count < rowLimit else {
        throw Failure(.dataTooLarge, "\(path) has more than \(rowLimit) rows", at: .path(path))
      }
      var row = Row(line: line, cells: [])
      var ending = CSVEnding.delimiter
      var count = 0
      while case .delimiter = ending {
        let cell = CSVCell(at: position, in: bytes, delimiter: UInt8(ascii: ","))
        if let problem = cell.problem {
          errors.add(problem.message, line: line, column: count + 1, help: CSVRows.quotingHelp)
        }
        if count < names.count { row.cells.append(cell.text(in: bytes)) }
        count += 1
        position = cell.next
        ending = cell.ending
        line += cell.innerLines
      }
      if count != names.count { errors.addRagged(cells: count, expected: names.count, line: row.line) }
      line += 1
      rows.append(row)
    }
    try errors.throwIfAny()
  }
}
