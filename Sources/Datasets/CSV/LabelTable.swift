// The distinct texts of a column, numbered in order of appearance: an open-addressing hash table over the file's bytes,
// so that a million labels of ten classes make ten strings.

struct LabelTable: Sendable {
  /// The texts by number.
  private(set) var texts: [String] = []
  /// The line where each stands first.
  private(set) var firstLines: [Int] = []
  private var keys: [[UInt8]] = []
  /// Numbers by hash, -1 for free; the size is a power of two, at most half full.
  private var slots = [Int32](repeating: -1, count: 64)

  var count: Int { texts.count }

  /// The number of a cell's text, a new one where it has not been seen.
  mutating func number(of cell: CSVCell, in bytes: Span<UInt8>, line: Int) -> Int32 {
    if cell.hasDoubledQuotes {
      let content = cell.content(in: bytes)
      return number(from: 0, to: content.count, in: content.span, line: line)
    }
    return number(from: cell.start, to: cell.end, in: bytes, line: line)
  }

  private mutating func number(from start: Int, to end: Int, in bytes: Span<UInt8>, line: Int) -> Int32 {
    var slot = hash(from: start, to: end, in: bytes) & (slots.count - 1)
    while slots[slot] >= 0 {
      if isEqual(keys[Int(slots[slot])], from: start, to: end, in: bytes) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = Int32(truncatingIfNeeded: texts.count)
    var key: [UInt8] = []
    for i in start..<end { key.append(bytes[i]) }
    texts.append(String(decoding: key, as: UTF8.self))
    firstLines.append(line)
    keys.append(key)
    slots[slot] = number
    if keys.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, key) in keys.enumerated() {
      var slot = hash(from: 0, to: key.count, in: key.span) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: number)
    }
  }

  /// FNV-1a, folded.
  private func hash(from start: Int, to end: Int, in bytes: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for i in start..<end { hash = (hash ^ UInt64(bytes[i])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }

  private func isEqual(_ key: [UInt8], from start: Int, to end: Int, in bytes: Span<UInt8>) -> Bool {
    guard key.count == end - start else { return false }
    for i in 0..<key.count where key[i] != bytes[start + i] { return false }
    return true
  }
}
