// Documents as they are opened, changed and closed, and when findings are published.

import Diagnostics
import Files
import Glibc
import Testing

@testable import LanguageServer

@Suite struct SyncTests {
  @Test func changesOfRangesMakeTheTextThatTheEditorHas() throws {
    var session = try Session()
    session.open("a😀b\r\ncd\n")
    session.change("X", range: #"{"start":{"line":0,"character":3},"end":{"line":1,"character":1}}"#)
    #expect(session.text() == "a😀Xd\n")
    session.change("é", range: #"{"start":{"line":0,"character":1},"end":{"line":0,"character":3}}"#)
    #expect(session.text() == "aéXd\n")
    session.change("end", range: #"{"start":{"line":1,"character":0},"end":{"line":9,"character":9}}"#)
    #expect(session.text() == "aéXd\nend")
    session.change("all new")
    #expect(session.text() == "all new")
  }

  /// Edits of one character or none at every place of a text, against the same edit of Swift's own string.
  @Test(arguments: [PositionEncoding.utf8, .utf16])
  func anEditAtAnyPlaceIsTheEditThatSwiftMakes(_ encoding: PositionEncoding) throws {
    let text = "a😀é\r\n\nb\u{2028}c\rd\u{FEFF}"
    let scalars = Array(text.unicodeScalars)
    for index in scalars.indices where !(scalars[index] == "\n" && index > 0 && scalars[index - 1] == "\r") {
      var line = 0
      var character = 0
      for (i, scalar) in scalars[..<index].enumerated() {
        character += encoding == .utf8 ? UTF8.width(scalar) : UTF16.width(scalar)
        let isBreak = scalar == "\n" || (scalar == "\r" && scalars[i + 1] != "\n")
        if isBreak { (line, character) = (line + 1, 0) }
      }
      var session = try Session(encodings: [encoding.rawValue])
      session.open(text)
      let position = #"{"line":\#(line),"character":\#(character)}"#
      session.change("😀x", range: #"{"start":\#(position),"end":\#(position)}"#)
      var expected = String.UnicodeScalarView()
      expected.append(contentsOf: scalars[..<index] + Array("😀x".unicodeScalars) + scalars[index...])
      #expect(session.text().map { Array($0.utf8) } == Array(String(expected).utf8))
    }
  }

  @Test func halfASurrogatePairKeepsThePositionsOfWhatFollows() throws {
    var session = try Session()
    session.open("ab")
    session.notify(
      "textDocument/didChange",
      #"{"textDocument":{"uri":"\#(Session.uri)","version":2},"contentChanges":[{"text":"\uD83D|b"}]}"#)
    session.change("c", range: #"{"start":{"line":0,"character":2},"end":{"line":0,"character":3}}"#)
    #expect(session.text() == "\u{FFFD}|c")
  }

  @Test func aChangeThatMakesNoSenseIsPassedOverWithAWordInTheLog() throws {
    var session = try Session()
    session.open("a")
    session.notify(
      "textDocument/didChange",
      #"{"textDocument":{"uri":"\#(Session.uri)","version":2},"contentChanges":[{"range":1,"text":"x"},7,{"text":"b"}]}"#
    )
    #expect(session.text() == "b")
    #expect(session.received.last?["method"]?.string == "window/logMessage")
  }

  @Test func aBurstOfChangesIsLintedOnceWithTheLastVersion() throws {
    var session = try Session()
    session.open(soundSpec)
    for i in 0..<20 { session.change(soundSpec + "# \(i)\n") }
    #expect(session.lint().count == 1)
    #expect(session.received.last?["params"]?["version"]?.integer == 21)
    #expect(!session.server.hasWaitingDocuments)
  }

  @Test func aSoundSpecHasNoFindings() throws {
    var session = try Session()
    session.open(soundSpec)
    let published = session.lint()
    #expect(published.map(\.uri) == [Session.uri])
    #expect(published.first?.diagnostics.count == 0)
  }

  @Test func severalDocumentsHaveTheirOwnFindings() throws {
    var session = try Session()
    session.open(soundSpec)
    session.open("model: {}\n", uri: "file:///specs/b.yaml")
    let published = session.lint()
    #expect(published.map(\.uri).sorted() == ["file:///specs/a.yaml", "file:///specs/b.yaml"])
    #expect(published.map(\.diagnostics.isEmpty) == [true, false])
  }

  @Test func closingTakesTheFindingsBack() throws {
    var session = try Session()
    session.open("model: {}\n")
    _ = session.lint()
    session.notify("textDocument/didClose", #"{"textDocument":{"uri":"\#(Session.uri)"}}"#)
    #expect(session.received.last?["params"]?["diagnostics"]?.array?.count == 0)
    #expect(session.text() == nil)
  }

  @Test(arguments: [
    "version: '3'\nservices:\n  web: {image: x}\n", "name: CI\non: push\njobs: {}\n", "- hosts: all\n",
    "apiVersion: v1\nkind: ConfigMap\ndata: {}\n",
  ])
  func otherYAMLFilesAreLeftAlone(_ text: String) throws {
    var session = try Session()
    session.open(text)
    #expect(session.lint().first?.diagnostics.isEmpty == true)
    session.open(text, uri: "file:///b.yaml", language: "lofting")
    #expect(session.lint().first?.diagnostics.isEmpty == false)
  }

  @Test(arguments: ["data: {sorce: digits}\n", "traning: {}\nother: 1\n", "x-mine: 1\nseed: no\n", "words"])
  func aSpecThatHasOnlyBegunIsNoOtherFile(_ text: String) throws {
    var session = try Session()
    session.open(text)
    #expect(session.lint().first?.diagnostics.isEmpty == false)
  }

  @Test func aSpecIsReadWithTheBaseThatIsOpenAndLintedAgainWhenThatChanges() throws {
    var session = try Session()
    let base = "file:///specs/base%20file.yaml"
    session.open(soundSpec, uri: base)
    session.open("extends: base file.yaml\ntraining: {epochs: 2}\n")
    #expect(session.lint().flatMap(\.diagnostics).map(\.text) == [])
    session.change(soundSpec + "limits: {peak_memory: 1B}\n", uri: base)
    let published = session.lint()
    #expect(Set(published.map(\.uri)) == [base, Session.uri])
    let finding = try #require(published.first { $0.uri == Session.uri }?.diagnostics.first)
    #expect(finding["range"]?.place == "0:9-0:23", "what the base brings is shown where it is named")
    #expect(finding["relatedInformation"]?.array?.first?["location"]?["uri"]?.string == base)
  }

  @Test func aBaseOnDiskIsReadToo() throws {
    let folder = "/tmp/lofting-lsp-\(getpid())-\(UInt32.random(in: .min ... .max))"
    try Folder.make(folder)
    defer {
      unsafe unlink("\(folder)/base.yaml")
      unsafe rmdir(folder)
    }
    try AtomicFile.write(soundSpec, to: "\(folder)/base.yaml")
    var session = try Session()
    session.open(
      "extends: base.yaml\nmodel: {layers: [flatten, dense: 10]}\n", uri: DocumentURI.uri(ofPath: "\(folder)/a.yaml"))
    #expect(session.lint().first?.diagnostics.map { $0["code"]?.string } == ["Y150"], "width is no longer used")
  }

  @Test func aDocumentWithoutAFileIsLintedLikeAnyOther() throws {
    var session = try Session()
    session.open("model: {layers: []}\n", uri: "untitled:Untitled-1")
    #expect(session.lint().first?.diagnostics.isEmpty == false)
  }
}

@Suite struct DiagnosticMessageTests {
  @Test func aFindingCarriesCodeSeveritySourceAndCure() throws {
    var session = try Session()
    session.open(soundSpec.replacing("- flatten", with: "- flaten"))
    let finding = try #require(session.lint().first?.diagnostics.first)
    #expect(finding["code"]?.string == "Y107")
    #expect(finding["severity"]?.integer == 1)
    #expect(finding["source"]?.string == "lofting")
    #expect(finding["range"]?.place == "5:6-5:12")
    #expect(finding["message"]?.string == "unknown layer 'flaten'\nhelp: did you mean 'flatten'?")
  }

  @Test func whatIsUnusedIsMarkedAsUnnecessary() throws {
    var session = try Session()
    session.open(soundSpec.replacing("width: 32", with: "width: 32\n  depth: 1"))
    let finding = try #require(session.lint().first?.diagnostics.first)
    #expect(finding["tags"]?.array?.map(\.integer) == [1])
    #expect(finding["severity"]?.integer == 2)
  }

  @Test func aNoteWithAPlaceIsALink() throws {
    var session = try Session()
    session.open(soundSpec.replacing("width: 32", with: "width: 32\n  width: 33"))
    let finding = try #require(session.lint().first?.diagnostics.first)
    let related = try #require(finding["relatedInformation"]?.array?.first)
    #expect(related["message"]?.string == "first given here")
    #expect(related["location"]?["range"]?.place == "1:2-1:7")
  }
}
