// The state of a running job in one word: phase, items in it, and the next item to be taken. One compare-and-swap takes
// an item, and because the word holds all that the decision depends on, a worker that was away for long can neither
// take an item twice nor one of a phase that is over.

struct Ticket: Equatable {
  // phase: bits 48...63, count: bits 24...47, next: bits 0...23
  var word: UInt64

  /// Nothing to do.
  static let idle = Ticket(word: 0)

  init(word: UInt64) { self.word = word }

  init(phase: Int, count: Int) {
    word = UInt64(truncatingIfNeeded: phase) << 48 | UInt64(truncatingIfNeeded: count) << 24
  }

  var phase: Int { Int(truncatingIfNeeded: word >> 48) }
  var count: Int { Int(truncatingIfNeeded: word >> 24 & 0xFF_FFFF) }
  var next: Int { Int(truncatingIfNeeded: word & 0xFF_FFFF) }
  var hasWork: Bool { next < count }
  /// The state after one more item is taken.
  var advanced: Ticket { Ticket(word: word &+ 1) }
}
