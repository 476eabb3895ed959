// Mean and variance over training rows, for `normalization`: population variance, as Keras's Normalization.adapt computes
// it (https://keras.io/api/layers/preprocessing_layers/numerical/normalization/). One thread in row order, so the
// figures are the same on every machine. uint8 sums are exact integers; floats take two passes in double.

import ExecutionPlan

/// Mean and population variance: one value for each feature, or one in all.
public struct FeatureStatistics: Sendable, Hashable {
  public var mean: [Double]
  public var variance: [Double]
}

extension Dataset {
  /// Statistics of the inputs over the training rows: per feature in row-major order, or over all elements (`axis: null`).
  public func statistics(perFeature: Bool) -> FeatureStatistics {
    let inputs = tables[training.table].inputs
    return switch elementType {
    case .uint8: byteStatistics(inputs, training.rows, width: featureCount, perFeature: perFeature)
    case .float32: floatStatistics(inputs, training.rows, width: featureCount, perFeature: perFeature)
    }
  }

  /// Statistics of each number of the targets over the training rows; nil for classes.
  public func targetStatistics() -> FeatureStatistics? {
    switch tables[training.table].targets {
    case .classes: nil
    case .numbers(let memory, let width): floatStatistics(memory, training.rows, width: width, perFeature: true)
    }
  }
}

/// mean = S / n and variance = (n Q - S²) / n² with exact S = sum of x and Q = sum of x².
private func byteStatistics(
  _ memory: DataMemory, _ rows: [UInt32], width: Int, perFeature: Bool
) -> FeatureStatistics {
  let sums = ByteColumnSums(memory, rows: rows, width: width)
  if perFeature { return sums.statistics(rowCount: rows.count) }
  return FeatureStatistics(
    sum: [sums.sum.reduce(0, &+)], squares: [sums.squares.reduce(0, &+)], count: UInt64(rows.count) * UInt64(width))
}

extension ByteColumnSums {
  /// Mean and variance of each column.
  func statistics(rowCount: Int) -> FeatureStatistics {
    FeatureStatistics(sum: sum, squares: squares, count: UInt64(rowCount))
  }
}

extension FeatureStatistics {
  fileprivate init(sum: [UInt64], squares: [UInt64], count: UInt64) {
    guard count > 0 else {
      self.init(mean: sum.map { _ in 0 }, variance: sum.map { _ in 0 })
      return
    }
    let n = Double(count)
    self.init(
      mean: sum.map { Double($0) / n },
      variance: zip(sum, squares).map { sum, square in
        // At most 255² * 2^68, within 128 bits.
        Double(UInt128(count) * UInt128(square) - UInt128(sum) * UInt128(sum)) / n / n
      })
  }
}

private func floatStatistics(
  _ memory: DataMemory, _ rows: [UInt32], width: Int, perFeature: Bool
) -> FeatureStatistics {
  let sums = FloatColumnSums(memory, rows: rows, width: width)
  if perFeature { return sums.statistics(memory, rows: rows) }
  let n = Double(rows.count) * Double(width)
  guard n > 0 else { return FeatureStatistics(mean: [0], variance: [0]) }
  let mean = sums.sum.reduce(0, +) / n
  let squares = FloatColumnSums.squaredDifferences(
    memory, rows: rows, from: [Double](repeating: mean, count: width))
  return FeatureStatistics(mean: [mean], variance: [squares.reduce(0, +) / n])
}

extension FloatColumnSums {
  /// Mean and variance of each column, with a second pass over the rows that were summed.
  func statistics(_ memory: DataMemory, rows: [UInt32]) -> FeatureStatistics {
    guard !rows.isEmpty else { return FeatureStatistics(mean: sum.map { _ in 0 }, variance: sum.map { _ in 0 }) }
    let n = Double(rows.count)
    let mean = sum.map { $0 / n }
    let squares = Self.squaredDifferences(memory, rows: rows, from: mean)
    return FeatureStatistics(mean: mean, variance: squares.map { $0 / n })
  }
}

/// Smallest and largest element of some rows; nil for no rows.
func valueRange(
  _ memory: DataMemory, _ type: ElementType, featureCount: Int, rows: [UInt32]
) -> ClosedRange<Float>? {
  guard !rows.isEmpty, featureCount > 0 else { return nil }
  switch type {
  case .uint8:
    return memory.withBytes { bytes in
      var (low, high) = (UInt8.max, UInt8.min)
      for row in rows {
        let start = Int(row) * featureCount
        for i in start..<start + featureCount {
          low = min(low, bytes[i])
          high = max(high, bytes[i])
        }
      }
      return Float(low)...Float(high)
    }
  case .float32:
    return memory.withElements(of: Float.self) { values in
      var (low, high) = (Float.infinity, -Float.infinity)
      for row in rows {
        let start = Int(row) * featureCount
        for i in start..<start + featureCount {
          low = min(low, values[i])
          high = max(high, values[i])
        }
      }
      return low...high
    }
  }
}
