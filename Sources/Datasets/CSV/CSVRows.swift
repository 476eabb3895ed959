// The loop over a CSV file's rows: cells to their places, errors with row and column. Empty lines are skipped.

import Diagnostics

struct CSVRows {
  static let quotingHelp = "enclose the cell in quotes and double the quotes inside"

  private let path: String
  private let layout: CSVLayout
  private let missing: MissingPolicy
  private(set) var errors: CellErrors
  private(set) var count = 0
  private(set) var codes: [Int32] = []
  private(set) var categories: [LabelTable]
  private(set) var labelCodes: [Int32] = []
  private(set) var labels = LabelTable()

  init(path: String, layout: CSVLayout, missing: MissingPolicy) {
    self.path = path
    self.layout = layout
    self.missing = missing
    errors = CellErrors(path: path)
    categories = [LabelTable](repeating: LabelTable(), count: layout.categoricalCount)
  }

  /// Reads until the end or until there are too many errors.
  ///
  /// - Parameters:
  ///   - bound: at least as many rows as have the right number of cells.
  ///   - numbers: [bound, numeric features]
  ///   - targets: [bound] for number targets
  mutating func read(
    _ bytes: Span<UInt8>, from first: (position: Int, line: Int), delimiter: UInt8, bound: Int,
    numbers: inout MutableSpan<Float>, targets: inout MutableSpan<Float>, targetKind: TargetKind
  ) {
    let roles = layout.roles
    let numericCount = layout.numericCount
    let categoricalCount = layout.categoricalCount
    var position = first.position
    var line = first.line
    while position < bytes.count, count < bound, !errors.isFull, labels.count <= DataLimits.classes {
      if let next = CSVHeader.blankLineEnd(bytes, at: position) {
        position = next
        line += 1
        continue
      }
      let rowLine = line
      codes.append(contentsOf: repeatElement(-1, count: categoricalCount))
      var column = 0
      var ending = CSVEnding.delimiter
      while case .delimiter = ending {
        let cell = CSVCell(at: position, in: bytes, delimiter: delimiter)
        position = cell.next
        ending = cell.ending
        let cellLine = line
        line += cell.innerLines
        if let problem = cell.problem {
          errors.add(problem.message, line: cellLine, column: column + 1, help: Self.quotingHelp)
        } else if column < roles.count {
          switch roles[column] {
          case .unused: break
          case .numeric(let slot):
            numbers[count * numericCount + slot] = number(cell, bytes, cellLine, column)
          case .categorical(let slot):
            codes[count * categoricalCount + slot] = category(cell, bytes, cellLine, column, slot)
          case .target:
            switch targetKind {
            case .numbers: targets[count] = target(cell, bytes, cellLine)
            case .classes: labelCodes.append(label(cell, bytes, cellLine))
            }
          }
        }
        column += 1
      }
      line += 1
      if column == roles.count {
        count += 1
      } else {
        errors.addRagged(cells: column, expected: roles.count, line: rowLine)
      }
    }
  }

  @inline(__always)
  private mutating func number(_ cell: CSVCell, _ bytes: Span<UInt8>, _ line: Int, _ column: Int) -> Float {
    let reading = cell.hasDoubledQuotes ? CSVNumber.text : CSVNumber(cell, in: bytes)
    if case .number(let value) = reading { return Float(value) }
    return rejected(reading, cell, bytes, line, column)
  }

  /// NaN, with an error unless the cell may be missing.
  private mutating func rejected(
    _ reading: CSVNumber, _ cell: CSVCell, _ bytes: Span<UInt8>, _ line: Int, _ column: Int
  ) -> Float {
    let name = layout.names[column]
    switch reading {
    case .number(let value): return Float(value)
    case .missing:
      if missing == .error {
        errors.add(
          "the cell of column '\(name)' is missing", line: line, column: column + 1,
          help: "fill it in, or set missing: mean, median or zero")
      }
    case .notFinite:
      errors.add(
        "'\(cell.excerpt(in: bytes))' in column '\(name)' is not a finite number", line: line, column: column + 1,
        help: "replace it, or leave the cell empty and set missing")
    case .text:
      errors.add(
        "'\(cell.excerpt(in: bytes))' in column '\(name)' is not a number", line: line, column: column + 1,
        help: "if the column holds categories: `categorical: [\(name)]`; to leave it out: `exclude: [\(name)]`")
    }
    return .nan
  }

  private mutating func category(
    _ cell: CSVCell, _ bytes: Span<UInt8>, _ line: Int, _ column: Int, _ slot: Int
  ) -> Int32 {
    guard case .missing = CSVNumber(cell, in: bytes) else {
      return categories[slot].number(of: cell, in: bytes, line: line)
    }
    if missing == .error { _ = rejected(.missing, cell, bytes, line, column) }
    return -1
  }

  private mutating func target(_ cell: CSVCell, _ bytes: Span<UInt8>, _ line: Int) -> Float {
    let reading = cell.hasDoubledQuotes ? CSVNumber.text : CSVNumber(cell, in: bytes)
    if case .number(let value) = reading { return Float(value) }
    let name = layout.targetName
    let message =
      switch reading {
      case .missing: "the target '\(name)' is missing"
      case .number, .notFinite, .text: "'\(cell.excerpt(in: bytes))' is no finite number for the target '\(name)'"
      }
    errors.add(
      message, line: line, column: layout.targetColumn + 1,
      help: reading == .text
        ? "this loss predicts numbers; use a cross-entropy for classes" : "correct or remove the row")
    return .nan
  }

  private mutating func label(_ cell: CSVCell, _ bytes: Span<UInt8>, _ line: Int) -> Int32 {
    if case .missing = CSVNumber(cell, in: bytes) {
      errors.add(
        "the target '\(layout.targetName)' is missing", line: line, column: layout.targetColumn + 1,
        help: "correct or remove the row")
      return -1
    }
    let number = labels.number(of: cell, in: bytes, line: line)
    if labels.count > DataLimits.classes {
      errors.add(
        "the target '\(layout.targetName)' has more than \(DataLimits.classes) classes", line: line,
        column: layout.targetColumn + 1, help: "for numbers choose a loss such as mse")
    }
    return number
  }
}
