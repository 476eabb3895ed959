// Random rows in the shape that a plan expects, for timing a spec whose data is not at hand. Kernels take as long for
// these as for real rows; what is learnt means nothing.

import Diagnostics
import ExecutionPlan
import LoftingRuntime

/// A table of random inputs and targets.
///
/// Unchecked because the compiler can't see that nobody writes after `init`.
@safe final class SyntheticRows: @unchecked Sendable {
  /// Bytes of inputs beyond which there are fewer rows: more than caches hold.
  private static let mostBytes = 64 << 20
  /// Random bytes that repeat.
  private static let periodBytes = 1 << 20

  let rowCount: Int
  /// Rows of each class; empty for number targets.
  let classCounts: [Int]
  private let layout: InputLayout
  /// [rowCount, features] as stored; [rowCount] class indices or [rowCount, width] floats.
  private let inputs: AlignedMemory
  private let targets: AlignedMemory

  /// - Throws: `R102` where memory is short.
  init(_ layout: InputLayout, rows: Int) throws(Failure) {
    let rowBytes = max(layout.shape.reduce(1, *) * layout.elementType.size, 1)
    let rowCount = max(1, min(rows, Self.mostBytes / rowBytes))
    self.layout = layout
    self.rowCount = rowCount
    inputs = try AlignedMemory(byteCount: rowCount * rowBytes, purpose: "synthetic inputs")
    var words = RandomWords(seed: 0, stream: 0)
    let period = min(Self.periodBytes, rowCount * rowBytes)
    switch layout.elementType {
    case .uint8:
      for index in 0..<period {
        unsafe inputs.base.storeBytes(of: UInt8(words.below(256)), toByteOffset: index, as: UInt8.self)
      }
    case .float32:
      for index in 0..<period / 4 {
        unsafe inputs.base.storeBytes(of: words.unitFloat(), toByteOffset: 4 * index, as: Float.self)
      }
    }
    for begin in stride(from: period, to: rowCount * rowBytes, by: period) {
      let count = min(period, rowCount * rowBytes - begin)
      unsafe (inputs.base + begin).copyMemory(from: inputs.base, byteCount: count)
    }
    switch layout.target {
    case .classes(let names):
      targets = try AlignedMemory(byteCount: 4 * rowCount, purpose: "synthetic targets")
      var counts = [Int](repeating: 0, count: names.count)
      for row in 0..<rowCount where !names.isEmpty {
        let index = Int(words.below(UInt32(names.count)))
        counts[index] += 1
        unsafe targets.base.storeBytes(of: Int32(index), toByteOffset: 4 * row, as: Int32.self)
      }
      classCounts = counts
    case .numbers(let width):
      targets = try AlignedMemory(byteCount: 4 * rowCount * width, purpose: "synthetic targets")
      for index in 0..<rowCount * width {
        unsafe targets.base.storeBytes(of: words.unitFloat(), toByteOffset: 4 * index, as: Float.self)
      }
      classCounts = []
    }
  }

  /// Mean and variance of what the inputs are drawn from: uniform over the bytes, or over [0, 1).
  var statistics: InputStatistics {
    let features = layout.shape.reduce(1, *)
    let (mean, variance) =
      switch layout.elementType {
      case .uint8: (127.5, (256.0 * 256.0 - 1) / 12)
      case .float32: (0.5, 1.0 / 12)
      }
    return InputStatistics(
      mean: [Double](repeating: mean, count: features), variance: [Double](repeating: variance, count: features))
  }

  /// All rows as the runtime takes them.
  func data() throws(Failure) -> RuntimeData {
    try unsafe RuntimeData(
      inputs: UnsafeRawBufferPointer(start: inputs.base, count: inputs.byteCount),
      targets: UnsafeRawBufferPointer(start: targets.base, count: targets.byteCount), tableRows: rowCount,
      rows: (0..<rowCount).map { UInt32(truncatingIfNeeded: $0) }, layout: layout, owner: self)
  }
}
