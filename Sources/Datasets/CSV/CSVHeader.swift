// The first row of a CSV file: the columns' names, or only their number where the file has no header.

import Diagnostics

struct CSVHeader {
  private(set) var names: [String] = []
  /// Where the data begins, and the line there, from 1.
  private(set) var dataStart = 0
  private(set) var dataLine = 1

  /// - Throws: `badFile` for an empty or a UTF-16 file, `badCell` for broken quotes and repeated names.
  init(_ file: DataMemory, path: String, hasHeader: Bool, delimiter: UInt8) throws(Failure) {
    try file.withBytes { bytes throws(Failure) in
      try read(bytes, path: path, hasHeader: hasHeader, delimiter: delimiter)
    }
  }

  private mutating func read(
    _ bytes: Span<UInt8>, path: String, hasHeader: Bool, delimiter: UInt8
  ) throws(Failure) {
    if bytes.count >= 2, bytes[0] ^ bytes[1] == 0x01, bytes[0] >= 0xFE {
      throw Failure(
        .badFile, "the file is UTF-16", at: .file(path: path, offset: 0), help: "save it as UTF-8")
    }
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { dataStart = 3 }
    skipBlankLines(bytes)
    guard dataStart < bytes.count else {
      throw Failure(.badFile, "\(path) is empty", at: .file(path: path, offset: 0))
    }
    var errors = CellErrors(path: path)
    var position = dataStart
    var line = dataLine
    var numberOfName: [String: Int] = [:]
    while true {
      let cell = CSVCell(at: position, in: bytes, delimiter: delimiter)
      let column = names.count
      if let problem = cell.problem, hasHeader {
        errors.add(problem.message, line: line, column: column + 1, help: CSVRows.quotingHelp)
      }
      var name = hasHeader ? cell.text(in: bytes) : ""
      if name.isEmpty { name = "column_\(column)" }
      if let first = numberOfName.updateValue(column, forKey: name) {
        errors.add(
          "columns \(first + 1) and \(column + 1) are both called '\(name)'", line: line, column: column + 1,
          help: "rename one of them")
      }
      names.append(name)
      guard names.count <= DataLimits.features else {
        throw Failure(.dataTooLarge, "\(path) has more than \(DataLimits.features) columns", at: .path(path))
      }
      position = cell.next
      line += cell.innerLines
      if case .delimiter = cell.ending { continue }
      break
    }
    try errors.throwIfAny()
    if hasHeader {
      dataStart = position
      dataLine = line + 1
    }
  }

  private mutating func skipBlankLines(_ bytes: Span<UInt8>) {
    while let next = Self.blankLineEnd(bytes, at: dataStart) {
      dataStart = next
      dataLine += 1
    }
  }

  /// Where the next line begins, if the one at `position` is empty.
  @inline(__always)
  static func blankLineEnd(_ bytes: Span<UInt8>, at position: Int) -> Int? {
    guard position < bytes.count else { return nil }
    if bytes[position] == UInt8(ascii: "\n") { return position + 1 }
    guard bytes[position] == UInt8(ascii: "\r") else { return nil }
    return position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\n") ? position + 2 : position + 1
  }
}
