// Makes the data set's tables of the sources' tables: one shape, one element type, encoded columns.

import Diagnostics
import ExecutionPlan

/// Tables that are ready to train.
struct EncodedTables {
  var shape: [Int]
  var elementType: ElementType
  var names: [String]?
  var tables: [Table]
}

/// Encodes all tables as the first one, fitting on its `training` rows.
///
/// - Throws: `dataMismatch` where a table's inputs or targets have another form than the first one's.
func encode(
  _ tables: [SourceTable], training: [UInt32], classIndices: [[Int32]]
) throws(Failure) -> EncodedTables {
  let main = tables[0]
  var result: EncodedTables
  var encoding: FeatureEncoding?
  switch main.inputs {
  case .dense(_, let elementType, let shape):
    result = EncodedTables(shape: shape, elementType: elementType, names: nil, tables: [])
  case .columns(let csv):
    let policies = tables.compactMap { if case .columns(let csv) = $0.inputs { csv.missing } else { nil } }
    let fitted = try FeatureEncoding(csv, rows: training, policies: Set(policies))
    encoding = fitted
    result = EncodedTables(
      shape: [fitted.inputNames.count], elementType: .float32, names: fitted.inputNames, tables: [])
  }
  for (table, classes) in zip(tables, classIndices) {
    let inputs = try encodeInputs(table, like: result, main: main, encoding)
    let targets = try encodeTargets(table, main: main, classes)
    result.tables.append(Table(path: table.path, rowCount: table.rowCount, inputs: inputs, targets: targets))
  }
  return result
}

private func encodeInputs(
  _ table: SourceTable, like form: EncodedTables, main: SourceTable, _ encoding: FeatureEncoding?
) throws(Failure) -> DataMemory {
  func mismatch(_ shape: [Int], _ elementType: ElementType) -> Failure {
    Failure(
      .dataMismatch,
      "\(table.path) has \(elementType.rawValue) inputs of shape \(shape), \(main.path) has "
        + "\(form.elementType.rawValue) inputs of shape \(form.shape)",
      at: .path(table.path), help: "test and validation data must have the training data's form")
  }
  switch (table.inputs, encoding) {
  case (.dense(let memory, let elementType, let shape), nil):
    guard shape == form.shape, elementType == form.elementType else { throw mismatch(shape, elementType) }
    return memory
  case (.columns(let csv), let encoding?): return try encoding.encode(csv)
  case (.columns(let csv), nil): throw mismatch([csv.layout.features.count], .float32)
  case (.dense(_, let elementType, let shape), _?): throw mismatch(shape, elementType)
  }
}

private func encodeTargets(_ table: SourceTable, main: SourceTable, _ classes: [Int32]) throws(Failure) -> TableTargets
{
  switch table.targets {
  case .numbers(let memory, let width):
    if case .numbers(_, let expected) = main.targets, expected != width {
      throw Failure(
        .dataMismatch, "\(table.path) has \(width) numbers for a target, \(main.path) has \(expected)",
        at: .path(table.path), help: "test and validation data must have the training data's form")
    }
    return .numbers(memory, width: width)
  case .indices, .labels:
    var buffer = try DataBuffer(byteCount: classes.count * 4, at: .path(table.path))
    buffer.withElements(of: Int32.self) { indices in
      for i in classes.indices { indices[i] = classes[i] }
    }
    return .classes(buffer.freeze())
  }
}
