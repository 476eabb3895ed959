// Gathers the facts of a loaded data set: one pass over the training rows for ranges and sums (two for floats), one over
// the targets, and one over all rows for duplicates.

import ExecutionPlan
import Files

/// The facts of a data set. Takes time in proportion to its bytes.
public func dataFacts(of dataset: Dataset) -> DataFacts { dataFacts(of: dataset, hash: .random) }

/// - Parameter hash: how duplicates are looked for; the facts don't depend on it.
package func dataFacts(of dataset: Dataset, hash: RowHash) -> DataFacts {
  let table = dataset.tables[dataset.training.table]
  let rows = dataset.training.rows
  return DataFacts(
    summary: dataset.summary,
    inputs: InputFacts(table.inputs, dataset.elementType, rows: rows, width: dataset.featureCount),
    targets: TargetFacts(table.targets, rows: rows),
    validation: dataset.validation.map { HeldOutFacts($0, of: dataset, hash) },
    test: dataset.test.map { HeldOutFacts($0, of: dataset, hash) })
}

extension InputFacts {
  fileprivate init(_ memory: DataMemory, _ type: ElementType, rows: [UInt32], width: Int) {
    switch type {
    case .uint8:
      features = ColumnFacts(bytes: memory, rows: rows, width: width)
      areIntegers = true
    case .float32:
      features = ColumnFacts(floats: memory, rows: rows, width: width)
      areIntegers = memory.withElements(of: Float.self) { values in
        rows.allSatisfy { row in
          let start = Int(row) * width
          return (start..<start + width).allSatisfy { values[$0] == values[$0].rounded(.towardZero) }
        }
      }
    }
    let features = features
    constantFeatures = (0..<features.count).filter { features.minimum[$0] == features.maximum[$0] }
  }
}

extension ColumnFacts {
  /// Of uint8 elements, [rows, width].
  init(bytes memory: DataMemory, rows: [UInt32], width: Int) {
    let sums = ByteColumnSums(memory, rows: rows, width: width)
    let statistics = sums.statistics(rowCount: rows.count)
    self.init(
      minimum: sums.minimum.map(Float.init), maximum: sums.maximum.map(Float.init), mean: statistics.mean,
      variance: statistics.variance)
  }

  /// Of float32 elements, [rows, width].
  init(floats memory: DataMemory, rows: [UInt32], width: Int) {
    let sums = FloatColumnSums(memory, rows: rows, width: width)
    let statistics = sums.statistics(memory, rows: rows)
    self.init(
      minimum: sums.minimum, maximum: sums.maximum, mean: statistics.mean, variance: statistics.variance)
  }
}

extension HeldOutFacts {
  fileprivate init(_ rows: RowSet, of dataset: Dataset, _ hash: RowHash) {
    let table = dataset.tables[rows.table]
    let trainingTable = dataset.tables[dataset.training.table]
    let path = Folder.absolute(table.path)
    // Rows that were cut off are of the training rows' table itself.
    let isShared = rows.table != dataset.training.table && path == Folder.absolute(trainingTable.path)
    self.init(
      rowCount: rows.count, classCounts: dataset.classCounts(of: rows),
      duplicates: dataset.duplicates(in: rows, hash), sharedFile: isShared ? path : nil)
  }
}
