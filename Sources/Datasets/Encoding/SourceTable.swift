// What a source delivers before anything is fitted or split.

import Diagnostics
import ExecutionPlan

/// Whether targets are classes or numbers; the loss decides.
public typealias TargetKind = ExecutionPlan.TargetKind

/// One table of a source.
struct SourceTable: Sendable {
  enum Inputs: Sendable {
    /// Elements that are ready to train: [rows] + shape.
    case dense(DataMemory, ElementType, shape: [Int])
    /// Columns that are still to be encoded and imputed.
    case columns(CSVTable)
  }

  enum Targets: Sendable {
    /// Class indices, with the classes' names where the source knows them.
    case indices(ClassIndices)
    /// Texts: each row's number in a table of labels, and the file and column they stand in.
    case labels([Int32], LabelTable, path: String, column: Int)
    /// float32: [rows, width]
    case numbers(DataMemory, width: Int)
  }

  /// The file or name for messages.
  var path: String
  var rowCount: Int
  var inputs: Inputs
  var targets: Targets
}

/// Class indices read from a binary file; none is negative.
struct ClassIndices: Sendable {
  var values: [Int32]
  var names: [String]?
  var path: String
  /// Where the first label stands in the file, and the bytes of each.
  var offset: Int
  var stride: Int

  func place(ofRow row: Int) -> Place { .file(path: path, offset: offset + row * stride) }
}

/// What a source delivers: its rows, and the test set that it brings.
struct SourceData: Sendable {
  enum OwnTest: Sendable {
    /// The last rows of the one table.
    case lastRows(Int)
    case table(SourceTable)
  }

  var table: SourceTable
  var ownTest: OwnTest?
}
