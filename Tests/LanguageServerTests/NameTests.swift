// Definitions, references and renaming.

import Diagnostics
import Testing

@testable import LanguageServer

@Suite struct NameTests {
  private func definition(_ marked: String) throws -> String? {
    var session = try Session()
    let place = try session.ask("textDocument/definition", marked)
    return place["range"]?.place
  }

  /// The text after renaming what is at the cursor; nil with the reason where that is refused.
  private func renamed(_ marked: String, to name: String) throws -> String? {
    var session = try Session()
    let answer = try session.ask("textDocument/prepareRename", marked)
    guard case .object = answer else { return nil }
    let params =
      #"{"textDocument":{"uri":"\#(Session.uri)"},"position":\#(answer["start"]?.text ?? ""),"newName":"\#(name)"}"#
    guard let edits = session.response("textDocument/rename", params)?["result"]?["changes"]?[Session.uri]?.array else {
      return nil
    }
    // From the last to the first, so that positions stay.
    let sorted = edits.sorted { ($0["range"]?.place ?? "") > ($1["range"]?.place ?? "") }
    for edit in sorted { session.change(edit["newText"]?.string ?? "", range: edit["range"]?.text) }
    return session.text()
  }

  @Test(arguments: ["$wi|dth", "$(2 * wid|th)", "\"$(max(2, width|))\"", "'$width|'"])
  func aParametersUseLeadsToItsDeclaration(_ use: String) throws {
    #expect(try definition(soundSpec.replacing("$width", with: use)) == "1:2-1:7")
  }

  @Test func aRepeatsNameLeadsToItsDeclarationAndHidesAParameter() throws {
    let text = soundSpec.replacing("width: 32", with: "i: 32")
    #expect(try definition(text.replacing("$width", with: "$(i| + 1)")) == "8:15-8:16")
    #expect(try definition(text.replacing("times: 2", with: "times: $|i")) == "1:2-1:3", "times stands outside")
  }

  @Test func anAliasLeadsToItsAnchor() throws {
    let text = "x-a: &base {units: 3}\nx-b: &base {units: 4}\nmodel:\n  layers:\n    - dense: *ba|se\n"
    #expect(try definition(text) == "1:6-1:10")
  }

  @Test func extendsLeadsToTheFile() throws {
    var session = try Session()
    let place = try session.ask("textDocument/definition", "extends: \"base |file.yaml\"\n")
    #expect(place["uri"]?.string == "file:///specs/base%20file.yaml")
  }

  @Test func aParameterOfABaseIsFoundThere() throws {
    var session = try Session()
    session.open(soundSpec, uri: "file:///specs/base.yaml")
    let place = try session.ask("textDocument/definition", "extends: base.yaml\ntraining: {batch_size: $wi|dth}\n")
    #expect(place["uri"]?.string == "file:///specs/base.yaml")
    #expect(place["range"]?.place == "1:2-1:7")
  }

  @Test func referencesAreTheUsesAndOnRequestTheDeclaration() throws {
    var session = try Session()
    let text =
      soundSpec.replacing("dense: 10", with: "dense: {units: 10, when: wid|th > 2}")
      + "sweep: {parameters: {width: {values: [1]}}}\n"
    let all = try session.ask("textDocument/references", text, more: #","context":{"includeDeclaration":true}"#)
    #expect(
      all.array?.compactMap { $0["range"]?.place }.sorted() == ["10:28-10:33", "11:31-11:36", "15:21-15:26", "1:2-1:7"])
    let uses = try session.ask("textDocument/references", text, more: #","context":{"includeDeclaration":false}"#)
    #expect(uses.array?.count == 3)
  }

  @Test(arguments: ["$wi|dth", "$(width| * 1)"])
  func renamingAParameterRenamesItEverywhere(_ use: String) throws {
    let marked = soundSpec.replacing("$width", with: use)
    let expected = marked.replacing("|", with: "").replacing("width", with: "size")
    #expect(try renamed(marked, to: "size") == expected)
  }

  @Test func renamingLeavesARepeatsNameOfTheSameSpellingAlone() throws {
    let text = soundSpec.replacing("width: 32", with: "wid|th: 32").replacing("index: i", with: "index: width")
    let expected = text.replacing("wid|th: 32", with: "size: 32")
    #expect(try renamed(text, to: "size") == expected)
  }

  @Test func anAnchorIsRenamedWithItsAliases() throws {
    let text = "x-a: &ba|se 1\nseed: *base\nmodel: {}\n"
    #expect(try renamed(text, to: "other") == "x-a: &other 1\nseed: *other\nmodel: {}\n")
  }

  @Test(arguments: ["", "2x", "a b", "and", "a-b", "width"])
  func namesThatCannotBeAreRefused(_ name: String) throws {
    #expect(try renamed(soundSpec.replacing("$width", with: "$wi|dth"), to: name) == nil)
  }

  @Test func whatHasNoNameIsNotRenamed() throws {
    #expect(try renamed(soundSpec.replacing("- flatten", with: "- flat|ten"), to: "x") == nil)
  }
}

@Suite struct SymbolTests {
  @Test func sectionsKeysAndItemsMakeATree() throws {
    var session = try Session()
    session.open(soundSpec)
    let symbols = try session.request("textDocument/documentSymbol", #"{"textDocument":{"uri":"\#(Session.uri)"}}"#)
    func tree(_ symbol: JSONValue) -> String {
      let children = (symbol["children"]?.array ?? []).map(tree).joined(separator: " ")
      return (symbol["name"]?.string ?? "") + (children.isEmpty ? "" : "(\(children))")
    }
    #expect(
      symbols.array?.map(tree) == [
        "parameters(width)", "data(source preprocessing(rescaling))",
        "model(layers(flatten repeat(times index layers(dense)) dense))", "training(loss)",
        "version", "seed",
      ])
    #expect(symbols.array?[2]["range"]?.place == "3:0-11:15")
    #expect(symbols.array?[2]["selectionRange"]?.place == "3:0-3:5")
  }
}
