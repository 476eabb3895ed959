// Anchors, aliases and merge keys: what the tree looks like once they are expanded.

import Diagnostics
import SpecParser
import Testing

@Suite struct YAMLMergeTests {
  @Test(
    "merge keys",
    arguments: [
      ("x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3, c: 4}\n", "{a: 1, b: 3, c: 4}"),
      ("x: &x {a: 1, b: 2}\ny: {b: 3, <<: *x}\n", "{b: 3, a: 1}"),
      ("x: &x {a: 1}\nz: &z {a: 2, b: 2}\ny: {<<: [*x, *z]}\n", "{a: 1, b: 2}"),
      ("x: &x {a: 1}\nz: &z {a: 2, b: 2}\ny: {<<: [*z, *x]}\n", "{a: 2, b: 2}"),
      ("x: &x {a: 1}\nz: &z {<<: *x, b: 2}\ny: {<<: *z}\n", "{a: 1, b: 2}"),
      ("y: {<<: {a: 1}, b: 2}\n", "{a: 1, b: 2}"),
      ("y: {'<<': {a: 1}}\n", "{<<: {a: 1}}"),
      ("x: &x {a: {b: 1}}\ny: {<<: *x, a: {c: 2}}\n", "{a: {c: 2}}"),
    ])
  func merged(text: String, outline: String) {
    let loaded = YAMLLoaded(text)
    #expect(loaded.findings == [])
    #expect(loaded.root?.at("y")?.outline == outline)
  }

  @Test("a merged entry keeps the place where it is written")
  func mergedPlaces() throws {
    let loaded = YAMLLoaded("x: &x {a: 1}\ny: {<<: *x}\n")
    #expect(loaded.root?.at("y.a")?.range == loaded.root?.at("x.a")?.range)
  }

  @Test("a later anchor of the same name replaces the earlier")
  func redefined() {
    #expect(YAMLLoaded("[&a 1, *a, &a 2, *a]").root?.outline == "[1, 1, 2, 2]")
  }

  @Test("an alias may be a key")
  func aliasKeys() {
    #expect(YAMLLoaded("a: &x k\n*x : 2\n").root?.outline == "{a: 'k', k: 2}")
  }

  @Test(
    "a value on the command line is YAML",
    arguments: [
      ("3", "3"), ("[1, 2]", "[1, 2]"), ("{adam: {learning_rate: 1e-3}}", "{adam: {learning_rate: 0.001}}"),
      ("", "null"),
      ("no", "'no'"), ("$(1 + 2)", "'$(1 + 2)'"),
    ])
  func values(text: String, outline: String) {
    var list = DiagnosticList()
    let parsed = DocumentLoader.parseValue(text, path: "--set x", diagnostics: &list)
    #expect(parsed.node?.outline == outline)
    #expect(parsed.node?.range.path == "--set x")
    #expect(list.isEmpty)
  }

  @Test("a broken value on the command line is an error in its own text")
  func brokenValue() {
    var list = DiagnosticList()
    let parsed = DocumentLoader.parseValue("[1, 2", path: "--set x", diagnostics: &list)
    #expect(parsed.node == nil)
    #expect(list.items.map(\.code) == [.syntaxError])
  }
}
