// A loaded data set: tables of inputs and targets, and which of their rows are for training, validation and test.

import ExecutionPlan

/// Rows of one table.
public struct RowSet: Sendable, Hashable {
  /// Which of the data set's tables.
  public var table: Int
  /// Ascending row numbers.
  public var rows: [UInt32]

  public init(table: Int, rows: [UInt32]) {
    self.table = table
    self.rows = rows
  }

  public var count: Int { rows.count }
}

/// The targets of a table.
public enum TableTargets: Sendable {
  /// One class index a row: int32, [rows].
  case classes(DataMemory)
  /// float32, [rows, width].
  case numbers(DataMemory, width: Int)

  public var memory: DataMemory {
    switch self {
    case .classes(let memory), .numbers(let memory, _): memory
    }
  }
}

/// Inputs and targets, row by row, contiguous.
public final class Table: Sendable {
  /// The file of the inputs, or the name of what is embedded.
  public let path: String
  public let rowCount: Int
  /// uint8 or float32, row-major: [rows, features]
  public let inputs: DataMemory
  public let targets: TableTargets

  init(path: String, rowCount: Int, inputs: DataMemory, targets: TableTargets) {
    self.path = path
    self.rowCount = rowCount
    self.inputs = inputs
    self.targets = targets
  }
}

public struct Dataset: Sendable {
  /// One row's shape, without the batch dimension.
  public let inputShape: [Int]
  public let elementType: ElementType
  public let target: TargetSummary
  /// The inputs' names, where the source has them: columns, and `column=category` for one-hot inputs.
  public let featureNames: [String]?
  public let tables: [Table]
  public let training: RowSet
  public let validation: RowSet?
  public let test: RowSet?
  /// Training rows of each class; empty for number targets.
  public let classCounts: [Int]

  init(
    inputShape: [Int], elementType: ElementType, target: TargetSummary, featureNames: [String]?, tables: [Table],
    training: RowSet, validation: RowSet?, test: RowSet?
  ) {
    self.inputShape = inputShape
    self.elementType = elementType
    self.target = target
    self.featureNames = featureNames
    self.tables = tables
    self.training = training
    self.validation = validation
    self.test = test
    classCounts = Self.classCounts(of: training, in: tables, target)
  }

  /// Rows of each class in a set of rows; empty for number targets.
  func classCounts(of rows: RowSet) -> [Int] { Self.classCounts(of: rows, in: tables, target) }

  private static func classCounts(of set: RowSet, in tables: [Table], _ target: TargetSummary) -> [Int] {
    switch (target, tables[set.table].targets) {
    case (.classes(let names), .classes(let memory)):
      memory.withElements(of: Int32.self) { classes in
        var counts = [Int](repeating: 0, count: names.count)
        for row in set.rows { counts[Int(classes[Int(row)])] += 1 }
        return counts
      }
    case (.numbers, _), (.classes, .numbers): []
    }
  }

  /// Smallest and largest input of the training rows; a pass over all of them. Nil for no rows.
  public var inputRange: ClosedRange<Float>? {
    valueRange(tables[training.table].inputs, elementType, featureCount: featureCount, rows: training.rows)
  }

  /// Inputs of one row.
  public var featureCount: Int { inputShape.reduce(1, *) }

  /// Bytes of all inputs, targets and row numbers.
  public var byteCount: Int {
    let rows = training.count + (validation?.count ?? 0) + (test?.count ?? 0)
    return tables.reduce(rows * 4) { $0 + $1.inputs.byteCount + $1.targets.memory.byteCount }
  }

  /// What the compiler may know of it.
  public var summary: DataSummary {
    DataSummary(
      inputShape: inputShape, elementType: elementType, target: target, trainingRows: training.count,
      validationRows: validation?.count ?? 0, testRows: test?.count ?? 0,
      storedRows: tables.reduce(0) { $0 + $1.rowCount },
      classCounts: classCounts, featureNames: featureNames)
  }

  /// The same data with so many training rows at most, from all of them at even distances, and none held out.
  public func sample(ofRows count: Int) -> Dataset {
    let all = training.rows
    let step = max(1, all.count / max(count, 1))
    let rows = stride(from: 0, to: all.count, by: step).prefix(max(count, 1)).map { all[$0] }
    return Dataset(
      inputShape: inputShape, elementType: elementType, target: target, featureNames: featureNames, tables: tables,
      training: RowSet(table: training.table, rows: rows), validation: nil, test: nil)
  }
}
