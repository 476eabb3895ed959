// A sequence of random words: the blocks of one Philox stream, one after the other. Streams divide the 32-bit space so
// that no two uses of a seed see the same words:
//   0x0000_0000 ...  layers (dropout, noise), as the plan numbers them
//   0x1000_0000 ...  initial values, one stream a parameter
//   0x2000_0000      the order of rows in an epoch

import CKernels

/// Words of (seed, stream, step), from the first.
public struct RandomWords {
  private let seed: UInt64
  private let stream: UInt32
  private let step: UInt64
  private var block: UInt32 = 0
  private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
  private var used = 4

  public init(seed: UInt64, stream: UInt32, step: UInt64 = 0) {
    self.seed = seed
    self.stream = stream
    self.step = step
  }

  public mutating func next() -> UInt32 {
    if used == 4 { refill() }
    defer { used += 1 }
    return switch used {
    case 0: words.0
    case 1: words.1
    case 2: words.2
    default: words.3
    }
  }

  private mutating func refill() {
    unsafe withUnsafeMutableBytes(of: &words) { bytes in
      unsafe lf_philox(seed, stream, step, block, bytes.baseAddress?.assumingMemoryBound(to: UInt32.self))
    }
    block &+= 1
    used = 0
  }

  /// A number in 0..<bound, each equally likely (Lemire 2019); `bound` is not 0.
  public mutating func below(_ bound: UInt32) -> UInt32 {
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// A float in [0, 1): 24 bits of a word.
  public mutating func unitFloat() -> Float { Float(next() >> 8) * 0x1p-24 }

  /// A double in (0, 1), both ends excluded: the middle of one of 2^52 equal intervals, from two words.
  public mutating func openUnitDouble() -> Double {
    let high = UInt64(next())
    let bits = (high << 32 | UInt64(next())) >> 12
    return (Double(bits) + 0.5) * 0x1p-52
  }
}
