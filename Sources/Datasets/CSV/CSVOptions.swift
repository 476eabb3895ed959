// The fields of a `csv` source as the reader wants them, with the places in the spec that errors point at.

import Diagnostics
import SpecParser

/// A column by its name or by its number; numbers count from 0, negative ones from the end.
enum ColumnReference: Sendable, Hashable {
  case name(String)
  case index(Int)

  init?(_ value: SpecValue) {
    if let index = value.integer {
      self = .index(index)
    } else if let name = value.string {
      self = .name(name)
    } else {
      return nil
    }
  }
}

/// What happens to an empty cell of a feature.
enum MissingPolicy: String, Sendable, CaseIterable {
  case error, mean, median, zero
}

struct CSVOptions: Sendable {
  var path: String
  var target: Located<ColumnReference>
  var hasHeader: Bool
  var delimiter: UInt8
  var features: [Located<ColumnReference>]?
  var exclude: [Located<ColumnReference>]
  var categorical: [Located<ColumnReference>]
  var missing: MissingPolicy
}

/// What a column of the file is to the model.
enum ColumnRole: Sendable, Hashable {
  case unused
  /// A number; the payload is its place among the numeric features.
  case numeric(Int)
  /// A text; the payload is its place among the categorical features.
  case categorical(Int)
  case target
}
