// Turns a table's columns into the model's inputs: numbers stay, with missing ones filled, texts become one-hot. What is
// fitted, the fill values and the categories, is fitted on training rows only. A category that training rows don't have,
// and a missing one, is all zeros.

import Diagnostics

struct FeatureEncoding: Sendable {
  /// Names of the inputs after encoding: `age`, `colour=red`, ...
  let inputNames: [String]
  private let training: CSVTable
  private let fills: [MissingPolicy: [Float]]
  /// For each categorical feature the inputs' offsets of its texts.
  private let categories: [[String: Int]]

  /// Fits on `rows` of the training table.
  ///
  /// - Parameter policies: those of all tables that will be encoded.
  /// - Throws: `badCell` for a column without any value to fit.
  init(_ table: CSVTable, rows: [UInt32], policies: Set<MissingPolicy>) throws(Failure) {
    training = table
    var fills: [MissingPolicy: [Float]] = [:]
    for policy in MissingPolicy.allCases where policies.contains(policy) {
      fills[policy] = try ColumnFill(table, rows: rows).values(policy)
    }
    self.fills = fills
    categories = (0..<table.layout.categoricalCount).map { Self.categories(table, slot: $0, rows: rows) }
    var names: [String] = []
    for feature in table.layout.features {
      switch feature.role {
      case .categorical(let slot):
        guard categories[slot].count <= DataLimits.categories else {
          throw Failure(
            .dataTooLarge,
            "the categorical column '\(feature.name)' has \(categories[slot].count) distinct values, each of which would "
              + "be an input; at most \(DataLimits.categories) are encoded",
            at: .cell(path: table.path, row: 1, column: feature.column + 1),
            help: "exclude it if it names the rows, as an ID does, or put its values into fewer groups")
        }
        let ordered = categories[slot].sorted { $0.value < $1.value }
        names += ordered.map { "\(feature.name)=\($0.key)" }
      case .numeric, .target, .unused: names.append(feature.name)
      }
    }
    guard names.count <= DataLimits.features else {
      throw Failure(
        .dataTooLarge, "the categories make \(names.count) inputs, more than \(DataLimits.features)",
        at: .path(table.path), help: "exclude columns whose every row has its own text")
    }
    inputNames = names
  }

  /// The inputs of a table: float32, [rows, inputs].
  func encode(_ table: CSVTable) throws(Failure) -> DataMemory {
    guard zip(table.layout.features, training.layout.features).allSatisfy({ $0.name == $1.name && $0.role == $1.role }),
      table.layout.features.count == training.layout.features.count
    else {
      throw Failure(
        .dataMismatch, "\(table.path) has other features than \(training.path)",
        at: .cell(path: table.path, row: 1, column: 1),
        help: "give both files the same columns, or list the same features in the same order")
    }
    if table.layout.categoricalCount == 0, !Self.hasMissing(table.numbers) { return table.numbers }
    let width = inputNames.count
    let byteCount = try DataLimits.checkedBytes([table.rowCount, width], elementSize: 4, at: .path(table.path))
    var buffer = try DataBuffer(byteCount: byteCount, at: .path(table.path))
    let numericCount = table.layout.numericCount
    let categoricalCount = table.layout.categoricalCount
    let columns = inputColumns(table)
    let fill = fills[table.missing] ?? []
    table.numbers.withElements(of: Float.self) { numbers in
      buffer.withElements(of: Float.self) { inputs in
        for row in 0..<table.rowCount {
          for column in columns {
            switch column {
            case .number(let slot, let input):
              let value = numbers[row * numericCount + slot]
              inputs[row * width + input] = value.isNaN ? fill[slot] : value
            case .category(let slot, let inputOfCode):
              let code = Int(table.codes[row * categoricalCount + slot])
              if code >= 0, let input = inputOfCode[code] { inputs[row * width + input] = 1 }
            }
          }
        }
      }
    }
    return buffer.freeze()
  }

  private static func hasMissing(_ numbers: DataMemory) -> Bool {
    numbers.withElements(of: Float.self) { values in values.indices.contains { values[$0].isNaN } }
  }

  private enum InputColumn {
    case number(slot: Int, input: Int)
    /// The input of each of the table's own text numbers; nil for a text that training rows don't have.
    case category(slot: Int, inputOfCode: [Int?])
  }

  private func inputColumns(_ table: CSVTable) -> [InputColumn] {
    var input = 0
    var columns: [InputColumn] = []
    for feature in table.layout.features {
      switch feature.role {
      case .numeric(let slot):
        columns.append(.number(slot: slot, input: input))
        input += 1
      case .categorical(let slot):
        let inputOfCode = table.categories[slot].texts.map { text in categories[slot][text].map { $0 + input } }
        columns.append(.category(slot: slot, inputOfCode: inputOfCode))
        input += categories[slot].count
      case .target, .unused: break
      }
    }
    return columns
  }

  /// The texts of training rows in alphabetical order, with their places.
  private static func categories(_ table: CSVTable, slot: Int, rows: [UInt32]) -> [String: Int] {
    var seen: Set<Int32> = []
    for row in rows { seen.insert(table.codes[Int(row) * table.layout.categoricalCount + slot]) }
    let texts = Set(seen.compactMap { $0 >= 0 ? table.categories[slot].texts[Int($0)] : nil })
    let sorted = texts.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    return Dictionary(sorted.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// The value that stands in for a missing number, for each numeric column.
private struct ColumnFill {
  let table: CSVTable
  let rows: [UInt32]

  init(_ table: CSVTable, rows: [UInt32]) {
    self.table = table
    self.rows = rows
  }

  func values(_ policy: MissingPolicy) throws(Failure) -> [Float] {
    let count = table.layout.numericCount
    switch policy {
    // Reading has refused missing cells.
    case .error, .zero: return [Float](repeating: 0, count: count)
    case .mean, .median:
      var fills: [Float] = []
      for feature in table.layout.features {
        guard case .numeric(let slot) = feature.role else { continue }
        var present: [Float] = []
        table.numbers.withElements(of: Float.self) { numbers in
          for row in rows {
            let value = numbers[Int(row) * count + slot]
            if !value.isNaN { present.append(value) }
          }
        }
        guard !present.isEmpty else {
          throw Failure(
            .badCell, "column '\(feature.name)' has no value in any training row, so no \(policy.rawValue)",
            at: .cell(path: table.path, row: 1, column: feature.column + 1), help: "exclude the column")
        }
        fills.append(policy == .mean ? mean(present) : median(present))
      }
      return fills
    }
  }

  private func mean(_ values: [Float]) -> Float {
    Float(values.reduce(0.0) { $0 + Double($1) } / Double(values.count))
  }

  /// The middle value, or the mean of the middle two.
  private func median(_ values: [Float]) -> Float {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    return Float((Double(sorted[middle - 1]) + Double(sorted[middle])) / 2)
  }
}
