// How values lie in memory: the one place that knows strides and padding.

import ExecutionPlan

public enum TensorLayout {
  /// Floats from one row of a batched value to the next.
  ///
  /// Rows are padded to 16 lanes. A stride that is a multiple of 512 bytes would map a column of rows to a few cache
  /// sets, so such rows get one more line.
  public static func rowStride(elements: Int) -> Int {
    let padded = (elements + 15) / 16 * 16
    return padded % 128 == 0 ? padded + 16 : padded
  }

  /// Bytes from row to row; 0 for a value without rows.
  public static func rowBytes(_ shape: TensorShape) -> Int {
    guard shape.isBatched else { return 0 }
    // One figure a row lies dense: row losses and metrics.
    return shape.dimensions.isEmpty ? 4 : rowStride(elements: shape.elementCount) * 4
  }

  /// Bytes of a value for a number of rows.
  public static func byteCount(_ shape: TensorShape, rows: Int) -> Int {
    if shape.isBatched { return rows * rowBytes(shape) }
    // A scalar is a double; a matrix lies in panels, which for the two rows of statistics is a panel layout as well.
    guard !shape.dimensions.isEmpty else { return 8 }
    switch PanelLanes(inputs: shape.positions, outputs: shape.features) {
    case .outputs: return ParameterLayout.panelBytes(inputs: shape.positions, outputs: shape.features)
    case .inputs: return ParameterLayout.panelBytes(inputs: shape.features, outputs: shape.positions)
    }
  }

  /// Bytes from one row of batch statistics [2, c] to the next.
  public static func statisticsStride(features: Int) -> Int { (features + 15) / 16 * 16 * 4 }
}
