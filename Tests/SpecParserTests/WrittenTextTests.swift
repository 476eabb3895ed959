// What a file keeps beside its values: its own tree, anchors, comments. The oracle is the text itself: ranges must cut
// exactly the words out of it that are named here, and lines and columns are counted by hand.

import Diagnostics
import SpecParser
import Testing

/// A text read as `spec.yaml`, without decoding.
private func written(_ text: String) throws -> (file: WrittenText, source: SourceText) {
  var list = DiagnosticList()
  let bytes = Array(text.utf8)
  let loaded = DocumentLoader.load(bytes: bytes, path: "spec.yaml", diagnostics: &list)
  return (try #require(loaded.written.first), SourceText(path: "spec.yaml", bytes: bytes))
}

@Suite struct WrittenAnchorTests {
  @Test(
    "an anchor is its name with the ampersand, wherever it stands",
    arguments: [
      ("a: &x 1\n", ["1:4 &x"]),
      ("a: &x\n  b: 1\n", ["1:4 &x"]),
      ("a: !!str &x 1\nb: &y !!str 1\n", ["1:10 &x", "2:4 &y"]),
      ("é: [&x, &y-1 b, {&z c: &k}]\n", ["1:5 &x", "1:9 &y-1", "1:18 &z", "1:24 &k"]),
      ("&root\n&key a: &value # c\n  - 1\n", ["1:1 &root", "2:1 &key", "2:9 &value"]),
      ("a: '&x'\nb: |\n  &x\nc: a &x\n", []),
    ])
  func places(text: String, anchors: [String]) throws {
    let (file, source) = try written(text)
    let found = file.anchors.map { "\($0.range.start.line):\($0.range.start.column) \(source.text(of: $0.range))" }
    #expect(found == anchors)
    #expect(file.anchors.map { "&" + $0.name } == file.anchors.map { source.text(of: $0.range) })
  }

  @Test(
    "an anchor is used when an alias means it",
    arguments: [
      ("a: &x 1\nb: *x\nc: &y 2\n", [true, false]),
      // Each alias means the nearest anchor before it.
      ("a: &x 1\nb: *x\nc: &x 2\n", [true, false]),
      ("a: &x 1\nb: &x 2\nc: *x\n", [false, true]),
      ("a: &x [&x 1]\nb: *x\n", [false, true]),
      ("a: &x {b: 1}\nc: {<<: *x}\n", [true]),
      // Wrong in another way, and no reason to call the anchor unused.
      ("a: &x [*x]\n", [true]),
    ])
  func uses(text: String, isUsed: [Bool]) throws {
    #expect(try written(text).file.anchors.map(\.isUsed) == isUsed)
  }

  @Test("an alias means the nearest anchor before it, also where one is inside the other")
  func nested() throws {
    #expect(try written("a: &x [&x 1]\nb: *x\n").file.root?["b"]?.outline == "1")
  }
}

@Suite struct WrittenCommentTests {
  @Test(
    "a comment goes from '#' to the end of its line",
    arguments: [
      ("# one\na: 1 # two\n   # three\n", ["1:1 # one", "2:6 # two", "3:4 # three"]),
      ("#\n#\r\n#a \r# é\u{2028}# b", ["1:1 #", "2:1 #", "3:1 #a ", "4:1 # é", "5:1 # b"]),
      ("é: 1 # ü", ["1:6 # ü"]),
      ("\u{FEFF}# mark\na: 1\n", ["1:1 # mark"]),
      ("%YAML 1.2 # a\n--- # b\nx: 1\n... # c\n# d\n", ["1:11 # a", "2:5 # b", "4:5 # c", "5:1 # d"]),
      ("a: &x # one\n  !!str # two\n  b\n", ["1:7 # one", "2:9 # two"]),
      ("a: [ # one\n  1, # two\n]\n", ["1:6 # one", "2:6 # two"]),
      ("# only\n", ["1:1 # only"]),
      ("a: b\n  # one\n\n# two\nc: d\n", ["2:3 # one", "4:1 # two"]),
      // No comments: no blank before it, or inside of a quoted or a block scalar.
      ("a: b#c\nd: http://x/#y\n", []),
      ("a: 'b # c'\nd: \"e\n  # f\"\n", []),
      ("a: | # head\n  # text\n  b\n # below\nc: >-\n\n  # text\n", ["1:6 # head", "4:2 # below"]),
      ("- |\n # text\n# end\n", ["3:1 # end"]),
      ("a: 'x' # 'y'\nb: \"#\" # \"\n", ["1:8 # 'y'", "2:8 # \""]),
    ])
  func places(text: String, comments: [String]) throws {
    let (file, source) = try written(text)
    let found = file.comments.map { "\($0.range.start.line):\($0.range.start.column) \(source.text(of: $0.range))" }
    #expect(found == comments)
    #expect(file.comments.map { "#" + $0.text } == file.comments.map { source.text(of: $0.range) })
  }

  @Test("a comment stands alone when only blanks are before it")
  func standsAlone() throws {
    let file = try written("# a\na: # b\n  # c\n  - [ # d\n\t# e\n  ]\n").file
    #expect(file.comments.map(\.standsAlone) == [true, false, true, false, true])
  }

  @Test("a syntax error leaves the comments before it")
  func broken() throws {
    let file = try written("# a\nb: [1, 2 # c\nd: @\n# e\n").file
    #expect(file.root == nil)
    #expect(file.comments.map(\.text).first == " a")
  }

  @Test("a line of many '#' is one comment, and costs no more than its length")
  func manySigns() throws {
    let signs = String(repeating: "#", count: 900_000)
    #expect(try written("a: 1 \(signs)\n").file.comments.count == 1)
    #expect(try written("a: b\(signs)\n").file.comments.isEmpty)
    #expect(try written("a: b\(String(repeating: "Å#", count: 300_000))\n").file.comments.isEmpty)
  }
}

@Suite struct WrittenTextTests {
  @Test("the written tree is that of one file, and what came by an alias has a definition")
  func tree() throws {
    let file = try written("extends: base.yaml\na: &x 1\nb: *x\n").file
    #expect(file.root?.outline == "{extends: 'base.yaml', a: 1, b: 1}")
    #expect(file.root?["a"]?.definition == nil)
    #expect(file.root?["b"]?.definition == file.root?["a"]?.range)
  }

  @Test("the written texts are there when the spec can't be decoded, and when it is no mapping")
  func undecodable() {
    let reading = Reading("nonsense: 1 # why\n")
    #expect(reading.spec == nil && !reading.diagnostics.isEmpty)
    #expect(reading.written.map(\.path) == ["a.yaml"])
    #expect(reading.written.first?.comments.map(\.text) == [" why"])
    #expect(Reading("- 1 # item\n").written.first?.comments.map(\.text) == [" item"])
  }
}
