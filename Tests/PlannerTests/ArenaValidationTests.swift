// The validator: a sound placement has no fault, and each kind of fault is named.

import Planner
import Testing

struct ArenaValidationTests {
  /// Two that live together, one after them.
  static let problem = ArenaProblem(items: [
    ArenaProblem.Item(byteCount: 64, lifetime: 0...2, alignment: 64),
    ArenaProblem.Item(byteCount: 10, lifetime: 2...4, alignment: 1),
    ArenaProblem.Item(byteCount: 64, lifetime: 5...6, alignment: 64),
  ])

  static let cases: [([Int], [ArenaFault])] = [
    ([0, 64, 0], []),
    ([0, 63, 0], [.overlap(item: 0, other: 1)]),
    ([64, 54, 0], []),
    ([0, 64], [.missingOffset(item: 2)]),
    ([0, 64, 0, 0], [.surplusOffset(index: 3)]),
    ([0, 64, 32], [.misaligned(item: 2)]),
    ([0, 64, 128], [.outOfBounds(item: 2)]),
    ([0, 64, -64], [.outOfBounds(item: 2)]),
    ([0, .max, 0], [.outOfBounds(item: 1)]),
  ]

  @Test("every fault has its name", arguments: cases)
  func faults(offsets: [Int], expected: [ArenaFault]) {
    #expect(Self.problem.faults(of: offsets, capacity: 128) == expected)
  }
}
