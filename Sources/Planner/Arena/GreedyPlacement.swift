// Greedy placement: items in some order, each at the lowest offset that is free for its lifetime; of several orders the
// lowest peak. It stops at the liveness lower bound, where it is proved optimal.

/// Offsets for every item, deterministic for a problem.
public func place(_ problem: ArenaProblem) -> ArenaSolution {
  let items = problem.items
  let length: (Int) -> Int = { items[$0].lifetime.upperBound - items[$0].lifetime.lowerBound }
  let area: (Int) -> Int = { items[$0].byteCount.multipliedReportingOverflow(by: length($0) + 1).partialValue }
  let orders: [(Int, Int) -> Bool] = [
    { (-items[$0].byteCount, $0) < (-items[$1].byteCount, $1) },
    { (-area($0), $0) < (-area($1), $1) },
    { (-length($0), -items[$0].byteCount, $0) < (-length($1), -items[$1].byteCount, $1) },
    {
      (items[$0].lifetime.lowerBound, -items[$0].byteCount, $0) < (
        items[$1].lifetime.lowerBound, -items[$1].byteCount, $1
      )
    },
  ]
  let bound = problem.lowerBound
  var best: ArenaSolution?
  for order in orders {
    let solution = placeGreedily(problem, order: items.indices.sorted(by: order))
    if solution.byteCount < best?.byteCount ?? .max { best = solution }
    if solution.byteCount == bound { break }
  }
  return best ?? ArenaSolution(offsets: [], byteCount: 0)
}

private func placeGreedily(_ problem: ArenaProblem, order: [Int]) -> ArenaSolution {
  var offsets = [Int](repeating: 0, count: problem.items.count)
  var placed: [Int] = []
  var peak = 0
  for index in order {
    let item = problem.items[index]
    let neighbours = placed.filter { problem.items[$0].lifetime.overlaps(item.lifetime) }
      .sorted { offsets[$0] < offsets[$1] }
    var offset = 0
    for neighbour in neighbours {
      if offset + item.byteCount <= offsets[neighbour] { break }
      let end = offsets[neighbour] + problem.items[neighbour].byteCount
      offset = max(offset, (end + problem.alignment - 1) / problem.alignment * problem.alignment)
    }
    offsets[index] = offset
    peak = max(peak, offset + item.byteCount)
    placed.append(index)
  }
  return ArenaSolution(offsets: offsets, byteCount: peak)
}
