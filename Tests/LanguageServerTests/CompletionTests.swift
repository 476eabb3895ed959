// What is proposed where: the cursor is the `|` in each text.

import Diagnostics
import SpecParser
import Testing

@testable import LanguageServer

@Suite struct CompletionTests {
  private func items(_ marked: String) throws -> [JSONValue] {
    var session = try Session()
    return try session.ask("textDocument/completion", marked).array ?? []
  }

  private func labels(_ marked: String) throws -> [String] { try items(marked).compactMap { $0["label"]?.string } }

  /// The text after the proposal of a label has been accepted.
  private func accepting(_ label: String, _ marked: String, snippets: Bool = true) throws -> String {
    var session = try Session(snippets: snippets)
    let answer = try session.ask("textDocument/completion", marked)
    let item = try #require(answer.array?.first { $0["label"]?.string == label }, "\(label) is not proposed")
    let edit = try #require(item["textEdit"])
    session.change(try #require(edit["newText"]?.string), range: try #require(edit["range"]).text)
    return try #require(session.text())
  }

  // MARK: - Keys

  @Test func anEmptyDocumentTakesTheSections() throws {
    let labels = try labels("|")
    #expect(Set(labels).isSuperset(of: ["data", "model", "training", "parameters", "extends"]))
  }

  @Test(arguments: [
    "training:\n  loss: mse\n  |", "training:\n  loss: mse\n  ba|", "training:\n  |\n  loss: mse\n",
    "training: {loss: mse, |", "training: {loss: mse, ba|}", "training: {\n  loss: mse,\n  |\n}",
    "training: {|, loss: mse}", "model: [\ntraining:\n  loss: mse\n  b|",
  ])
  func aSectionTakesTheKeysThatItHasNotYet(_ text: String) throws {
    let labels = try labels(text)
    #expect(labels.contains("batch_size"))
    #expect(!labels.contains("loss"))
    #expect(!labels.contains("model"))
  }

  @Test(arguments: [
    "model:\n  layers:\n    - dense:\n        |",
    "model:\n  layers:\n    - dense:\n        units: 3\n        |\n    - flatten",
    "model:\n  layers:\n    - dense: {units: 3, |}", "model: {layers: [{dense: {|",
    "model:\n  layers:\n  - repeat:\n      times: 2\n      layers:\n      - dense:\n          |",
    "model:\n  layers:\n    - dense: {units: 3\n    - dense: {|",
  ])
  func aLayerTakesItsFieldsAndThoseOfEveryLayer(_ text: String) throws {
    let labels = try labels(text)
    #expect(Set(labels).isSuperset(of: ["activation", "use_bias", "name", "trainable", "when"]))
    #expect(!labels.contains("rate"))
  }

  @Test func aKeyGetsRoomForItsValueInTheStyleAround() throws {
    #expect(try accepting("callbacks", "training:\n  cal|") == "training:\n  callbacks:\n  - $1")
    #expect(try accepting("callbacks", "training: {cal|}") == "training: {callbacks: [$1]}")
    #expect(try accepting("shuffle", "data:\n  sh|") == "data:\n  shuffle: ${1|true,false|}")
    #expect(try accepting("data", "|") == "data:\n  $1")
  }

  @Test func aKeyThatHasItsColonKeepsIt() throws {
    #expect(try accepting("training", "tr|aning:\n  loss: mse") == "training:\n  loss: mse")
  }

  @Test func withoutSnippetsTheWordComesUpToItsFirstGap() throws {
    #expect(try accepting("epochs", "training:\n  ep|", snippets: false) == "training:\n  epochs: ")
  }

  // MARK: - Kinds

  @Test(arguments: [
    "model:\n  layers:\n    - |", "model:\n  layers:\n    - de|\n    - flatten", "model:\n  layers: [flatten, |",
    "model:\n  layers: [|]", "model:\n  layers:\n    - repeat:\n        times: 2\n        layers:\n          - |",
    "model:\n  layers:\n    - flatten\n    |", "model:\n  layers:\n    |", "model:\n  layers:\n  - flatten\n  - |",
  ])
  func aListOfLayersTakesLayers(_ text: String) throws {
    #expect(Set(try labels(text)).isSuperset(of: ["dense", "flatten", "dropout", "repeat"]))
  }

  @Test func aLayerIsInsertedWithItsMainFieldAndWhereNeededItsDash() throws {
    #expect(try accepting("dense", "model:\n  layers:\n    - de|") == "model:\n  layers:\n    - dense: $1")
    #expect(try accepting("flatten", "model:\n  layers:\n    - dense: 1\n    fl|").hasSuffix("\n    - flatten"))
    #expect(
      try accepting("repeat", "model:\n  layers:\n    - |").hasSuffix(
        "    - repeat:\n    times: $1\n    layers:\n      - $2"), "the editor indents further lines like the first")
  }

  @Test func behindAKeyAKindWithRequiredFieldsGetsBraces() throws {
    #expect(try accepting("csv", "data:\n  source: c|") == "data:\n  source: {csv: $1}")
    #expect(try accepting("adam", "training:\n  optimizer: a|") == "training:\n  optimizer: adam")
    #expect(try accepting("adam", "training:\n  optimizer: {a|") == "training:\n  optimizer: {adam: ")
  }

  @Test func aFieldThatNamesAKindTakesThatFamily() throws {
    let labels = try labels("model:\n  layers:\n    - dense:\n        activation: |")
    #expect(labels.contains("relu"))
    #expect(!labels.contains("dense"))
  }

  @Test func everyProposedLayerIsOneThatTheDecoderKnows() throws {
    for label in try labels("model:\n  layers:\n    - |") where !label.hasPrefix("$") {
      var session = try Session()
      session.open(soundSpec.replacing("- flatten", with: "- \(label): {}"))
      let codes = session.lint().first?.diagnostics.map { $0["code"]?.string }
      #expect(codes?.contains("Y107") == false, "\(label) is no layer")
    }
  }

  // MARK: - Words

  @Test func aChoiceTakesItsWordsAndASwitchTrueAndFalse() throws {
    #expect(try labels("data:\n  target_encoding: |") == ["index", "one_hot"])
    #expect(try labels("data: {shuffle: f|}") == ["true", "false"])
  }

  @Test func aMonitorTakesTheFiguresThatAreComputed() throws {
    let labels = try labels("training:\n  metrics: [mae]\n  callbacks:\n    - early_stopping: {monitor: v|")
    #expect(labels == ["val_loss", "val_mae", "loss", "mae"])
  }

  // MARK: - Names

  @Test(arguments: ["units: $|", "units: |", "units: $wi|", "units: \"$|\""])
  func aValueTakesParameters(_ text: String) throws {
    #expect(try labels("parameters: {width: 3}\nmodel:\n  layers:\n    - dense: {\(text)").contains("$width"))
  }

  @Test func aParameterReplacesTheDollarSignToo() throws {
    let text = "parameters: {width: 3}\nmodel:\n  layers:\n    - dense: $w|"
    #expect(try accepting("$width", text).hasSuffix("- dense: $width"))
  }

  @Test func anExpressionTakesNamesFunctionsAndThoseOfTheRepeatAround() throws {
    let text =
      "parameters: {width: 3}\nmodel:\n  layers:\n    - repeat:\n        times: 2\n        index: i\n        layers:\n          - "
    #expect(Set(try labels(text + "dense: $(2 * w|")).isSuperset(of: ["width", "i", "max"]))
    #expect(try accepting("width", text + "dense: $(2 * w|)").hasSuffix("dense: $(2 * width)"))
    #expect(try labels(text + "dense: {units: 1, when: i|").contains("i"))
    let outside = try labels(text + "dense: 1\n    - dense: $(|")
    #expect(!outside.contains("i"), "outside of the repeat")
  }

  @Test func constraintsMayUseThePlansFigures() throws {
    let labels = try labels("parameters: {a: 1}\nsweep:\n  constraints:\n    - a * p|")
    #expect(Set(labels).isSuperset(of: ["a", "parameter_count"]))
  }

  @Test func aSweepTakesTheParametersThatItDoesNotVaryYet() throws {
    #expect(try labels("parameters: {a: 1, b: 2}\nsweep:\n  parameters:\n    a: {values: [1]}\n    |") == ["b"])
  }

  // MARK: - Nothing

  @Test(arguments: [
    "# a comment |", "name: x |", "training:\n  loss: mse\n     |", "x-mine:\n  |", "name: some words|",
    "model:\n  layers:\n    - dense: 1 # com|",
  ])
  func whereNothingCanBeSaidNothingIsProposed(_ text: String) throws { #expect(try labels(text).isEmpty) }

  @Test func itemsAreDocumented() throws {
    let item = try #require(try items("model:\n  layers:\n    - |").first { $0["label"]?.string == "dropout" })
    #expect(item["documentation"]?["value"]?.string?.contains("becomes 0 with probability") == true)
    let field = try #require(try items("training:\n  |").first { $0["label"]?.string == "batch_size" })
    #expect(field["detail"]?.string == "an integer, at least 1 and at most 1000000; 32 by default")
  }
}
