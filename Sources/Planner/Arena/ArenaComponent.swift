// Items that are connected in time, and their cliques. Components that no item connects are independent problems whose
// peaks need only be compared.

/// Items that overlap in time, directly or through others, with times reduced to what matters.
struct ArenaComponent {
  struct Item {
    /// Bytes.
    var size: Int
    /// Bytes rounded up to what divides all offsets.
    var paddedSize: Int
    var alignment: Int
    /// Two items live at the same time just when they share a clique.
    var cliques: ClosedRange<Int>
    /// Times from first to last.
    var length: Double
    /// Index in the problem.
    var index: Int
  }

  /// In order of their beginnings.
  var items: [Item]
  /// Maximal sets of items that are all live at one time, in order of time.
  var cliqueCount: Int
  /// The largest difference between an item's padded and true size.
  var largestPadding: Int

  /// Of identical items, the one before; -1 for none.
  var twins: [Int] {
    struct Kind: Hashable {
      var size: Int
      var alignment: Int
      var cliques: ClosedRange<Int>
    }
    var latest: [Kind: Int] = [:]
    return items.indices.map { index in
      let item = items[index]
      let kind = Kind(size: item.size, alignment: item.alignment, cliques: item.cliques)
      return latest.updateValue(index, forKey: kind) ?? -1
    }
  }

  /// Every placement's peak is a multiple of this, since offsets are sums of sizes rounded up to alignments.
  var granularity: Int {
    items.reduce(0) { greatestCommonDivisor(greatestCommonDivisor($0, $1.size), $1.alignment) }
  }

  /// The least peak that liveness allows: the fullest clique.
  var lowerBound: Int {
    var sums = [(size: Int, padded: Int)](repeating: (0, 0), count: cliqueCount + 1)
    for item in items {
      sums[item.cliques.lowerBound].size += item.size
      sums[item.cliques.lowerBound].padded += item.paddedSize
      sums[item.cliques.upperBound + 1].size -= item.size
      sums[item.cliques.upperBound + 1].padded -= item.paddedSize
    }
    var live = (size: 0, padded: 0)
    return sums.reduce(0) { bound, change in
      live = (live.size + change.size, live.padded + change.padded)
      return max(bound, live.size, live.padded - largestPadding)
    }
  }
}

extension ArenaProblem {
  /// The problem's independent parts in order of time. Items of no bytes are in none: they may lie anywhere.
  func components() -> [ArenaComponent] {
    let alignment = commonAlignment
    let order = items.indices.filter { items[$0].byteCount > 0 }
      .sorted { (items[$0].lifetime.lowerBound, $0) < (items[$1].lifetime.lowerBound, $1) }
    var components: [ArenaComponent] = []
    var start = 0
    while start < order.count {
      var end = items[order[start]].lifetime.upperBound
      var stop = start + 1
      while stop < order.count, items[order[stop]].lifetime.lowerBound <= end {
        end = max(end, items[order[stop]].lifetime.upperBound)
        stop += 1
      }
      components.append(component(order[start..<stop], alignment))
      start = stop
    }
    return components
  }

  private func component(_ order: ArraySlice<Int>, _ alignment: Int) -> ArenaComponent {
    // A maximal clique lies at each beginning that is followed by an end before the next beginning.
    let ends = order.map { items[$0].lifetime.upperBound }.sorted()
    var cliqueTimes: [Int] = []
    var nextEnd = 0
    for (position, index) in zip(order.indices, order) {
      let time = items[index].lifetime.lowerBound
      let following = position + 1 < order.endIndex ? items[order[position + 1]].lifetime.lowerBound : nil
      if following == time { continue }
      while nextEnd < ends.count, ends[nextEnd] < time { nextEnd += 1 }
      if let following, nextEnd < ends.count, ends[nextEnd] >= following { continue }
      cliqueTimes.append(time)
    }
    var largestPadding = 0
    let members = order.map { index in
      let item = items[index]
      let paddedSize = item.byteCount.roundedUp(to: alignment)
      largestPadding = max(largestPadding, paddedSize - item.byteCount)
      let first = cliqueTimes.partitioningIndex { $0 >= item.lifetime.lowerBound }
      let last = cliqueTimes.partitioningIndex { $0 > item.lifetime.upperBound } - 1
      return ArenaComponent.Item(
        size: item.byteCount, paddedSize: paddedSize, alignment: item.alignment, cliques: first...max(first, last),
        length: Double(item.lifetime.upperBound) - Double(item.lifetime.lowerBound) + 1, index: index)
    }
    return ArenaComponent(items: members, cliqueCount: cliqueTimes.count, largestPadding: largestPadding)
  }
}
