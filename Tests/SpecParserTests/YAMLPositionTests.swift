// Where nodes stand. The oracle is the text itself: a range must cut exactly the node's words out of it, and its line
// and column are counted by hand.

import Diagnostics
import SpecParser
import Testing

@Suite struct YAMLPositionTests {
  static let text = """
    # é comment
    name: mnist
    data:
      source: "a\\tb"   # comment
      list: [ü, {key: $(1 / 2)}, 'é é']

    model:
      layers:
        - flatten
        - dense: {units: 10}
        -
      literal: |
        first

        second

    # the end of a block is the end of its last line of text
    folded: plain
      goes on
    anchored: &a  word
    tagged: !!str &b 12
    alias: *a
    pairs: [x: 1 , y]
    block: &c
      k: v
    """

  static let nodes: [(way: String, line: Int, column: Int, text: String)] = [
    ("name", 2, 7, "mnist"),
    ("data", 4, 3, "source: \"a\\tb\"   # comment\n  list: [ü, {key: $(1 / 2)}, 'é é']"),
    ("data.source", 4, 11, "\"a\\tb\""),
    ("data.list", 5, 9, "[ü, {key: $(1 / 2)}, 'é é']"),
    ("data.list.0", 5, 10, "ü"),
    ("data.list.1", 5, 13, "{key: $(1 / 2)}"),
    ("data.list.1.key", 5, 19, "$(1 / 2)"),
    ("data.list.2", 5, 30, "'é é'"),
    ("model.layers", 9, 5, "- flatten\n    - dense: {units: 10}\n    -"),
    ("model.layers.1", 10, 7, "dense: {units: 10}"),
    ("model.layers.1.dense.units", 10, 22, "10"),
    ("model.layers.2", 11, 6, ""),
    ("model.literal", 12, 12, "|\n    first\n\n    second"),
    ("folded", 18, 9, "plain\n  goes on"),
    ("anchored", 20, 15, "word"),
    ("tagged", 21, 18, "12"),
    ("alias", 22, 8, "*a"),
    ("pairs.0", 23, 9, "x: 1"),
    ("block", 25, 3, "k: v"),
  ]

  @Test("a node's range is its text", arguments: nodes)
  func ranges(way: String, line: Int, column: Int, text: String) throws {
    let loaded = YAMLLoaded(Self.text)
    let range = try #require(loaded.root?.at(way)?.range)
    #expect(loaded.source.text(of: range) == text)
    #expect(range.start.line == line)
    #expect(range.start.column == column)
    #expect(loaded.source.position(line: line, column: column).offset == range.start.offset)
    #expect(loaded.source.position(line: range.end.line, column: range.end.column).offset == range.end.offset)
  }

  @Test("line breaks of Windows and of old Macs count as one", arguments: ["\r\n", "\r"])
  func lineBreaks(lineBreak: String) throws {
    let text = Self.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineBreak)
    let loaded = YAMLLoaded(text)
    for node in Self.nodes {
      let range = try #require(loaded.root?.at(node.way)?.range)
      #expect(range.start.line == node.line && range.start.column == node.column, "\(node.way)")
      let expected = node.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineBreak)
      #expect(loaded.source.text(of: range) == expected)
    }
  }

  @Test("a byte order mark takes three bytes and no column")
  func byteOrderMark() throws {
    let loaded = YAMLLoaded("\u{FEFF}a: &x é\nb: @\n")
    #expect(loaded.findings == ["Y101@2:4"])
    let other = YAMLLoaded("\u{FEFF}a: &x é\nb: 1\n")
    let range = try #require(other.root?.at("a")?.range)
    #expect(range.start == SourcePosition(line: 1, column: 7, offset: 9))
    #expect(range.end == SourcePosition(line: 1, column: 8, offset: 11))
  }

  @Test("behind a last line without a break the end is in that line, not in one below")
  func endOfText() throws {
    let text = "training: {optimizer: {ad# y"
    let finding = try #require(YAMLLoaded(text).diagnostics.first)
    let end = SourcePosition(line: 1, column: 29, offset: 28)
    #expect(finding.notes.map(\.place) == [.spec(SourceRange(path: "spec.yaml", start: end, end: end))])
  }

  @Test("an alias stands at its place of use and knows its definition")
  func aliases() throws {
    let loaded = YAMLLoaded("a: &x [1, 2]\nb: *x\n")
    let alias = try #require(loaded.root?.at("b"))
    #expect(alias.outline == "[1, 2]")
    #expect(loaded.source.text(of: alias.range) == "*x")
    #expect(alias.definition.map { loaded.source.text(of: $0) } == "[1, 2]")
    #expect(loaded.root?.at("a")?.definition == nil)
  }
}
