// Describes a CSV file in one pass: for each column its kind, range, missing cells and commonest texts.

import Diagnostics

struct TableDescriber {
  private static let distinctLimit = 1000

  private let file: DataMemory
  private let path: String

  init(_ file: DataMemory, path: String) {
    self.file = file
    self.path = path
  }

  /// What has been seen of a column.
  private struct Seen {
    var numbers = NumberSummary()
    var integers = 0
    var missing = 0
    var cells = 0
    var firstText: String?
    var texts = LabelTable()
    var counts: [Int] = []
    var isComplete = true
  }

  func describe(hasHeader: Bool?, delimiter: UInt8?) throws(Failure) -> TableDescription {
    let delimiter = delimiter ?? file.withBytes { Self.guessDelimiter($0) }
    let plain = try CSVHeader(file, path: path, hasHeader: false, delimiter: delimiter)
    let isHeader = hasHeader ?? file.withBytes { Self.looksLikeHeader($0, from: plain.dataStart, delimiter) }
    let header = try CSVHeader(file, path: path, hasHeader: isHeader, delimiter: delimiter)
    var seen = [Seen](repeating: Seen(), count: header.names.count)
    let rows = try file.withBytes { bytes throws(Failure) in
      try read(bytes, header, delimiter, into: &seen)
    }
    return TableDescription(
      path: path, hasHeader: isHeader, delimiter: delimiter, rowCount: rows,
      columns: zip(header.names, seen).map(Self.column))
  }

  private func read(
    _ bytes: Span<UInt8>, _ header: CSVHeader, _ delimiter: UInt8, into seen: inout [Seen]
  ) throws(Failure) -> Int {
    var errors = CellErrors(path: path)
    var position = header.dataStart
    var line = header.dataLine
    var rows = 0
    while position < bytes.count, !errors.isFull {
      if let next = CSVHeader.blankLineEnd(bytes, at: position) {
        position = next
        line += 1
        continue
      }
      let rowLine = line
      var column = 0
      var ending = CSVEnding.delimiter
      while case .delimiter = ending {
        let cell = CSVCell(at: position, in: bytes, delimiter: delimiter)
        if let problem = cell.problem {
          errors.add(problem.message, line: line, column: column + 1, help: CSVRows.quotingHelp)
        } else if column < seen.count {
          Self.look(at: cell, bytes, line, &seen[column])
        }
        position = cell.next
        ending = cell.ending
        line += cell.innerLines
        column += 1
      }
      line += 1
      if column != seen.count { errors.addRagged(cells: column, expected: seen.count, line: rowLine) }
      rows += 1
    }
    try errors.throwIfAny()
    return rows
  }

  private static func look(at cell: CSVCell, _ bytes: Span<UInt8>, _ line: Int, _ seen: inout Seen) {
    seen.cells += 1
    switch CSVNumber(cell, in: bytes) {
    case .missing:
      seen.missing += 1
      return
    case .number(let value):
      seen.numbers.add(value)
      if value == value.rounded() { seen.integers += 1 }
    case .notFinite, .text: if seen.firstText == nil { seen.firstText = cell.text(in: bytes) }
    }
    guard seen.isComplete else { return }
    let number = Int(seen.texts.number(of: cell, in: bytes, line: line))
    if number == seen.counts.count { seen.counts.append(0) }
    seen.counts[number] += 1
    seen.isComplete = seen.counts.count < distinctLimit
  }

  private static func column(_ name: String, _ seen: Seen) -> TableDescription.Column {
    let present = seen.cells - seen.missing
    let kind: TableDescription.Kind =
      if present == 0 { .empty } else if seen.integers == present { .integer } else if seen.numbers.count == present {
        .number
      } else { .text }
    let counts = zip(seen.texts.texts, seen.counts).map { TableDescription.Count(text: $0, count: $1) }
    return TableDescription.Column(
      name: name, kind: kind, minimum: seen.numbers.minimum, maximum: seen.numbers.maximum, mean: seen.numbers.mean,
      missing: seen.missing, numbers: seen.numbers.count, firstText: seen.firstText, distinct: seen.texts.count,
      distinctIsComplete: seen.isComplete,
      commonest: seen.isComplete ? Array(counts.sorted { ($1.count, $0.text) < ($0.count, $1.text) }.prefix(100)) : [])
  }

  private static func guessDelimiter(_ bytes: Span<UInt8>) -> UInt8 {
    var best = (delimiter: UInt8(ascii: ","), count: 0)
    for candidate in ",;\t|".utf8 {
      var count = 0
      var isQuoted = false
      for i in bytes.indices {
        if bytes[i] == UInt8(ascii: "\"") { isQuoted.toggle() }
        if !isQuoted, bytes[i] == UInt8(ascii: "\n") || bytes[i] == UInt8(ascii: "\r") { break }
        if !isQuoted, bytes[i] == candidate { count += 1 }
      }
      if count > best.count { best = (candidate, count) }
    }
    return best.delimiter
  }

  /// A number under a text makes the text a name, and the first row a header, even if years are among the names. Where the
  /// second row tells nothing, names are no numbers.
  private static func looksLikeHeader(_ bytes: Span<UInt8>, from start: Int, _ delimiter: UInt8) -> Bool {
    let (first, next) = isNumber(bytes, from: start, delimiter)
    var position = next
    while let end = CSVHeader.blankLineEnd(bytes, at: position) { position = end }
    let (second, _) = isNumber(bytes, from: position, delimiter)
    return zip(first, second).contains { !$0 && $1 } || !first.contains(true)
  }

  /// For each cell of a row whether it is a number, and where the row ends.
  private static func isNumber(_ bytes: Span<UInt8>, from start: Int, _ delimiter: UInt8) -> ([Bool], next: Int) {
    var position = start
    var result: [Bool] = []
    while position < bytes.count {
      let cell = CSVCell(at: position, in: bytes, delimiter: delimiter)
      if case .number = CSVNumber(cell, in: bytes) { result.append(true) } else { result.append(false) }
      position = cell.next
      guard case .delimiter = cell.ending else { break }
    }
    return (result, position)
  }
}
