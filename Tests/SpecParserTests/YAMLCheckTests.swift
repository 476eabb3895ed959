// What libyaml lets pass and YAML 1.2 forbids: a mistake of each sort with its place and its fix, and its neighbours
// that are allowed. The oracle is the YAML 1.2.2 specification; the texts are our own.

import Diagnostics
import SpecParser
import Testing

@Suite struct YAMLCheckTests {
  /// Checks that a text has these findings, the first under these words, with a cure.
  private func expect(_ text: String, _ findings: [String], _ marked: String?) {
    let loaded = YAMLLoaded(text)
    #expect(loaded.findings == findings)
    #expect(loaded.marked == marked)
    #expect(loaded.diagnostics.allSatisfy { $0.help != nil })
  }

  /// The text with the first finding's fix applied.
  private func fixed(_ text: String) throws -> String {
    let loaded = YAMLLoaded(text)
    let fix = try #require(loaded.diagnostics.first?.fix)
    #expect(fix.isSafe)
    var bytes = loaded.source.bytes
    for edit in fix.edits.sorted(by: { $0.range.start > $1.range.start }) {
      bytes.replaceSubrange(edit.range.start.offset..<edit.range.end.offset, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: - Comments

  @Test(
    "a comment that touches what stands before it is refused",
    arguments: [
      ("layers: [dense, relu]#two\n", ["Y101@1:22"], "#two"),
      ("a: [1,#one\n  2]\n", ["Y101@1:7"], "#one"),
      ("a: 'é'#x\nb: \"y\"#z\n", ["Y101@1:7", "Y101@2:7"], "#x"),
      ("a: |#x\n  text\n", ["Y101@1:5"], "#x"),
      ("%YAML 1.2#x\n---\na: 1\n", ["Y101@1:10"], "#x"),
    ])
  func touchingComments(text: String, findings: [String], marked: String) throws {
    expect(text, findings, marked)
    // The fix of one leaves those of the others.
    #expect(YAMLLoaded(try fixed(text)).findings.count == findings.count - 1)
  }

  @Test(
    "a '#' within a text is no comment",
    arguments: [
      "a: b#c\n", "a: [b#c, d#]\n", "a: 'b #c'\n", "a: |\n  b #c\n  #d\n", "a: http://x/#y\n", "#a: b\nc: d#",
      "a: 'b'\t#c\n",
    ])
  func textsWithSigns(text: String) {
    #expect(YAMLLoaded(text).findings == [])
  }

  // MARK: - Signs in flow collections

  @Test(
    "a dash alone is no item of a flow collection",
    arguments: [
      ("a: [1, -]\n", ["Y101@1:8"], "-"), ("a: {b: -}\n", ["Y101@1:8"], "-"), ("a: [-,1]\n", ["Y101@1:5"], "-"),
    ])
  func loneDashes(text: String, findings: [String], marked: String) { expect(text, findings, marked) }

  @Test(
    "text with dashes is text", arguments: ["a: [-1, --, -a, '-', \"-\", a-]\n", "- -\n", "a: [---]\n"])
  func dashes(text: String) {
    #expect(YAMLLoaded(text).findings == [])
  }

  @Test(
    "text that begins with '?' must be quoted in a flow collection, as libyaml would drop the sign",
    arguments: [("a: [?b]\n", ["Y101@1:5"], "?"), ("a: {b: 1, ?c: 2}\n", ["Y101@1:11"], "?")])
  func questionMarks(text: String, findings: [String], marked: String) { expect(text, findings, marked) }

  @Test(
    "a question mark elsewhere is as good as any sign",
    arguments: [
      "a: [b?, c? d, '?e']\n", "a: {? b : 1}\n", "a: {b?, c: d}\n", "a: ?b\n", "? a\n: b\n",
    ])
  func otherQuestionMarks(text: String) {
    #expect(YAMLLoaded(text).findings == [])
  }

  // MARK: - Anchors

  @Test(
    "an anchor's name that ends before another sign is refused",
    arguments: [
      ("a: &b:c d\n", ["Y101@1:6"], ":"), ("a: &b 1\nc: {*b: 2}\n", ["Y101@2:7"], ":"),
      ("a: &b:c [1]\n", ["Y101@1:6"], ":"),
    ])
  func anchorNames(text: String, findings: [String], marked: String) { expect(text, findings, marked) }

  @Test(
    "anchors end at blanks, breaks and brackets",
    arguments: [
      "a: &b 1\nc: [*b, &d e, *d]\n*b : 1\n", "a: &b\n  c: 1\n", "a: {b: &c 1, d: *c}\n", "[&a 1,*a]\n",
    ])
  func anchorEnds(text: String) {
    #expect(YAMLLoaded(text).findings == [])
  }

  // MARK: - Indentation of flow collections and quoted texts

  @Test(
    "lines of a flow collection or a quoted text are indented deeper than what they stand in",
    arguments: [
      ("a: [b,\nc]\n", ["Y101@2:1"], "c]"),
      ("a:\n  b: {c: 1,\n  d: 2}\n", ["Y101@3:3"], "d: 2}"),
      ("- - [1,\n  2,\n   3]\n", ["Y101@2:3"], "2,"),
      ("a: 'b\nc'\n", ["Y101@2:1"], "c'"),
      ("a: \"b\n\tc\"\n", ["Y101@2:2"], "c\""),
      ("a: [\n\tb]\n", ["Y101@2:2"], "b]"),
      ("a:\n- ['b\n# c']\n", ["Y101@3:1"], "# c']"),
      ("a: \"b\n]\"\n", ["Y101@2:1"], "]\""),
      ("a:\n  b: [1\n]\n", ["Y101@3:1"], "]"),
    ])
  func shallowLines(text: String, findings: [String], marked: String) throws {
    expect(text, findings, marked)
    let cured = YAMLLoaded(try fixed(text))
    #expect(cured.findings == [])
    #expect(cured.root?.outline == YAMLLoaded(text).root?.outline)
  }

  @Test(
    "lines that are indented enough, that need not be, and a bracket at its collection's column are fine",
    arguments: [
      "a: [b,\n c]\n", "[a,\nb]\n", "\"a\nb\"\n", "--- {a: 1,\nb: 2}\n", "a: [\n  b\n]\n",
      "a:\n  b: {\n    c: 1\n  }\n",
      "- [\n  1,\n  2\n]\n", "a: [b,\n# comment\n\n \t\n  c]\n", "a: 'b\n\n  c'\n", "a: \"b\u{2028}c\"\n",
      "? 'a\n  b'\n: c\n", "a: |\n b\nc: \"d\n  # e\"\n", "a: [\n  'b\n   c', {d: e,\n  f: g}\n]\n",
    ])
  func deepLines(text: String) {
    #expect(YAMLLoaded(text).findings == [])
  }

  @Test("a flow collection of many lines is checked once, and one of too many has no fix")
  func manyLines() {
    let loaded = YAMLLoaded("a: [\n" + String(repeating: "b,\n", count: 5_000) + "c]\n")
    #expect(loaded.findings == ["Y101@2:1"])
    #expect(loaded.diagnostics.first?.fix == nil)
  }

  // MARK: - Block scalars

  @Test(
    "a blank line with more spaces than the text below it is refused",
    arguments: [
      ("a: |\n    \n  text\n", ["Y101@2:3"], "  "), ("a: >\n \n   \n  # text\n", ["Y101@3:3"], " "),
      ("- |-\r\n     \r\n  text\r\n", ["Y101@2:3"], "   "),
    ])
  func longBlankLines(text: String, findings: [String], marked: String) {
    let loaded = YAMLLoaded(text)
    #expect(loaded.findings.first == findings.first)
    #expect(loaded.marked == marked)
  }

  @Test(
    "blank lines that are short, or that the text's own indentation explains, are fine",
    arguments: [
      ("a: |\n  \n  text\n", "{a: '\ntext\n'}"), ("a: |1\n    \n  text\n", "{a: '   \n text\n'}"),
      ("a: |\n  text\n      \n  b\n", "{a: 'text\n    \nb\n'}"), ("a: |\n    \nb: 1\n", "{a: '', b: 1}"),
      ("a: |\n    \n# c\nb: 1\n", "{a: '', b: 1}"), ("--- |\n    \n...\n", "''"),
    ])
  func shortBlankLines(text: String, outline: String) {
    let loaded = YAMLLoaded(text)
    #expect(loaded.findings == [])
    // Blank lines at the end are clipped; of a scalar with no other there is no text.
    #expect(loaded.root?.outline == outline)
  }

  @Test("a last line of blanks without a break is a line of its block scalar")
  func lastBlankLine() {
    #expect(YAMLLoaded("a: |+\n  b\n  ").root?.outline == "{a: 'b\n\n'}")
    #expect(YAMLLoaded("a: |\n  b\n    ").root?.outline == "{a: 'b\n  \n'}")
    #expect(YAMLLoaded("a: [1,\n  ").findings == ["Y101@2:3"])
  }
}
