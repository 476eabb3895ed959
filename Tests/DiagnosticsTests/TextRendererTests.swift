// Diagnostics as text: the form that the project promises.

import Diagnostics
import Testing

struct TextRendererTests {
  static let code = DiagnosticCode("Y107", "unknown-kind")

  static func sources(_ text: String) -> (map: SourceMap, text: SourceText) {
    let source = SourceText(path: "a.yaml", bytes: Array(text.utf8))
    var map = SourceMap()
    map.insert(source)
    return (map, source)
  }

  @Test("a finding shows path, position, message, code, the line and a caret under what it marks")
  func snippet() {
    let (map, text) = Self.sources("x:\n  activation: rellu\n")
    let range = SourceRange(
      path: "a.yaml", start: text.position(line: 2, column: 15), end: text.position(line: 2, column: 20))
    let diagnostic = Diagnostic(
      .error, Self.code, "unknown activation 'rellu'", at: .spec(range), help: "did you mean 'relu'?")
    #expect(
      TextRenderer(sources: map).render(diagnostic) == """
        a.yaml:2:15: error: unknown activation 'rellu' [Y107]
           2 |   activation: rellu
             |               ^^^^^ did you mean 'relu'?
        """)
  }

  @Test("a very long line is cut around the place, and the caret stays under it")
  func longLine() throws {
    let (map, text) = Self.sources(String(repeating: "a", count: 5000) + "ERR" + String(repeating: "b", count: 5000))
    let range = SourceRange(
      path: "a.yaml", start: text.position(line: 1, column: 5001), end: text.position(line: 1, column: 5004))
    let lines = TextRenderer(sources: map).render(Diagnostic(.error, Self.code, "m", at: .spec(range)))
      .split(separator: "\n")
    let caret = try #require(lines[2].firstIndex(of: "^"))
    let column = lines[2].distance(from: lines[2].startIndex, to: caret)
    #expect(lines[1].dropFirst(column).hasPrefix("ERR"))
    #expect(lines[1].count < 200)
  }

  @Test("what a terminal may take for a command is shown as a character that stands for it")
  func controls() {
    let hostile = "\u{1B}[31m\r\n\u{7F}\u{9B}\u{202E}\t"
    let shown = "\u{241B}[31m\u{240D}\u{240A}\u{2421}\u{FFFD}\u{FFFD}\u{2409}"
    let diagnostic = Diagnostic(
      .error, Self.code, "key '\(hostile)'", at: .path("a\u{1B}"), notes: [Note(hostile)], help: hostile)
    let lines = TextRenderer(sources: SourceMap()).render(diagnostic).split(separator: "\n")
    #expect(lines == ["a\u{241B}: error: key '\(shown)' [\(Self.code.id)]", "  help: \(shown)", "  note: \(shown)"])
  }

  @Test("findings are sorted by position and shown once")
  func sorted() {
    var list = DiagnosticList()
    func place(_ offset: Int) -> SourceRange {
      let position = SourcePosition(line: 1, column: offset + 1, offset: offset)
      return SourceRange(path: "a", start: position, end: position)
    }
    list.error(Self.code, "second", at: place(5))
    list.error(Self.code, "first", at: place(1))
    list.error(Self.code, "second", at: place(5))
    #expect(list.sorted.map(\.message) == ["first", "second"])
  }

  @Test("JSON strings are escaped and keys keep their order")
  func json() {
    let value = JSONValue.object([("b", .string("a\"\\\n\u{1}é")), ("a", .number(0.1)), ("c", .number(.nan))])
    #expect(value.text == #"{"b":"a\"\\\n\u0001é","a":0.1,"c":null}"#)
  }
}
