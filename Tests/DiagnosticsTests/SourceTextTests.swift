// Lines, columns and bytes of a text.

import Diagnostics
import Testing

struct SourceTextTests {
  @Test("columns count Unicode scalars, offsets bytes")
  func multibyte() {
    let text = SourceText(path: "a", bytes: Array("aé€😀b\nc".utf8))
    #expect(text.position(line: 1, column: 5) == SourcePosition(line: 1, column: 5, offset: 10))
    #expect(text.position(offset: 10) == SourcePosition(line: 1, column: 5, offset: 10))
    #expect(text.position(line: 2, column: 1).offset == 12)
  }

  @Test(
    "every line break of YAML's reader counts as one",
    arguments: ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"])
  func breaks(separator: String) {
    let text = SourceText(path: "a", bytes: Array("x\(separator)yz".utf8))
    #expect(text.lineStarts.count == 2)
    #expect(text.text(ofLine: 2) == "yz")
    #expect(text.text(ofLine: 1) == "x")
  }

  @Test("positions beyond the text are its end")
  func clamped() {
    let text = SourceText(path: "a", bytes: Array("ab\ncd".utf8))
    #expect(text.position(line: 9, column: 9) == text.end)
    #expect(text.position(line: 1, column: 99) == SourcePosition(line: 1, column: 3, offset: 2))
    #expect(text.position(offset: 99).offset == 5)
    #expect(text.position(line: 0, column: 0).offset == 0)
  }
}
