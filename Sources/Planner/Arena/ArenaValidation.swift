// An independent check of a solution, written from the definition alone: it shares nothing with the solver.

/// What can be wrong with offsets.
public enum ArenaFault: Sendable, Hashable, CustomStringConvertible {
  /// An item has no offset.
  case missingOffset(item: Int)
  /// There are more offsets than items.
  case surplusOffset(index: Int)
  /// An offset is no multiple of its item's alignment.
  case misaligned(item: Int)
  /// An item begins below 0 or ends above the capacity.
  case outOfBounds(item: Int)
  /// Two items share a byte at a time at which both are live; the first comes first in the problem.
  case overlap(item: Int, other: Int)

  public var description: String {
    switch self {
    case .missingOffset(let item): "buffer \(item) has no offset"
    case .surplusOffset(let index): "offset \(index) belongs to no buffer"
    case .misaligned(let item): "buffer \(item) is not aligned"
    case .outOfBounds(let item): "buffer \(item) is out of bounds"
    case .overlap(let item, let other): "buffers \(item) and \(other) share bytes while both are live"
    }
  }
}

extension ArenaProblem {
  /// Everything that is wrong with a placement; empty for a sound one.
  ///
  /// - Parameters:
  ///   - offsets: in bytes, in the order of the items.
  ///   - capacity: bytes of the memory.
  public func faults(of offsets: [Int], capacity: Int) -> [ArenaFault] {
    var faults: [ArenaFault] = []
    for index in items.indices.dropFirst(offsets.count) { faults.append(.missingOffset(item: index)) }
    for index in offsets.indices.dropFirst(items.count) { faults.append(.surplusOffset(index: index)) }
    let known = 0..<min(items.count, offsets.count)
    for index in known {
      if offsets[index] % items[index].alignment != 0 { faults.append(.misaligned(item: index)) }
      let (end, overflow) = offsets[index].addingReportingOverflow(items[index].byteCount)
      if offsets[index] < 0 || overflow || end > capacity { faults.append(.outOfBounds(item: index)) }
    }
    // Items by beginning, each against those that are still live then.
    var live: [Int] = []
    for index in known.sorted(by: { (items[$0].lifetime.lowerBound, $0) < (items[$1].lifetime.lowerBound, $1) }) {
      live.removeAll { items[$0].lifetime.upperBound < items[index].lifetime.lowerBound }
      for other in live where sharesBytes(index, other, offsets) {
        faults.append(.overlap(item: min(index, other), other: max(index, other)))
      }
      live.append(index)
    }
    return faults
  }

  private func sharesBytes(_ a: Int, _ b: Int, _ offsets: [Int]) -> Bool {
    let (lower, upper) = offsets[a] <= offsets[b] ? (a, b) : (b, a)
    guard items[lower].byteCount > 0, items[upper].byteCount > 0 else { return false }
    let (end, overflow) = offsets[lower].addingReportingOverflow(items[lower].byteCount)
    return overflow || end > offsets[upper]
  }
}
