// An epoch's order: a permutation, uniform, and a function of seed and epoch.

import LoftingRuntime
import Testing

private func order(_ rows: [UInt32], seed: UInt64 = 1, epoch: UInt64 = 0) -> [UInt32] {
  var order = [UInt32](repeating: .max, count: rows.count)
  var span = order.mutableSpan
  Permutation.fill(&span, rows: rows, seed: seed, epoch: epoch)
  return order
}

@Test(arguments: [0, 1, 2, 3, 17, 1000]) func anOrderHasEveryRowOnce(count: Int) {
  let rows = (0..<count).map { UInt32($0 * 3 + 5) }
  #expect(order(rows).sorted() == rows)
}

@Test func anOrderIsAFunctionOfSeedAndEpoch() {
  let rows = (0..<100).map { UInt32($0) }
  #expect(order(rows, seed: 5, epoch: 2) == order(rows, seed: 5, epoch: 2))
  #expect(order(rows, seed: 5, epoch: 2) != order(rows, seed: 5, epoch: 3))
  #expect(order(rows, seed: 5, epoch: 2) != order(rows, seed: 6, epoch: 2))
}

@Test func allOrdersOfFourRowsAreEquallyLikely() {
  var counts: [[UInt32]: Int] = [:]
  let draws = 24_000
  for epoch in 0..<draws { counts[order([0, 1, 2, 3], epoch: UInt64(epoch)), default: 0] += 1 }
  #expect(counts.count == 24)
  let expected = Double(draws) / 24
  let chiSquare = counts.values.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  // 23 degrees of freedom: 49.7 is exceeded once in a thousand seeds; this seed is fixed.
  #expect(chiSquare < 49.7)
}

@Test func everyRowIsEquallyLikelyAtEveryPlace() {
  let count = 10
  let draws = 10_000
  var counts = [Int](repeating: 0, count: count * count)
  for epoch in 0..<draws {
    for (place, row) in order((0..<count).map { UInt32($0) }, seed: 3, epoch: UInt64(epoch)).enumerated() {
      counts[place * count + Int(row)] += 1
    }
  }
  let expected = Double(draws) / Double(count)
  let chiSquare = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  // 81 degrees of freedom: 126.1 is exceeded once in a thousand seeds.
  #expect(chiSquare < 126.1)
}

@Test func numbersBelowABoundAreUnbiased() {
  // 3 * 2^30 does not divide 2^32: without rejection the lower third would come up half as often again.
  var words = RandomWords(seed: 9, stream: 0)
  let bound: UInt32 = 3 << 30
  var counts = [0, 0, 0]
  for _ in 0..<30_000 { counts[Int(words.below(bound) >> 30)] += 1 }
  let chiSquare = counts.reduce(0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
  #expect(chiSquare < 13.8)  // 2 degrees of freedom, 1 in a thousand
}
