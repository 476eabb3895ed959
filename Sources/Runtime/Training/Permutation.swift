// The order of an epoch's rows: a Fisher-Yates shuffle driven by Philox, so that it depends on the seed and the epoch
// alone. Lemire's multiplication with rejection ("Fast random integer generation in an interval", 2019) draws from
// 0...i without bias.

import CKernels

public enum Permutation {
  /// The random stream of shuffles; see `RandomStream`.
  static let stream: UInt32 = 0x2000_0000

  /// Writes the rows' order in `epoch` (from 0) into `order`, which has room for all of them.
  public static func fill(_ order: inout MutableSpan<UInt32>, rows: [UInt32], seed: UInt64, epoch: UInt64) {
    let count = min(order.count, rows.count)
    for index in 0..<count { order[index] = rows[index] }
    guard count > 1 else { return }
    var words = RandomWords(seed: seed, stream: stream, step: epoch)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(words.below(UInt32(truncatingIfNeeded: last) &+ 1)))
    }
  }
}
