// Targets from IDX and NPY files: class indices, one-hot rows, or numbers.

import Diagnostics

extension RawTensor {
  /// The targets of `rows` rows, as the loss wants them.
  ///
  /// - Throws: `dataMismatch` where the counts differ, `badLabel` where an element is no class.
  func targets(_ kind: TargetKind, rows: Int, inputPath: String, names: [String]?) throws(Failure)
    -> SourceTable.Targets
  {
    guard shape[0] == rows else {
      throw Failure(
        .dataMismatch, "\(inputPath) has \(rows) rows, but \(path) has \(shape[0]) targets", at: .path(path),
        help: "give both files the same number of rows, in the same order")
    }
    guard let width = DataLimits.product(Array(shape.dropFirst())), shape.count <= 2 else {
      throw Failure(
        .dataMismatch, "targets have one or two dimensions, \(path) has \(shape.count)", at: .path(path),
        help: "save one class or one row of numbers a sample")
    }
    switch kind {
    case .numbers: return .numbers(try floats(), width: width)
    case .classes:
      let values = width == 1 ? try classIndices() : try oneHotIndices(width: width)
      let names = names ?? (width == 1 ? nil : (0..<width).map(String.init))
      return .indices(
        ClassIndices(values: values, names: names, path: path, offset: offset, stride: format.size * width))
    }
  }

  private func classIndices() throws(Failure) -> [Int32] {
    var indices: [Int32] = []
    indices.reserveCapacity(count)
    let bad: Int? = elements.withBytes { bytes in
      for i in 0..<count {
        guard let index = Int32(exactly: number(at: i, in: bytes)), index >= 0, index < DataLimits.classes else {
          return i
        }
        indices.append(index)
      }
      return nil
    }
    if let bad {
      throw Failure(
        .badLabel, "target \(bad) of \(path) is no class index", at: place(ofElement: bad),
        help: "class indices are integers from 0; for other numbers choose a loss such as mse")
    }
    return indices
  }

  private func oneHotIndices(width: Int) throws(Failure) -> [Int32] {
    var indices: [Int32] = []
    indices.reserveCapacity(shape[0])
    let bad: Int? = elements.withBytes { bytes in
      for row in 0..<shape[0] {
        var hot: Int?
        for column in 0..<width {
          let value = number(at: row * width + column, in: bytes)
          if value == 0 { continue }
          guard value == 1, hot == nil else { return row }
          hot = column
        }
        guard let hot, let index = Int32(exactly: hot) else { return row }
        indices.append(index)
      }
      return nil
    }
    if let bad {
      throw Failure(
        .badLabel, "row \(bad) of \(path) is not one-hot: exactly one of its \(width) numbers must be 1, the others 0",
        at: place(ofElement: bad * width), help: "save class indices, or choose a loss for numbers such as mse")
    }
    return indices
  }
}
