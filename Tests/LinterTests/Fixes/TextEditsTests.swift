// Edits change the bytes that they name, and no others.

import Diagnostics
import Linter
import Testing

@Suite struct TextEditsTests {
  @Test("edits are made at their bytes, in whatever order they come")
  func edits() throws {
    let text = Array("αβ: 010\nb: 2\n".utf8)
    let edits = [edit(10, 11, "bb"), edit(6, 7, ""), edit(0, 0, "x")]
    #expect(String(decoding: try #require(TextEdits.apply(edits, to: text)), as: UTF8.self) == "xαβ: 10\nbb: 2\n")
  }

  @Test("edits that overlap or lie outside are not made", arguments: [[(0, 3), (2, 4)], [(0, 9)], [(5, 5), (4, 6)]])
  func unfit(ranges: [(Int, Int)]) {
    #expect(TextEdits.apply(ranges.map { edit($0.0, $0.1, "") }, to: Array("abcdef".utf8)) == nil)
  }

  @Test("a line that is added to a text with CR LF ends so, too")
  func carriageReturns() throws {
    let text = Array("\u{FEFF}a: 1\r\nb: 2\r\n".utf8)
    let fixed = try #require(TextEdits.apply([edit(9, 9, "c: 3\n")], to: text))
    #expect(fixed == Array("\u{FEFF}a: 1\r\nc: 3\r\nb: 2\r\n".utf8))
  }

  @Test("bytes that are no UTF-8 survive")
  func invalidBytes() throws {
    let text: [UInt8] = [0x61, 0xFF, 0xC3, 0x0A]
    #expect(try #require(TextEdits.apply([edit(0, 1, "b")], to: text)) == [0x62, 0xFF, 0xC3, 0x0A])
  }

  private func edit(_ start: Int, _ end: Int, _ text: String) -> Fix.Edit {
    Fix.Edit(range: testRange(start, end), replacement: text)
  }
}

/// A stretch of `a.yaml`; edits go by its bytes alone.
func testRange(_ start: Int, _ end: Int, path: String = "a.yaml") -> SourceRange {
  SourceRange(
    path: path, start: SourcePosition(line: 1, column: start + 1, offset: start),
    end: SourcePosition(line: 1, column: end + 1, offset: end))
}
