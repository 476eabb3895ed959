// The bounds within which data is read. Every size that a file states is checked against the file's own length first,
// then against these; products are computed without overflow.

import Diagnostics

enum DataLimits {
  /// Row numbers are stored as UInt32, and the runtime counts them with Int32.
  static let rows = 1 << 31 - 1
  /// Bytes of one table's inputs.
  static let bytes = 16 << 30
  static let classes = 1 << 20
  /// Texts of one categorical column. Each becomes an input of every row, so that without a bound a small file of names
  /// would grow with the square of its rows.
  static let categories = 1000
  /// Columns of a table, features after encoding.
  static let features = 1 << 20
  /// Errors about cells that are shown before reading stops.
  static let cellErrors = 20

  /// The product of non-negative factors; nil beyond Int.
  static func product(_ factors: [Int]) -> Int? {
    var result = 1
    for factor in factors {
      let (product, overflow) = result.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      result = product
    }
    return result
  }

  /// The bytes of `factors` elements, or an error at `place` where they are more than one table may have.
  static func checkedBytes(_ factors: [Int], elementSize: Int, at place: Place) throws(Failure) -> Int {
    guard let bytes = product(factors + [elementSize]), bytes <= Self.bytes else {
      let shape = factors.map(String.init).joined(separator: " x ")
      throw Failure(
        .dataTooLarge,
        "\(shape) elements of \(elementSize) bytes are more than the \(Self.bytes >> 30) GiB a table may have",
        at: place, help: "leave columns or rows out of the file")
    }
    return bytes
  }
}
