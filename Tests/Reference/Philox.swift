// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011), written from the paper. The
// counter is (index, stream, step low, step high) and the key is (seed low, seed high). Element e of batch row r has the
// index r * elements + e: its word is word index % 4 of counter index / 4.

import Glibc

/// The random numbers of one stream in one step.
public struct Philox: Sendable {
  public var seed: UInt64
  public var stream: UInt32
  public var step: UInt64

  public init(seed: UInt64, stream: UInt32, step: UInt64) {
    self.seed = seed
    self.stream = stream
    self.step = step
  }

  /// The four words of a counter.
  public func words(_ index: UInt32) -> [UInt32] {
    var counter = [index, stream, UInt32(truncatingIfNeeded: step), UInt32(truncatingIfNeeded: step >> 32)]
    var key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    for _ in 0..<10 {
      let first = counter[0].multipliedFullWidth(by: 0xD251_1F53)
      let second = counter[2].multipliedFullWidth(by: 0xCD9E_8D57)
      counter = [second.high ^ counter[1] ^ key.0, second.low, first.high ^ counter[3] ^ key.1, first.low]
      key = (key.0 &+ 0x9E37_79B9, key.1 &+ 0xBB67_AE85)
    }
    return counter
  }

  /// The word of an element, as a number in [0, 1).
  public func uniform(_ element: Int) -> Double {
    Double(words(UInt32(truncatingIfNeeded: element / 4))[element % 4]) * 0x1p-32
  }

  /// A standard normal by Box and Muller: words 0 and 1 of a counter give normals 0 and 1, words 2 and 3 the others.
  public func normal(_ element: Int) -> Double {
    let words = words(UInt32(truncatingIfNeeded: element / 4))
    let pair = element % 4 / 2 * 2
    let radius = (-2 * log((Double(words[pair]) + 1) * 0x1p-32)).squareRoot()
    let angle = 2 * Double.pi * Double(words[pair + 1]) * 0x1p-32
    return radius * (element % 2 == 0 ? cos(angle) : sin(angle))
  }
}
