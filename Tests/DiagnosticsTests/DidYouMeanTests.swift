// Suggestions for misspelt words.

import Diagnostics
import Testing

struct DidYouMeanTests {
  static let names = ["dense", "dropout", "flatten", "batch_normalization", "learning_rate"]

  @Test(
    "the nearest name is suggested",
    arguments: [
      ("dens", "dense"), ("Dense", "dense"), ("dropuot", "dropout"), ("BatchNormalization", "batch_normalization"),
      ("learning-rate", "learning_rate"), ("faltten", "flatten"),
    ])
  func nearest(word: String, expected: String) {
    #expect(DidYouMean.nearest(to: word, in: Self.names) == expected)
  }

  @Test(
    "a beginning in common is near, if it is one candidate's alone or a whole one",
    arguments: [
      ("dense_layer", "dense"), ("learning", "learning_rate"), ("flatten_rows", "flatten"),
      ("batch", "batch_normalization"),
    ])
  func beginnings(word: String, expected: String) {
    #expect(DidYouMean.nearest(to: word, in: Self.names) == expected)
    #expect(DidYouMean.nearest(to: word, in: Self.names, takesBeginnings: false) == nil)
    #expect(DidYouMean.nearest(to: "log", in: ["log_softmax", "log_sigmoid"]) == nil)
  }

  @Test("a word that is near to nothing gets no suggestion", arguments: ["", "conv", "xyz", "transformer"])
  func nothingNear(word: String) {
    #expect(DidYouMean.nearest(to: word, in: Self.names) == nil)
  }

  @Test("help lists what is accepted when nothing is near")
  func help() {
    #expect(DidYouMean.help(for: "conv", in: ["a1", "b2"], naming: "layers") == "layers: a1, b2")
    #expect(DidYouMean.help(for: "dens", in: Self.names, naming: "layers") == "did you mean 'dense'?")
  }
}
