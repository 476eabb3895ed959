// Numbers that look random and that Swift and NumPy compute alike and exactly: initial weights and data of tests. The
// same formula stands in Scripts/figures/common.py.

/// A hash of (stream, index) as 24 bits, centered and scaled: exact in float32 where the scale is a power of two.
public enum SampleNumbers {
  /// Numbers in [-scale / 2, scale / 2).
  ///
  /// - Parameter stream: below 4,096; different streams are unlike.
  public static func values(_ count: Int, stream: Int, scale: Double) -> [Double] {
    (0..<count).map { (Double(hash(UInt32(stream) << 20 &+ UInt32($0) &+ 1) >> 8) * 0x1p-24 - 0.5) * scale }
  }

  /// Class labels below `classes`.
  public static func labels(_ count: Int, stream: Int, classes: Int) -> [Int] {
    (0..<count).map { Int(hash(UInt32(stream) << 20 &+ UInt32($0) &+ 1) >> 8) % classes }
  }

  /// The finalizer of xxHash32 on a product with the golden ratio.
  private static func hash(_ key: UInt32) -> UInt32 {
    var h = key &* 2_654_435_761
    h = (h ^ (h >> 15)) &* 2_246_822_519
    h = (h ^ (h >> 13)) &* 3_266_489_917
    return h ^ (h >> 16)
  }
}
