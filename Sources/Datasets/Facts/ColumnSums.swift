// Sums over the columns of a matrix of rows, exact for bytes and in double for floats. The loops go along a row with one
// accumulator for each column and without bounds checks, which is what lets the compiler use vectors; they are confined
// to this file. Each column's terms are added in row order, so the figures are the same on every machine.

/// Range and power sums of columns of bytes.
struct ByteColumnSums {
  /// Sums of this many bytes fit into 16 bits, and of their squares into 32.
  private static var block: Int { 256 }

  private(set) var minimum: [UInt8]
  private(set) var maximum: [UInt8]
  /// Sum of x.
  private(set) var sum: [UInt64]
  /// Sum of x².
  private(set) var squares: [UInt64]

  /// - Parameter memory: uint8, [rows, width]. Rows beyond its end don't count.
  init(_ memory: DataMemory, rows: [UInt32], width: Int) {
    minimum = [UInt8](repeating: .max, count: width)
    maximum = [UInt8](repeating: .min, count: width)
    sum = [UInt64](repeating: 0, count: width)
    squares = [UInt64](repeating: 0, count: width)
    var blockSum = [UInt16](repeating: 0, count: width)
    var blockSquares = [UInt32](repeating: 0, count: width)
    memory.withBytes { bytes in
      for start in stride(from: 0, to: rows.count, by: Self.block) {
        for row in rows[start..<min(start + Self.block, rows.count)] {
          guard let range = elements(ofRow: row, width: width, count: bytes.count) else { continue }
          Self.add(bytes.extracting(range), &minimum, &maximum, &blockSum, &blockSquares)
        }
        for i in 0..<width {
          sum[i] &+= UInt64(blockSum[i])
          squares[i] &+= UInt64(blockSquares[i])
          blockSum[i] = 0
          blockSquares[i] = 0
        }
      }
    }
  }

  /// All arrays have the row's length.
  @inline(__always)
  private static func add(
    _ row: Span<UInt8>, _ minimum: inout [UInt8], _ maximum: inout [UInt8], _ sum: inout [UInt16],
    _ squares: inout [UInt32]
  ) {
    var minimum = minimum.mutableSpan
    var maximum = maximum.mutableSpan
    var sum = sum.mutableSpan
    var squares = squares.mutableSpan
    for i in 0..<row.count {
      let value = unsafe row[unchecked: i]
      unsafe minimum[unchecked: i] = min(minimum[unchecked: i], value)
      unsafe maximum[unchecked: i] = max(maximum[unchecked: i], value)
      unsafe sum[unchecked: i] &+= UInt16(value)
      unsafe squares[unchecked: i] &+= UInt32(value) &* UInt32(value)
    }
  }
}

/// Range and sum of columns of floats.
struct FloatColumnSums {
  private(set) var minimum: [Float]
  private(set) var maximum: [Float]
  private(set) var sum: [Double]

  /// - Parameter memory: float32, [rows, width]. Rows beyond its end don't count.
  init(_ memory: DataMemory, rows: [UInt32], width: Int) {
    minimum = [Float](repeating: .infinity, count: width)
    maximum = [Float](repeating: -.infinity, count: width)
    sum = [Double](repeating: 0, count: width)
    memory.withElements(of: Float.self) { values in
      for row in rows {
        guard let range = elements(ofRow: row, width: width, count: values.count) else { continue }
        Self.add(values.extracting(range), &minimum, &maximum, &sum)
      }
    }
  }

  @inline(__always)
  private static func add(
    _ row: Span<Float>, _ minimum: inout [Float], _ maximum: inout [Float], _ sum: inout [Double]
  ) {
    var minimum = minimum.mutableSpan
    var maximum = maximum.mutableSpan
    var sum = sum.mutableSpan
    for i in 0..<row.count {
      let value = unsafe row[unchecked: i]
      unsafe minimum[unchecked: i] = min(minimum[unchecked: i], value)
      unsafe maximum[unchecked: i] = max(maximum[unchecked: i], value)
      unsafe sum[unchecked: i] += Double(value)
    }
  }

  /// Sum of (x - mean)² for each column: the second of two passes, which keeps the variance of columns far from zero.
  ///
  /// - Parameter mean: one for each column.
  static func squaredDifferences(_ memory: DataMemory, rows: [UInt32], from mean: [Double]) -> [Double] {
    var squares = [Double](repeating: 0, count: mean.count)
    memory.withElements(of: Float.self) { values in
      for row in rows {
        guard let range = elements(ofRow: row, width: mean.count, count: values.count) else { continue }
        add(values.extracting(range), mean, &squares)
      }
    }
    return squares
  }

  @inline(__always)
  private static func add(_ row: Span<Float>, _ mean: [Double], _ squares: inout [Double]) {
    let mean = mean.span
    var squares = squares.mutableSpan
    for i in 0..<row.count {
      let difference = unsafe Double(row[unchecked: i]) - mean[unchecked: i]
      unsafe squares[unchecked: i] += difference * difference
    }
  }
}

/// Where a row of a matrix begins and ends; nil beyond the end of its `count` elements.
@inline(__always)
private func elements(ofRow row: UInt32, width: Int, count: Int) -> Range<Int>? {
  // Row numbers have 32 bits and tables at most 2^34 bytes, so this can't overflow.
  let start = Int(row) &* width
  return start &+ width <= count ? start..<start &+ width : nil
}
