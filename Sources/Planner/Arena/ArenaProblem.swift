// Placement of buffers with lifetimes in one memory (dynamic storage allocation): problem and solution as values.

/// Buffers of known size and lifetime that want offsets.
public struct ArenaProblem: Sendable {
  public struct Item: Sendable, Hashable {
    public var byteCount: Int
    /// First and last time at which the buffer is in use.
    public var lifetime: ClosedRange<Int>

    public init(byteCount: Int, lifetime: ClosedRange<Int>) {
      self.byteCount = byteCount
      self.lifetime = lifetime
    }
  }

  public var items: [Item]
  /// Offsets are multiples of this.
  public var alignment: Int

  public init(items: [Item], alignment: Int = 64) {
    self.items = items
    self.alignment = alignment
  }

  /// The largest sum of simultaneously live bytes: no placement needs less. It is reached where a lifetime begins.
  public var lowerBound: Int {
    // A sweep over beginnings and ends; at one time, ends of the time before come first.
    let events = items.flatMap { item in
      [
        (time: item.lifetime.lowerBound, bytes: item.byteCount),
        (time: item.lifetime.upperBound + 1, bytes: -item.byteCount),
      ]
    }.sorted { ($0.time, $0.bytes) < ($1.time, $1.bytes) }
    var live = 0
    return events.reduce(0) { bound, event in
      live += event.bytes
      return max(bound, live)
    }
  }
}

/// An offset for every item.
public struct ArenaSolution: Sendable, Hashable {
  public var offsets: [Int]
  public var byteCount: Int
}
