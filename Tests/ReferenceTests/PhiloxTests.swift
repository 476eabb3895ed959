// The random numbers that kernels are compared with, against the known answers of the authors' library.

import Reference
import Testing

@Suite("Philox4x32-10")
struct PhiloxTests {
  struct KnownAnswer: Sendable {
    let philox: Philox
    let index: UInt32
    let words: [UInt32]
  }

  /// Lines `philox4x32 10` of kat_vectors in Random123 (Salmon et al.), with the counter cut into index, stream and step
  /// and the key into the seed's halves.
  static let knownAnswers = [
    KnownAnswer(
      philox: Philox(seed: 0, stream: 0, step: 0), index: 0,
      words: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    KnownAnswer(
      philox: Philox(seed: .max, stream: .max, step: .max), index: .max,
      words: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
    KnownAnswer(
      philox: Philox(seed: 0x299f_31d0_a409_3822, stream: 0x85a3_08d3, step: 0x0370_7344_1319_8a2e),
      index: 0x243f_6a88, words: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
  ]

  @Test("gives the known answers", arguments: knownAnswers)
  func knownAnswer(answer: KnownAnswer) {
    #expect(answer.philox.words(answer.index) == answer.words)
  }

  @Test("normals have mean 0 and variance 1")
  func normals() {
    let philox = Philox(seed: 7, stream: 2, step: 5)
    let normals = (0..<20_000).map(philox.normal)
    let mean = normals.reduce(0, +) / 20_000
    let variance = normals.reduce(0) { $0 + $1 * $1 } / 20_000
    // Three standard errors: 3 / sqrt(n) and 3 sqrt(2 / n).
    #expect(abs(mean) < 0.0213)
    #expect(abs(variance - 1) < 0.03)
  }
}
