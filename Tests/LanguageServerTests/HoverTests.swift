// Hovers and hints. Figures are computed by hand: a dense layer of n inputs and m units has n m + m parameters; its
// product takes 2 n m operations a row, its bias m, relu another m.

import Diagnostics
import Testing

@testable import LanguageServer

@Suite struct HoverTests {
  private func hover(_ marked: String) throws -> String? {
    var session = try Session()
    return try session.ask("textDocument/hover", marked)["contents"]?["value"]?.string
  }

  @Test func aLayerShowsWhatEachIterationMakesOfItsInput() throws {
    let text = try #require(try hover(soundSpec.replacing("dense: {units", with: "den|se: {units")))
    // 64 * 32 + 32 and 2 * 64 * 32 + 32 + 32; then 32 * 32 + 32 and 2 * 32 * 32 + 32 + 32.
    #expect(text.contains("[batch, 64] -> [batch, 32], 2,080 parameters, 4.2 kFLOP a row forward"))
    #expect(text.contains("[batch, 32] -> [batch, 32], 1,056 parameters, 2.1 kFLOP a row forward"))
    #expect(text.contains("over the last axis"), "the catalog's documentation")
  }

  @Test func equalIterationsAreShownOnce() throws {
    let equal = soundSpec.replacing("- repeat", with: "- dense: 32\n    - repeat")
    let text = try #require(try hover(equal.replacing("- dense: {units", with: "- de|nse: {units")))
    #expect(text.hasPrefix("    2x [batch, 32] -> [batch, 32], 1,056 parameters"))
    #expect(text.split(separator: "[batch, 32] ->").count == 2)
  }

  @Test(arguments: ["- fl|atten", "- flatten|", "- |flatten"])
  func aLayerThatIsAWordIsOneToo(_ word: String) throws {
    let text = try hover(soundSpec.replacing("- flatten", with: word))
    #expect(text?.contains("[batch, 8, 8] -> [batch, 64]") == true)
  }

  @Test func aFieldShowsItsBoundsAndDefault() throws {
    let text = try hover(soundSpec.replacing("training: {", with: "training: {batch_|size: 8, "))
    #expect(text?.contains("an integer, at least 1 and at most 1000000; 32 by default") == true)
    #expect(text?.contains("Rows of one training step.") == true)
  }

  @Test func aParameterShowsItsValueWhereItIsUsedAndDeclared() throws {
    let computed = soundSpec.replacing("width: 32", with: "width: $(2 ** 5)")
    #expect(try hover(computed.replacing("$width", with: "$wi|dth")) == "`width`, a parameter: `32`")
    #expect(try hover(computed.replacing("  width:", with: "  wid|th:")) == "`width`, a parameter: `32`")
  }

  @Test func anExpressionShowsItsValuesInEveryIteration() throws {
    let text = try hover(soundSpec.replacing("$width", with: "$(width // (i + 1)|)"))
    #expect(text == "`$(width // (i + 1))` is `32`, `16`")
  }

  @Test func aNameInAnExpressionIsExplainedForItself() throws {
    let text = try hover(soundSpec.replacing("$width", with: "$(wid|th // (i + 1))"))
    #expect(text?.hasPrefix("`width`, a parameter: `32`") == true)
    let loop = try hover(soundSpec.replacing("$width", with: "$(width // (i| + 1))"))
    #expect(loop?.contains("a name of the `repeat`") == true)
  }

  @Test(arguments: ["model:\n  lay|ers:\n    - dense: {units: [", "training: {lo|ss: mse\nmodel: ["])
  func documentationIsThereWhileTheTextIsBroken(_ text: String) throws { #expect(try hover(text) != nil) }

  @Test(arguments: ["# com|ment", "x-mine: {dense|: 1}", "unkn|own: 1\nmodel: {}", "\n|\n"])
  func whatIsNotDeclaredHasNoHover(_ text: String) throws { #expect(try hover(text) == nil) }
}

@Suite struct InlayHintTests {
  private func hints(_ session: inout Session) throws -> [String] {
    let params = """
      {"textDocument":{"uri":"\(Session.uri)"},"range":{"start":{"line":0,"character":0},"end":{"line":99,"character":0}}}
      """
    return try session.request("textDocument/inlayHint", params).array?.map { hint in
      let place = hint["position"]
      return "\(place?["line"]?.integer ?? -1):\(place?["character"]?.integer ?? -1) \(hint["label"]?.string ?? "")"
    } ?? []
  }

  private let expected = [
    "5:13 [batch, 64]", "10:52 2x [batch, 32]  2,080 then 1,056 parameters", "11:15 [batch, 10]  330 parameters",
  ]

  @Test func layersShowTheirShapesAndParametersBehindTheirLines() throws {
    var session = try Session()
    session.open(soundSpec)
    #expect(try hints(&session) == expected)
  }

  @Test func onlyHintsOfTheVisibleLinesAreSent() throws {
    var session = try Session()
    session.open(soundSpec)
    let params = """
      {"textDocument":{"uri":"\(Session.uri)"},"range":{"start":{"line":11,"character":0},"end":{"line":12,"character":0}}}
      """
    #expect(try session.request("textDocument/inlayHint", params).array?.count == 1)
  }

  @Test func inFlowStyleTheyStandBehindEachLayer() throws {
    var session = try Session()
    session.open(
      "data: {source: digits}\nmodel: {layers: [flatten, {dense: 10}]}\ntraining: {loss: sparse_categorical_crossentropy}\n"
    )
    #expect(try hints(&session) == ["1:24 [batch, 64]", "1:37 [batch, 10]  650 parameters"])
  }

  @Test func theyStayWhileTheTextIsBrokenAndMoveAlong() throws {
    var session = try Session()
    session.open(soundSpec)
    _ = try hints(&session)
    session.change("  extra: [1\n", range: #"{"start":{"line":2,"character":0},"end":{"line":2,"character":0}}"#)
    #expect(
      try hints(&session) == [
        "6:13 [batch, 64]", "11:52 2x [batch, 32]  2,080 then 1,056 parameters", "12:15 [batch, 10]  330 parameters",
      ])
  }

  @Test func layersBehindOneThatDoesNotFitHaveNone() throws {
    var session = try Session()
    session.open(soundSpec.replacing("    - dense: 10", with: "    - reshape: [7]\n    - dense: 10"))
    #expect(try hints(&session) == Array(expected.prefix(2)))
  }

  @Test func aFrozenLayerSaysSo() throws {
    var session = try Session()
    let frozen = soundSpec.replacing("dense: 10", with: "dense: {units: 10, trainable: fal|se}")
    let text = try session.ask(
      "textDocument/hover",
      frozen.replacing("fal|se", with: "false").replacing("- dense: {units: 10", with: "- de|nse: {units: 10"))
    #expect(text["contents"]?["value"]?.string?.contains("330 parameters (frozen)") == true)
  }
}
