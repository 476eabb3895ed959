// The tolerant scanner: what it makes of texts, and that none of them traps it.

import Diagnostics
import SpecParser
import Testing

@testable import LanguageServer

@Suite struct OutlineTests {
  /// Every slot as the path that leads to it.
  private func paths(_ text: String) -> [String] {
    let outline = OutlineScanner.scan(Array(text.utf8))
    return outline.slots.indices.dropFirst().map { slot in
      outline.path(to: slot).map { step in
        switch step {
        case .key(let name): name
        case .item: "-"
        }
      }.joined(separator: "/")
    }
  }

  @Test(arguments: [
    ("a:\n  b: 1\nc: 2", ["a", "a/b", "c"]),
    ("a:\n- x\n- y: 1\n  z: 2\nb:", ["a", "a/-", "a/-", "a/-/y", "a/-/z", "b"]),
    ("a: {b: 1, c: [x, {d: 2}]}", ["a", "a/b", "a/c", "a/c/-", "a/c/-", "a/c/-/d"]),
    ("a: [b: 1, c]", ["a", "a/-", "a/-/b", "a/-"]), ("- - x\n  - y", ["-", "-/-", "-/-"]),
    ("\"a b\": 1\n'c': 2", ["a b", "c"]), ("a: |\n  b: c\nd: 1", ["a", "d"]),
    ("a: &x {b: 1}\n<<: *x", ["a", "a/b", "<<"]),
    ("a: http://b:c # d: e", ["a"]), ("a: {b: [1\nc: 2", ["a", "a/b", "a/b/-", "c"]),
    ("a: 'it''s: b'\nc: 1", ["a", "c"]), ("%YAML 1.2\n---\na: 1\n...\n", ["a"]), ("{a: 1,\n b: 2}", ["a", "b"]),
  ])
  func keysAndItemsAreFound(_ text: String, _ expected: [String]) { #expect(paths(text) == expected) }

  @Test func noBeginningOfASpecTrapsAndEveryRequestIsAnswered() throws {
    let tail = "x: {a: [&b *c, \"$(1\", |\n 😀\u{2028}"
    let bytes = Array((soundSpec + tail).utf8)
    var session = try Session()
    for end in stride(from: 0, through: bytes.count, by: 7) {
      let text = String(decoding: bytes[..<end], as: UTF8.self)
      for method in ["completion", "hover", "definition"] {
        #expect(try session.ask("textDocument/\(method)", text + "|").text.isEmpty == false)
      }
    }
  }

  @Test(arguments: ["[", "{", "- ", "{a: ", "a:\n ", "'", "&a ", "? ", "\t", "!", ","])
  func endlessRepetitionIsScannedQuickly(_ part: String) {
    let bytes = Array(String(repeating: part, count: 200_000 / part.utf8.count).utf8)
    let clock = ContinuousClock()
    let elapsed = clock.measure { _ = OutlineScanner.scan(bytes) }
    #expect(elapsed < .seconds(5), "an unoptimized build takes a tenth of that")
  }

  @Test(arguments: [
    "model: {\(String(repeating: "a: {b: 1}, ", count: 10_000))}", String(repeating: "a: 1\n", count: 20_000),
  ])
  func manyKeysAreSymbolsInTimeThatGrowsWithThem(_ text: String) {
    let document = OpenDocument(uri: "file:///a.yaml", language: "lofting", version: 1, text: text, encoding: .utf16)
    let clock = ContinuousClock()
    let elapsed = clock.measure { _ = DocumentSymbols(document).json }
    #expect(elapsed < .seconds(5), "an unoptimized build takes a tenth of that")
  }
}
