// Cuts rows off a pool: the last ones as they stand, or a drawn fraction. Each row draws a 64-bit number that depends on
// the seed and its own number only, and those with the smallest numbers are taken: no shuffle, no state. Stratified,
// each class gives its share, rounded by largest remainders.

import Diagnostics
import SpecParser

/// Which set is cut; the numbers are the streams of the generator.
enum SplitPart: UInt32 {
  case test = 1
  case validation = 2

  var name: String {
    switch self {
    case .test: "test"
    case .validation: "validation"
    }
  }
}

struct Splitter {
  var seed: Int
  /// Each row's class, for stratified draws; nil for number targets.
  var classes: [Int32]?

  /// Divides `pool`, whose row numbers ascend, into the rows taken and the rest, both ascending.
  ///
  /// A fraction is one of the pool, rounded to the nearest number of rows.
  /// - Throws: `splitTooLarge` where a part would have no rows.
  func cut(
    _ part: SplitPart, rule: SplitRule.Rule, at range: SourceRange, from pool: [UInt32]
  ) throws(Failure) -> (taken: [UInt32], rest: [UInt32]) {
    switch rule {
    case .source: return ([], pool)
    case .last(let count):
      try check(count, of: pool.count, part, range)
      return (Array(pool.suffix(count)), Array(pool.dropLast(count)))
    case .fraction(let fraction, let isStratified):
      guard fraction > 0, fraction < 1 else {
        throw Failure(.badSource, "a fraction lies between 0 and 1", at: .spec(range))
      }
      let count = Int((fraction * Double(pool.count)).rounded())
      try check(count, of: pool.count, part, range)
      let taken: [UInt32]
      if isStratified {
        guard let classes else {
          throw Failure(
            .badSource, "stratify needs classes, but this loss takes numbers for targets", at: .spec(range),
            help: "remove stratify, or choose a cross-entropy")
        }
        taken = drawStratified(count, from: pool, classes: classes, part)
      } else {
        taken = draw(count, from: pool, part)
      }
      let ascending = taken.sorted()
      return (ascending, Self.rest(of: pool, without: ascending))
    }
  }

  private func check(_ count: Int, of available: Int, _ part: SplitPart, _ range: SourceRange) throws(Failure) {
    guard count > 0 else {
      throw Failure(
        .splitTooLarge, "\(part.name) would take none of the \(available) rows", at: .spec(range),
        help: "take a larger fraction")
    }
    guard count < available else {
      throw Failure(
        .splitTooLarge, "\(part.name) takes \(count) of \(available) rows and leaves none for training",
        at: .spec(range), help: "take fewer than \(available) rows")
    }
  }

  /// `pool` without `taken`; both ascend, and `taken` is a part of `pool`.
  private static func rest(of pool: [UInt32], without taken: [UInt32]) -> [UInt32] {
    var next = 0
    return pool.filter { row in
      guard next < taken.count, taken[next] == row else { return true }
      next += 1
      return false
    }
  }

  private func draw(_ count: Int, from pool: [UInt32], _ part: SplitPart) -> [UInt32] {
    let drawn = pool.map { (Philox.draw(seed: seed, stream: part.rawValue, index: $0), $0) }
    return drawn.sorted { $0 < $1 }.prefix(count).map(\.1)
  }

  private func drawStratified(_ count: Int, from pool: [UInt32], classes: [Int32], _ part: SplitPart) -> [UInt32] {
    var members: [Int32: [UInt32]] = [:]
    for row in pool { members[classes[Int(row)], default: []].append(row) }
    let order = members.keys.sorted()
    let shares = Self.largestRemainders(count, over: order.map { members[$0]?.count ?? 0 })
    return zip(order, shares).flatMap { draw($1, from: members[$0] ?? [], part) }
  }

  /// `count` seats over parties of these sizes (Hamilton's method); equal remainders go to the earlier party.
  static func largestRemainders(_ count: Int, over sizes: [Int]) -> [Int] {
    // Sizes and counts are below 2^31, so their products fit.
    let total = max(sizes.reduce(0, +), 1)
    var shares = sizes.map { count * $0 / total }
    let remainders = sizes.map { count * $0 % total }
    let missing = count - shares.reduce(0, +)
    let order = sizes.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
    for i in order.prefix(missing) { shares[i] += 1 }
    return shares
  }
}
