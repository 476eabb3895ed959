// Placement of buffers with lifetimes in one memory (dynamic storage allocation, which is NP-hard): the problem as values.

/// Buffers of known size and lifetime that want offsets. The sum of all sizes and alignments fits an `Int`.
public struct ArenaProblem: Sendable, Hashable {
  public struct Item: Sendable, Hashable {
    public var byteCount: Int
    /// First and last time at which the buffer is in use.
    public var lifetime: ClosedRange<Int>
    /// The offset is a multiple of this many bytes; at least 1.
    public var alignment: Int

    public init(byteCount: Int, lifetime: ClosedRange<Int>, alignment: Int = 64) {
      self.byteCount = byteCount
      self.lifetime = lifetime
      self.alignment = alignment
    }
  }

  public var items: [Item]

  public init(items: [Item]) { self.items = items }

  /// The liveness lower bound: the largest sum of simultaneously live bytes. No placement needs less. Where offsets are
  /// multiples of a common alignment, every live buffer but the topmost takes its size rounded up to it.
  public var lowerBound: Int { components().reduce(0) { max($0, $1.lowerBound) } }

  /// The largest number that divides every offset of every placement.
  var commonAlignment: Int { items.reduce(0) { greatestCommonDivisor($0, $1.alignment) } }
}

extension Int {
  /// The next multiple of a positive number, for a number that is not negative.
  func roundedUp(to multiple: Int) -> Int {
    let remainder = multiple > 1 ? self % multiple : 0
    return remainder == 0 ? self : self + (multiple - remainder)
  }
}

/// Euclid's; of 0 and a number, the number.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
