// Placement: every solution is checked from the definition, and small problems against all orders.

import Planner
import Testing

struct ArenaTests {
  static func item(_ bytes: Int, _ lifetime: ClosedRange<Int>) -> ArenaProblem.Item {
    ArenaProblem.Item(byteCount: bytes, lifetime: lifetime)
  }

  /// Whether no two items that live at the same time share a byte, and all offsets are aligned and inside the peak.
  static func isValid(_ problem: ArenaProblem, _ solution: ArenaSolution) -> Bool {
    guard solution.offsets.count == problem.items.count else { return false }
    for (index, item) in problem.items.enumerated() {
      let offset = solution.offsets[index]
      if offset < 0 || offset % problem.alignment != 0 || offset + item.byteCount > solution.byteCount { return false }
      for other in 0..<index where problem.items[other].lifetime.overlaps(item.lifetime) {
        let end = solution.offsets[other] + problem.items[other].byteCount
        if offset < end && solution.offsets[other] < offset + item.byteCount { return false }
      }
    }
    return true
  }

  @Test("a chain needs two neighbours at a time")
  func chain() {
    let problem = ArenaProblem(items: (0..<10).map { Self.item(640, $0...($0 + 1)) })
    let solution = place(problem)
    #expect(Self.isValid(problem, solution))
    #expect(problem.lowerBound == 1280)
    #expect(solution.byteCount == 1280)
  }

  @Test("the lower bound is the largest sum of live bytes")
  func bound() {
    let problem = ArenaProblem(items: [Self.item(64, 0...5), Self.item(128, 2...3), Self.item(256, 4...4)])
    #expect(problem.lowerBound == 320)
    #expect(ArenaProblem(items: []).lowerBound == 0)
    #expect(place(ArenaProblem(items: [])).byteCount == 0)
  }

  @Test("random problems are placed validly, deterministically and never under the bound", arguments: 0..<50)
  func random(seed: Int) {
    var generator = Generator(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let items = (0..<40).map { _ in
      let start = Int.random(in: 0...20, using: &generator)
      return Self.item(
        Int.random(in: 1...30, using: &generator) * 64, start...(start + Int.random(in: 0...8, using: &generator)))
    }
    let problem = ArenaProblem(items: items)
    let solution = place(problem)
    #expect(Self.isValid(problem, solution))
    #expect(solution.byteCount >= problem.lowerBound)
    #expect(solution == place(problem))
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same problems on every machine.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
