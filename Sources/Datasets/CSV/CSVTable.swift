// A CSV file as read, before anything is fitted: numbers row by row with NaN for missing ones, texts as numbers of their
// column's label table with -1 for missing ones, and the target.

import Diagnostics

struct CSVTable: Sendable {
  var path: String
  var layout: CSVLayout
  var rowCount: Int
  /// Numeric features, float32: [rows, numeric features]; NaN is missing.
  var numbers: DataMemory
  /// Categorical features: [rows, categorical features]; -1 is missing.
  var codes: [Int32]
  /// The texts of each categorical feature.
  var categories: [LabelTable]
  var missing: MissingPolicy
  var target: CSVTarget
}

enum CSVTarget: Sendable {
  /// Each row's number in the table of labels.
  case labels([Int32], LabelTable)
  /// float32: [rows]
  case numbers(DataMemory)
}
