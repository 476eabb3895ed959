// Reads a CSV file in one pass over its mapped bytes. The roles of the columns are known from the header, so each cell
// goes straight to its place: a number into the float matrix, a text into a label table. Room for the rows is made once,
// for as many as there are line breaks and bytes.

import Diagnostics

struct CSVReader {
  private let file: DataMemory
  private let path: String
  private let options: CSVOptions
  private let layout: CSVLayout
  private let targetKind: TargetKind
  /// Where the first data row begins, and its line.
  private let firstRow: (position: Int, line: Int)

  /// Opens a file and resolves its columns.
  ///
  /// - Throws: `dataNotFound`, `badFile`, `unknownColumn`, ...
  init(options: CSVOptions, expectation: CSVExpectation?, targetKind: TargetKind) throws(Failure) {
    path = options.path
    file = try DataMemory.mapFile(path)
    self.options = options
    self.targetKind = targetKind
    let header = try CSVHeader(file, path: path, hasHeader: options.hasHeader, delimiter: options.delimiter)
    layout = try CSVLayout(names: header.names, options: options, expectation: expectation)
    firstRow = (header.dataStart, header.dataLine)
  }

  /// Reads all rows.
  ///
  /// - Throws: `badCell` for every bad cell, up to twenty.
  func read() throws(Failure) -> CSVTable {
    let place = Place.path(path)
    let bound = try file.withBytes { bytes throws(Failure) in try rowBound(bytes) }
    let matrixBytes = try DataLimits.checkedBytes([bound, layout.numericCount], elementSize: 4, at: place)
    var matrix = try DataBuffer(byteCount: matrixBytes, at: place)
    var targets = try DataBuffer(byteCount: targetKind == .numbers ? bound * 4 : 0, at: place)
    var rows = CSVRows(path: path, layout: layout, missing: options.missing)
    file.withBytes { bytes in
      matrix.withElements(of: Float.self) { numbers in
        targets.withElements(of: Float.self) { targetNumbers in
          rows.read(
            bytes, from: firstRow, delimiter: options.delimiter, bound: bound, numbers: &numbers,
            targets: &targetNumbers, targetKind: targetKind)
        }
      }
    }
    try rows.errors.throwIfAny()
    guard rows.count > 0 else {
      throw Failure(.badFile, "\(path) has no data rows", at: .cell(path: path, row: 1, column: 1))
    }
    let target: CSVTarget =
      switch targetKind {
      case .classes: .labels(rows.labelCodes, rows.labels)
      case .numbers: .numbers(targets.freeze(byteCount: rows.count * 4))
      }
    return CSVTable(
      path: path, layout: layout, rowCount: rows.count,
      numbers: matrix.freeze(byteCount: rows.count * layout.numericCount * 4), codes: rows.codes,
      categories: rows.categories, missing: options.missing, target: target)
  }

  /// At least as many as there are rows: line breaks, but a row takes a byte for each of its columns, too.
  private func rowBound(_ bytes: Span<UInt8>) throws(Failure) -> Int {
    var breaks = 1
    for i in bytes.indices where bytes[i] == UInt8(ascii: "\n") || bytes[i] == UInt8(ascii: "\r") { breaks += 1 }
    let bound = min(breaks, bytes.count / layout.names.count + 1)
    guard bound <= DataLimits.rows else {
      throw Failure(.dataTooLarge, "\(path) has more than \(DataLimits.rows) rows", at: .path(path))
    }
    return bound
  }
}
