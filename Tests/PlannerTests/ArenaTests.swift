// Placement: every solution is checked from the definition, and small problems against all orders.

import Planner
import Testing

struct ArenaTests {
  static func item(_ bytes: Int, _ lifetime: ClosedRange<Int>, alignment: Int = 64) -> ArenaProblem.Item {
    ArenaProblem.Item(byteCount: bytes, lifetime: lifetime, alignment: alignment)
  }

  /// Whether no two items that live at the same time share a byte, and all offsets are aligned and inside the peak.
  static func isValid(_ problem: ArenaProblem, _ solution: ArenaSolution) -> Bool {
    guard solution.offsets.count == problem.items.count else { return false }
    for (index, item) in problem.items.enumerated() {
      let offset = solution.offsets[index]
      if offset < 0 || offset % item.alignment != 0 || offset + item.byteCount > solution.byteCount { return false }
      for other in 0..<index where problem.items[other].lifetime.overlaps(item.lifetime) {
        let end = solution.offsets[other] + problem.items[other].byteCount
        if offset < end && solution.offsets[other] < offset + item.byteCount { return false }
      }
    }
    return true
  }

  static func random(_ count: Int, seed: Int, times: Int, longest: Int, alignments: [Int]) -> ArenaProblem {
    var generator = Generator(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    return ArenaProblem(
      items: (0..<count).map { _ in
        let start = Int.random(in: 0...times, using: &generator)
        return item(
          Int.random(in: 1...9, using: &generator), start...(start + Int.random(in: 0...longest, using: &generator)),
          alignment: alignments.randomElement(using: &generator) ?? 1)
      })
  }

  /// The lowest peak over all orders, each item at the lowest free offset: in the order of an optimal placement's
  /// offsets no item comes higher than there.
  static func optimum(of problem: ArenaProblem) -> Int {
    var best = Int.max
    func extend(_ placed: [(item: ArenaProblem.Item, offset: Int)], _ rest: [ArenaProblem.Item], _ peak: Int) {
      if peak >= best { return }
      if rest.isEmpty { best = peak }
      for (position, item) in rest.enumerated() {
        var offset = 0
        while placed.contains(where: {
          $0.item.lifetime.overlaps(item.lifetime) && offset < $0.offset + $0.item.byteCount
            && $0.offset < offset + item.byteCount
        }) { offset += item.alignment }
        var others = rest
        others.remove(at: position)
        extend(placed + [(item, offset)], others, max(peak, offset + item.byteCount))
      }
    }
    extend([], problem.items, 0)
    return best
  }

  @Test("a chain needs two neighbours at a time")
  func chain() {
    let problem = ArenaProblem(items: (0..<10).map { Self.item(640, $0...($0 + 1)) })
    let solution = place(problem, nodeBudget: 0)
    #expect(Self.isValid(problem, solution))
    #expect(problem.lowerBound == 1280)
    #expect(solution.byteCount == 1280)
    #expect(solution.isProvedOptimal)
    #expect(solution.nodeCount == 0)
  }

  @Test("the lower bound is the largest sum of live bytes")
  func bound() {
    let problem = ArenaProblem(items: [Self.item(64, 0...5), Self.item(128, 2...3), Self.item(256, 4...4)])
    #expect(problem.lowerBound == 320)
    #expect(ArenaProblem(items: []).lowerBound == 0)
    #expect(place(ArenaProblem(items: []), nodeBudget: 0).byteCount == 0)
  }

  @Test("all but the topmost of the live buffers take their size rounded up to the alignment")
  func alignedBound() {
    let problem = ArenaProblem(items: [Self.item(10, 0...5), Self.item(20, 2...3), Self.item(30, 3...4)])
    #expect(problem.lowerBound == 64 + 64 + 10)
    let solution = place(problem, nodeBudget: 0)
    #expect(solution.byteCount == 138)
    #expect(Self.isValid(problem, solution))
  }

  @Test("random problems are placed validly, deterministically and never under the bound", arguments: 0..<50)
  func random(seed: Int) {
    let problem = Self.random(40, seed: seed, times: 20, longest: 8, alignments: [1, 4])
    let solution = place(problem, nodeBudget: 500)
    #expect(Self.isValid(problem, solution))
    #expect(problem.faults(of: solution.offsets, capacity: solution.byteCount).isEmpty)
    #expect(solution.lowerBound == problem.lowerBound)
    #expect(solution.byteCount >= solution.provedBound)
    #expect(solution.provedBound >= solution.lowerBound)
    #expect(solution.nodeCount <= 500)
    #expect(solution == place(problem, nodeBudget: 500))
  }

  @Test("small problems are solved to the optimum of all orders, with proof", arguments: [[1], [4], [1, 2, 3, 8]])
  func optimal(alignments: [Int]) {
    for seed in 0..<30 {
      let problem = Self.random(6, seed: seed, times: 5, longest: 4, alignments: alignments)
      let optimum = Self.optimum(of: problem)
      let solution = place(problem, nodeBudget: 100_000)
      #expect(solution.byteCount == optimum, "seed \(seed)")
      #expect(solution.isProvedOptimal, "seed \(seed)")
      #expect(Self.isValid(problem, solution), "seed \(seed)")
    }
  }

  @Test("a capacity fits from the optimum on, and below it is proved impossible")
  func capacity() {
    for seed in 0..<30 {
      let problem = Self.random(6, seed: seed, times: 5, longest: 4, alignments: [1, 2, 8])
      let optimum = Self.optimum(of: problem)
      guard case .fits(let solution) = fit(problem, capacity: optimum, nodeBudget: 100_000) else {
        Issue.record("seed \(seed) fits \(optimum)")
        continue
      }
      #expect(problem.faults(of: solution.offsets, capacity: optimum).isEmpty)
      guard case .impossible(let best) = fit(problem, capacity: optimum - 1, nodeBudget: 100_000) else {
        Issue.record("seed \(seed) does not fit \(optimum - 1)")
        continue
      }
      #expect(best.provedBound == optimum)
    }
  }

  /// Lifetimes and sizes from cutting a rectangle of times and bytes: they fill its capacity without a gap.
  static func cut(times: Int, bytes: Int, into count: Int, seed: Int) -> ArenaProblem {
    var generator = Generator(state: UInt64(seed) &+ 77)
    var pieces = [(lifetime: 0...(times - 1), bytes: bytes)]
    while pieces.count < count {
      let index = Int.random(in: pieces.indices, using: &generator)
      let piece = pieces[index]
      if Bool.random(using: &generator), piece.lifetime.count > 1 {
        let middle = Int.random(in: (piece.lifetime.lowerBound + 1)...piece.lifetime.upperBound, using: &generator)
        pieces[index].lifetime = piece.lifetime.lowerBound...(middle - 1)
        pieces.append((middle...piece.lifetime.upperBound, piece.bytes))
      } else if piece.bytes > 1 {
        let lower = Int.random(in: 1..<piece.bytes, using: &generator)
        pieces[index].bytes = lower
        pieces.append((piece.lifetime, piece.bytes - lower))
      }
    }
    return ArenaProblem(items: pieces.shuffled(using: &generator).map { item($0.bytes, $0.lifetime, alignment: 1) })
  }

  @Test("the pieces of a cut memory fill it again, though greedy orders leave gaps")
  func cutMemory() {
    var searched = 0
    for seed in 0..<20 {
      let problem = Self.cut(times: 30, bytes: 1000, into: 40, seed: seed)
      guard case .fits(let solution) = fit(problem, capacity: 1000, nodeBudget: 50_000) else {
        Issue.record("seed \(seed) is not solved")
        continue
      }
      #expect(problem.faults(of: solution.offsets, capacity: 1000).isEmpty, "seed \(seed)")
      #expect(solution.isProvedOptimal)
      if solution.nodeCount > 0 { searched += 1 }
    }
    #expect(searched > 2, "greedy orders alone prove nothing about the search")
  }

  @Test("without a budget, what greedy orders miss is undecided, and not called optimal")
  func undecided() throws {
    let problem = try #require(
      (0..<20).lazy.map { Self.cut(times: 30, bytes: 1000, into: 40, seed: $0) }
        .first { place($0, nodeBudget: 0).byteCount > 1000 })
    #expect(!place(problem, nodeBudget: 0).isProvedOptimal)
    guard case .undecided = fit(problem, capacity: 1000, nodeBudget: 0) else {
      Issue.record("nothing was searched")
      return
    }
  }

  @Test("parts that no buffer connects in time are solved apart, and the highest gives the peak")
  func components() {
    let left = Self.random(7, seed: 3, times: 6, longest: 4, alignments: [1])
    let right = Self.random(7, seed: 4, times: 6, longest: 4, alignments: [1])
    let shifted = right.items.map {
      Self.item(
        $0.byteCount, ($0.lifetime.lowerBound + 100)...($0.lifetime.upperBound + 100), alignment: $0.alignment)
    }
    let solution = place(ArenaProblem(items: left.items + shifted), nodeBudget: 100_000)
    #expect(solution.byteCount == max(Self.optimum(of: left), Self.optimum(of: right)))
    #expect(solution.isProvedOptimal)
  }

  @Test("buffers of no bytes, and times at the ends of Int, are no trouble")
  func extremes() {
    let problem = ArenaProblem(items: [
      Self.item(0, 0...5), Self.item(64, Int.min...Int.max), Self.item(64, (Int.max - 1)...Int.max),
    ])
    let solution = place(problem, nodeBudget: 100)
    #expect(solution.byteCount == 128)
    #expect(problem.faults(of: solution.offsets, capacity: 128).isEmpty)
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
