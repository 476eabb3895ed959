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
  var sums = [UInt64](repeating: 0, count: width)
  var squares = [UInt64](repeating: 0, count: width)
  memory.withBytes { bytes in
    for row in rows {
      let start = Int(row) * width
      for i in 0..<width {
        let value = UInt64(bytes[start + i])
        sums[i] &+= value
        squares[i] &+= value &* value
      }
    }
  }
  var count = UInt64(rows.count)
  if !perFeature {
    sums = [sums.reduce(0, &+)]
    squares = [squares.reduce(0, &+)]
    count *= UInt64(width)
  }
  guard count > 0 else { return FeatureStatistics(mean: sums.map { _ in 0 }, variance: sums.map { _ in 0 }) }
  let n = Double(count)
  return FeatureStatistics(
    mean: sums.map { Double($0) / n },
    variance: zip(sums, squares).map { sum, square in
      // At most 255² * 2^68, within 128 bits.
      Double(UInt128(count) * UInt128(square) - UInt128(sum) * UInt128(sum)) / n / n
    })
}

private func floatStatistics(
  _ memory: DataMemory, _ rows: [UInt32], width: Int, perFeature: Bool
) -> FeatureStatistics {
  var mean = [Double](repeating: 0, count: width)
  var variance = [Double](repeating: 0, count: width)
  guard !rows.isEmpty else { return FeatureStatistics(mean: mean, variance: variance) }
  let n = Double(rows.count)
  memory.withElements(of: Float.self) { values in
    for row in rows {
      for i in 0..<width { mean[i] += Double(values[Int(row) * width + i]) }
    }
    if perFeature {
      for i in 0..<width { mean[i] /= n }
    } else {
      mean = [Double](repeating: mean.reduce(0, +) / (n * Double(width)), count: width)
    }
    for row in rows {
      for i in 0..<width {
        let difference = Double(values[Int(row) * width + i]) - mean[i]
        variance[i] += difference * difference
      }
    }
  }
  if perFeature { return FeatureStatistics(mean: mean, variance: variance.map { $0 / n }) }
  return FeatureStatistics(
    mean: Array(mean.prefix(1)), variance: [variance.reduce(0, +) / (n * Double(width))])
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
