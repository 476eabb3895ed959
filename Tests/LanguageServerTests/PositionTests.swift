// Positions of the protocol and byte offsets, against Swift's own views of strings.

import Diagnostics
import Testing

@testable import LanguageServer

@Suite struct PositionTests {
  /// Every character's offset by way of String.utf16, which knows nothing of the code under test.
  @Test(arguments: ["plain", "aé😀b", "😀😀", "\u{FEFF}a: 1", "a\u{85}b\u{2028}c\u{2029}d"])
  func everyCharacterOfALineIsFoundInBothDirections(_ text: String) {
    let positions = TextPositions(Array(text.utf8), .utf16)
    for index in text.unicodeScalars.indices {
      let character = text.utf16.distance(from: text.startIndex, to: index)
      let offset = text.utf8.distance(from: text.startIndex, to: index)
      let position = TextPosition(line: 0, character: character)
      #expect(positions.offset(of: position) == offset)
      #expect(positions.position(at: offset) == position)
    }
  }

  @Test func linesEndWithLineFeedCarriageReturnOrBothAndNothingElse() {
    let text = "a\nb\r\nc\rd\u{2028}e\u{85}f"
    let positions = TextPositions(Array(text.utf8), .utf16)
    #expect(positions.position(at: 2) == TextPosition(line: 1, character: 0))
    #expect(positions.position(at: 5) == TextPosition(line: 2, character: 0))
    #expect(positions.position(at: 7) == TextPosition(line: 3, character: 0))
    #expect(positions.position(at: text.utf8.count) == TextPosition(line: 3, character: 5))
  }

  @Test func utf8CountsBytes() {
    let positions = TextPositions(Array("é😀x".utf8), .utf8)
    #expect(positions.offset(of: TextPosition(line: 0, character: 6)) == 6)
    #expect(positions.position(at: 6) == TextPosition(line: 0, character: 6))
    #expect(positions.offset(of: TextPosition(line: 0, character: 4)) == 2, "inside a character is its beginning")
  }

  @Test func aPositionInsideASurrogatePairIsItsBeginning() {
    let positions = TextPositions(Array("😀x".utf8), .utf16)
    #expect(positions.offset(of: TextPosition(line: 0, character: 1)) == 0)
    #expect(positions.offset(of: TextPosition(line: 0, character: 2)) == 4)
  }

  @Test(arguments: [PositionEncoding.utf8, .utf16])
  func whatLiesBeyondALineOrTheTextIsItsEnd(_ encoding: PositionEncoding) {
    let positions = TextPositions(Array("ab\r\ncd\nef".utf8), encoding)
    #expect(positions.offset(of: TextPosition(line: 0, character: 99)) == 2)
    #expect(positions.offset(of: TextPosition(line: 1, character: .max)) == 6)
    #expect(positions.offset(of: TextPosition(line: 2, character: 3)) == 9)
    #expect(positions.offset(of: TextPosition(line: .max, character: 0)) == 9)
  }

  @Test func anEmptyTextHasOnePosition() {
    let positions = TextPositions([], .utf16)
    #expect(positions.position(at: 3) == TextPosition(line: 0, character: 0))
    #expect(positions.offset(of: TextPosition(line: 0, character: 3)) == 0)
  }

  @Test func aFindingBehindEmojiAndABrokenLineOfYAMLStandsWhereTheEditorSeesIt() throws {
    var session = try Session()
    // U+2028 ends a line for libyaml and none for the protocol; the emoji takes two units of UTF-16.
    session.open(
      "\u{FEFF}x-note: \"😀\u{2028} b\"\r\ndata: {source: digits}\r\nmodel: {layers: [{den: 1}]}\r\ntraining: {loss: mse} # 😀\r\n"
    )
    let diagnostics = try #require(session.lint().first?.diagnostics)
    let unknown = try #require(diagnostics.first { $0["code"]?.string == "Y107" })
    #expect(unknown["range"]?.place == "2:18-2:21")
  }

  @Test func aFindingOnALineWithEmojiCountsUnitsOfTheNegotiatedEncoding() throws {
    let text =
      "data: {source: digits}\nmodel: {layers: [{dense: {units: 1, name: \"😀\", unit: 2}}]}\ntraining: {loss: mse}\n"
    var wide = try Session()
    wide.open(text)
    var narrow = try Session(encodings: ["utf-8", "utf-16"])
    narrow.open(text)
    let places = [wide.lint(), narrow.lint()].map { published in
      published.first?.diagnostics.first { $0["code"]?.string == "Y103" }?["range"]?.place
    }
    #expect(places == ["1:48-1:52", "1:50-1:54"])
  }
}

@Suite struct DocumentURITests {
  @Test(arguments: [
    ("file:///a/b.yaml", "/a/b.yaml"), ("file:///a%20b/%C3%A9.yaml", "/a b/é.yaml"), ("file://localhost/a", "/a"),
    ("FILE:///a", "/a"), ("file:/a", "/a"), ("file:///a%3Fb?query", "/a?b"),
  ])
  func aFileURIIsAPath(_ uri: String, _ path: String) { #expect(DocumentURI.path(of: uri) == path) }

  @Test(arguments: [
    "untitled:Untitled-1", "http://a/b", "file://host/a", "file:///a%", "file:///a%zz", "file:///a%+1", "file:///%00",
    "file:///%FF", "file:",
  ])
  func whatIsNoPathHere(_ uri: String) { #expect(DocumentURI.path(of: uri) == nil) }

  @Test func aPathBecomesAURIThatReadsBack() {
    let path = "/a b/é%/#?[x].yaml"
    #expect(DocumentURI.uri(ofPath: path) == "file:///a%20b/%C3%A9%25/%23%3F%5Bx%5D.yaml")
    #expect(DocumentURI.path(of: DocumentURI.uri(ofPath: path)) == path)
  }
}
