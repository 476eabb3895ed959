// What a fuzzer does to an input, from a seed: the same mutations in every run.

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Mutator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The input with one to four changes, some of them taken from another.
  mutating func mutated(_ bytes: [UInt8], with other: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(4) { change(&bytes, other) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
    guard !bytes.isEmpty else {
      bytes = other
      return
    }
    let place = below(bytes.count)
    let length = 1 + below(min(16, bytes.count - place))
    switch below(8) {
    case 0: bytes[place] ^= 1 << UInt8(below(8))
    case 1: bytes[place] = UInt8(below(256))
    case 2: bytes[place] = [0, 0x7F, 0x80, 0xFF, 0x0A, 0x20, 0x22, 0x24][below(8)]
    case 3: bytes.removeSubrange(place..<place + length)
    case 4: bytes.insert(contentsOf: bytes[place..<place + length], at: below(bytes.count))
    case 5: bytes.insert(UInt8(below(256)), at: place)
    case 6: bytes.removeSubrange(place...)
    default:
      guard !other.isEmpty else { return }
      let start = below(other.count)
      bytes.insert(contentsOf: other[start..<start + 1 + below(min(32, other.count - start))], at: place)
    }
  }

  private mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
