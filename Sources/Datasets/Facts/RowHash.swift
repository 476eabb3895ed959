// Hashes and compares the bytes of rows, eight at a time; the unsafe loads of the facts are confined to this file. The
// hash folds the 128-bit product of a word and the state (the multiplication of wyhash, https://github.com/wangyi-fudan/wyhash),
// under keys that are drawn anew in every process: no file can be made so that its rows collide.

/// A keyed hash of bytes. What is found with it does not depend on the keys, only how fast it is found.
package struct RowHash: Sendable {
  private let keys: SIMD4<UInt64>

  package init(keys: SIMD4<UInt64>) { self.keys = keys }

  /// With keys of this process.
  package static let random = RowHash(keys: .random(in: .min ... .max))

  /// The hash of some bytes; 0 for a range beyond the memory.
  package func hash(_ memory: DataMemory, _ range: Range<Int>) -> UInt64 {
    guard memory.contains(range) else { return 0 }
    return memory.withBytes { unsafe hash($0.bytes, range) }
  }

  /// The hash of bytes that follow those of `hash`.
  func hash(_ memory: DataMemory, _ range: Range<Int>, after hash: UInt64) -> UInt64 {
    Self.fold(self.hash(memory, range) ^ keys[0], hash ^ keys[1])
  }

  private func hash(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    let (first, second, third, fourth) = (keys[0], keys[1], keys[2], keys[3])
    var at = range.lowerBound
    let end = range.upperBound
    // Two chains that don't wait for one another.
    var (left, right) = (third, fourth)
    while at &+ 32 <= end {
      left = unsafe Self.fold(Self.word(bytes, at) ^ first, Self.word(bytes, at &+ 8) ^ left)
      right = unsafe Self.fold(Self.word(bytes, at &+ 16) ^ second, Self.word(bytes, at &+ 24) ^ right)
      at &+= 32
    }
    while at &+ 8 <= end {
      left = unsafe Self.fold(Self.word(bytes, at) ^ first, left ^ second)
      at &+= 8
    }
    if at < end { left = unsafe Self.fold(Self.lastWord(bytes, at..<end) ^ first, left ^ third) }
    return Self.fold(left ^ second, right ^ first)
  }

  /// Whether two stretches of memory have the same length and bytes; false beyond a memory's end.
  static func areEqual(_ left: DataMemory, _ leftRange: Range<Int>, _ right: DataMemory, _ rightRange: Range<Int>)
    -> Bool
  {
    guard left.contains(leftRange), right.contains(rightRange), leftRange.count == rightRange.count else {
      return false
    }
    return left.withBytes { leftBytes in
      right.withBytes { rightBytes in
        let (leftBytes, rightBytes) = unsafe (leftBytes.bytes, rightBytes.bytes)
        let shift = rightRange.lowerBound &- leftRange.lowerBound
        var at = leftRange.lowerBound
        let end = leftRange.upperBound
        while at &+ 8 <= end {
          guard unsafe word(leftBytes, at) == word(rightBytes, at &+ shift) else { return false }
          at &+= 8
        }
        let rest = at..<end
        return unsafe rest.isEmpty
          || lastWord(leftBytes, rest) == lastWord(rightBytes, at &+ shift..<end &+ shift)
      }
    }
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  /// Eight bytes within the span.
  @inline(__always) @unsafe
  private static func word(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
    unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
  }

  /// Up to seven bytes within the span.
  @unsafe
  private static func lastWord(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    range.reduce(0) { word, offset in
      unsafe word << 8 | UInt64(bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self))
    }
  }
}

extension DataMemory {
  fileprivate func contains(_ range: Range<Int>) -> Bool { range.lowerBound >= 0 && range.upperBound <= byteCount }
}
