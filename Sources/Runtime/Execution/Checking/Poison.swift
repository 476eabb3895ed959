// What a checked run writes where nobody may look: NaNs whose bits no computation makes by itself, another one at every
// address.
//
// As a float, and two of them as a double, they are quiet NaNs: whatever is computed from them is not finite. Hardware
// passes a NaN's bits on, so a result that has them was computed from dead memory, or was never written. Since they differ
// from place to place, dead memory that is copied over dead memory is a change, too.

/// The marks of one memory.
struct Poison {
  /// Tells memories apart.
  let salt: Int

  private static let marked: UInt32 = 0x7FF8_0000

  /// The mark of the four bytes at an offset: 16 bits that vary with it.
  private func word(at offset: Int) -> UInt32 {
    let index = UInt32(truncatingIfNeeded: offset / 4 &+ salt &* 7919)
    return Self.marked | (index &* 40_503) & 0xFFFF
  }

  /// Fills bytes, in step with addresses that are multiples of four.
  func fill(_ base: UnsafeMutableRawPointer, _ range: Range<Int>) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      if offset % 4 == 0, offset + 4 <= range.upperBound {
        unsafe base.storeBytes(of: word(at: offset), toByteOffset: offset, as: UInt32.self)
        offset += 4
      } else {
        let byte = UInt8(truncatingIfNeeded: word(at: offset) >> UInt32(8 * (offset % 4)))
        unsafe base.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
        offset += 1
      }
    }
  }

  /// The byte at which the first mark begins among floats or doubles, nil where there is none.
  static func firstMark(in range: Range<Int>, of base: UnsafeRawPointer) -> Int? {
    var offset = (range.lowerBound + 3) / 4 * 4
    while offset + 4 <= range.upperBound {
      let bits = unsafe base.load(fromByteOffset: offset, as: UInt32.self)
      if bits & 0x7FFF_0000 == marked { return offset }
      // The upper half of a double made of a marked float, whose 23 bits of fraction lead the double's 52. It is a NaN
      // itself, so finite floats never look like it.
      if bits & 0x7FFF_E000 == 0x7FFF_0000, offset % 8 == 4,
        unsafe base.load(fromByteOffset: offset - 4, as: UInt32.self) & 0x1FFF_FFFF == 0
      {
        return offset - 4
      }
      offset += 4
    }
    return nil
  }
}

/// What `ranges` leave of `whole`, ascending. Ranges may overlap and come in any order.
func gaps(between ranges: [Range<Int>], in whole: Range<Int>) -> [Range<Int>] {
  var gaps: [Range<Int>] = []
  var position = whole.lowerBound
  for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
    let begin = min(range.lowerBound, whole.upperBound)
    if begin > position { gaps.append(position..<begin) }
    position = max(position, range.upperBound)
  }
  if position < whole.upperBound { gaps.append(position..<whole.upperBound) }
  return gaps
}
