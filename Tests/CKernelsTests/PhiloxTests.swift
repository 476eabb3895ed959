// Philox4x32-10 against the known answers that its authors publish with Random123 (tests/kat_vectors).

import CKernels
import Testing

@Suite struct PhiloxTests {
  struct KnownAnswer: Sendable {
    var counter: [UInt32]
    var key: [UInt32]
    var words: [UInt32]
  }

  static let knownAnswers = [
    KnownAnswer(
      counter: [0, 0, 0, 0], key: [0, 0], words: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    KnownAnswer(
      counter: [.max, .max, .max, .max], key: [.max, .max],
      words: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
    KnownAnswer(
      counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: [0xa409_3822, 0x299f_31d0],
      words: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
  ]

  @Test(arguments: knownAnswers)
  func `the words are the published ones`(answer: KnownAnswer) {
    var words = [UInt32](repeating: 0, count: 4)
    let seed = UInt64(answer.key[0]) | UInt64(answer.key[1]) << 32
    let step = UInt64(answer.counter[2]) | UInt64(answer.counter[3]) << 32
    unsafe lf_philox(seed, answer.counter[1], step, answer.counter[0], &words)
    #expect(words == answer.words)
  }
}
