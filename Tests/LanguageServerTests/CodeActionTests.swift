// Quick fixes, as the editor would apply them.

import Diagnostics
import Testing

@testable import LanguageServer

@Suite struct CodeActionTests {
  private func actions(_ text: String, only: String? = nil, versionedEdits: Bool = false) throws -> (
    Session, [JSONValue]
  ) {
    var session = try Session(versionedEdits: versionedEdits)
    session.open(text)
    let context = only.map { #"{"diagnostics":[],"only":["\#($0)"]}"# } ?? #"{"diagnostics":[]}"#
    let params = """
      {"textDocument":{"uri":"\(Session.uri)"},"context":\(context),\
      "range":{"start":{"line":0,"character":0},"end":{"line":99,"character":0}}}
      """
    let answer = try session.request("textDocument/codeAction", params)
    return (session, answer.array ?? [])
  }

  private func applied(_ action: JSONValue?, _ session: Session) throws -> String? {
    var session = session
    let edits = try #require(action?["edit"]?["changes"]?[Session.uri]?.array)
    let sorted = edits.sorted { ($0["range"]?.place ?? "") > ($1["range"]?.place ?? "") }
    for edit in sorted { session.change(edit["newText"]?.string ?? "", range: edit["range"]?.text) }
    return session.text()
  }

  private let secondKey = soundSpec.replacing("- dense: 10", with: "- dense:\n      units: 10")

  @Test func aSafeFixIsPreferredAndCures() throws {
    var (session, actions) = try actions(secondKey)
    let action = try #require(actions.first { $0["isPreferred"]?.boolean == true })
    #expect(action["kind"]?.string == "quickfix")
    #expect(action["diagnostics"]?.array?.count == 1)
    session.change(try #require(try applied(action, session)))
    #expect(session.lint().first?.diagnostics.isEmpty == true)
  }

  @Test func aFixThatMayChangeTheMeaningIsOfferedAndNotPreferred() throws {
    let (session, actions) = try actions(soundSpec.replacing("- flatten", with: "- flaten"))
    let action = try #require(actions.first)
    #expect(action["isPreferred"] == nil)
    #expect(try applied(action, session) == soundSpec)
  }

  @Test func allSafeFixesAreOneAction() throws {
    let twice = secondKey.replacing("- dense: {units: $width", with: "- dense: {units: $width").replacing(
      "data: {source: digits, preprocessing: [rescaling: $(1 / 16)]}",
      with: "data:\n  source: digits\n  preprocessing:\n    - rescaling:\n      scale: 0.0625")
    var (session, actions) = try actions(twice, only: "source.fixAll")
    #expect(actions.map { $0["kind"]?.string } == ["source.fixAll.lofting"])
    session.change(try #require(try applied(actions.first, session)))
    #expect(session.lint().first?.diagnostics.isEmpty == true)
  }

  @Test func onlyTheKindsThatAreAskedForAreSent() throws {
    #expect(try actions(secondKey, only: "refactor").1.isEmpty)
    #expect(try actions(secondKey, only: "quickfix").1.allSatisfy { $0["kind"]?.string == "quickfix" })
  }

  @Test(arguments: [
    ("depth: 1", "depth: 1  # lofting: ignore[Y150]"), ("depth: 1 # why", "depth: 1 # lofting: ignore[Y150] why"),
    ("depth: 1  # lofting: ignore[N1] so", "depth: 1  # lofting: ignore[N1, Y150] so"),
  ])
  func aWarningCanBeIgnoredAtItsLine(_ line: String, _ expected: String) throws {
    let text = soundSpec.replacing("width: 32", with: "width: 32\n  \(line)")
    let (session, actions) = try actions(text)
    let action = try #require(actions.first { $0["title"]?.string == "Ignore Y150 (unused-parameter) here" })
    #expect(try applied(action, session) == text.replacing(line, with: expected))
  }

  @Test func errorsAndLinesWithinTextCannotBeIgnored() throws {
    let error = try actions(soundSpec.replacing("- flatten", with: "- flaten")).1
    #expect(!error.contains { $0["title"]?.string?.hasPrefix("Ignore") == true })
    let block = try actions(soundSpec.replacing("width: 32", with: "width: 32\n  note: |\n    text")).1
    #expect(!block.contains { $0["title"]?.string?.hasPrefix("Ignore") == true })
  }

  @Test func aClientThatKnowsVersionsGetsThem() throws {
    let action = try actions(secondKey, versionedEdits: true).1.first
    let change = action?["edit"]?["documentChanges"]?.array?.first
    #expect(change?["textDocument"]?["version"]?.integer == 1)
    #expect(change?["edits"]?.array?.isEmpty == false)
  }

  @Test func ignoringDoesNotTakeTheWordsOfAnotherDirective() throws {
    let text = soundSpec.replacing("- dense: 10", with: "- dropout: 0  # lofting: warning[N2] strict\n    - dense: 10")
    let (_, actions) = try actions(text)
    #expect(actions.contains { $0["title"]?.string == "remove 'dropout'" })
    let edits = actions.compactMap { $0["edit"]?["changes"]?[Session.uri]?.array }.flatMap(\.self)
    #expect(!edits.contains { $0["newText"]?.string?.hasPrefix("# lofting: ignore[") == true })
  }
}
