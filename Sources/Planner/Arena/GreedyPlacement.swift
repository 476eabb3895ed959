// Greedy placement: items in some order, each at the lowest offset that is free for its lifetime. The orders of time,
// forwards and backwards, keep a list of free stretches and are nearly linear; they are optimal for the nested lifetimes
// of training. Orders of size and area compare each item with those placed before, which is quadratic and left out for
// components that are too large to search.

extension ArenaComponent {
  /// The best of several orders: offsets in the order of the items.
  ///
  /// - Parameter goal: a peak that is good enough to stop at.
  func placedGreedily(goal: Int) -> (offsets: [Int], peak: Int) {
    let key: [(Item) -> Double] = [
      { Double($0.size) }, { Double($0.size) * Double($0.length) }, { Double($0.length) },
    ]
    var best = placedInTime(isReversed: false)
    if best.peak > goal { best = lower(best, placedInTime(isReversed: true)) }
    if items.count <= ArenaSearch.mostItems {
      for value in key where best.peak > goal {
        let values = items.map(value)
        best = lower(best, placed(in: items.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }))
      }
    }
    return best
  }

  private func lower(
    _ a: (offsets: [Int], peak: Int), _ b: (offsets: [Int], peak: Int)
  ) -> (offsets: [Int], peak: Int) { b.peak < a.peak ? b : a }

  /// Items by beginning, or by end in reversed time: all that overlap an item and come before it are live where it comes.
  private func placedInTime(isReversed: Bool) -> (offsets: [Int], peak: Int) {
    let begins = items.map { isReversed ? -$0.cliques.upperBound : $0.cliques.lowerBound }
    let ends = items.map { isReversed ? -$0.cliques.lowerBound : $0.cliques.upperBound }
    let order = items.indices.sorted { (begins[$0], -items[$0].size, $0) < (begins[$1], -items[$1].size, $1) }
    let endings = items.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
    var offsets = [Int](repeating: 0, count: items.count)
    var peak = 0
    var free = FreeList()
    var ended = 0
    for index in order {
      while ends[endings[ended]] < begins[index] {
        let old = endings[ended]
        free.release(offsets[old]..<(offsets[old] + items[old].size))
        ended += 1
      }
      offsets[index] = free.take(items[index].size, alignment: items[index].alignment)
      peak = max(peak, offsets[index] + items[index].size)
    }
    return (offsets, peak)
  }

  private func placed(in order: [Int]) -> (offsets: [Int], peak: Int) {
    var offsets = [Int](repeating: 0, count: items.count)
    /// Placed items by offset.
    var placed: [Int] = []
    var peak = 0
    for index in order {
      let item = items[index]
      var offset = 0
      for other in placed where items[other].cliques.overlaps(item.cliques) {
        if offset + item.size <= offsets[other] { break }
        offset = max(offset, (offsets[other] + items[other].size).roundedUp(to: item.alignment))
      }
      offsets[index] = offset
      peak = max(peak, offset + item.size)
      placed.insert(index, at: placed.partitioningIndex { offsets[$0] > offset })
    }
    return (offsets, peak)
  }
}

/// The free stretches of a memory without end, ascending.
private struct FreeList {
  private var stretches = [0..<Int.max]

  /// The lowest offset at which a size fits.
  mutating func take(_ size: Int, alignment: Int) -> Int {
    for (position, stretch) in stretches.enumerated() {
      let offset = stretch.lowerBound.roundedUp(to: alignment)
      guard offset < stretch.upperBound, size <= stretch.upperBound - offset else { continue }
      let rest = [stretch.lowerBound..<offset, (offset + size)..<stretch.upperBound].filter { !$0.isEmpty }
      stretches.replaceSubrange(position...position, with: rest)
      return offset
    }
    return 0  // Not reached: the last stretch has no end.
  }

  mutating func release(_ range: Range<Int>) {
    var range = range
    let position = stretches.partitioningIndex { $0.lowerBound > range.lowerBound }
    var replaced = position..<position
    if position < stretches.count, stretches[position].lowerBound == range.upperBound {
      range = range.lowerBound..<stretches[position].upperBound
      replaced = position..<(position + 1)
    }
    if position > 0, stretches[position - 1].upperBound == range.lowerBound {
      range = stretches[position - 1].lowerBound..<range.upperBound
      replaced = (position - 1)..<replaced.upperBound
    }
    stretches.replaceSubrange(replaced, with: [range])
  }
}

extension Array {
  /// The first position from which on a condition holds, where it holds for all after; the count where it never does.
  func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
