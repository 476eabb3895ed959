// Where a place of an earlier text is in a later one: what stands before the first difference stays, what stands behind
// the last one moves along, and what lies between is gone. Good enough to keep hints still while someone types.

struct TextShift {
  private let prefix: Int
  private let suffix: Int
  private let oldCount: Int
  private let newCount: Int

  init(from old: [UInt8], to new: [UInt8]) {
    oldCount = old.count
    newCount = new.count
    let shorter = min(old.count, new.count)
    prefix = zip(old, new).prefix { $0 == $1 }.count
    suffix = min(zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count, shorter - prefix)
  }

  /// The range in the later text; nil where it was touched.
  func moved(_ range: Range<Int>) -> Range<Int>? {
    if range.upperBound <= prefix { return range }
    guard range.lowerBound >= oldCount - suffix, range.upperBound <= oldCount else { return nil }
    let distance = newCount - oldCount
    return range.lowerBound + distance..<range.upperBound + distance
  }
}
