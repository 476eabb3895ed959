// Fixes of syntax errors, applied to the text and read again.

import SpecParser
import Testing

@Suite struct SyntaxSlipTests {
  @Test(
    "a mapping within a mapping on one line gets braces",
    arguments: [
      ("a: b: 1\n", "a: {b: 1}\n"), ("- a: b: 1   # why\n", "- a: {b: 1}   # why\n"),
      ("a: b: c: 1e-3\n", "a: {b: {c: 1e-3}}\n"),
      ("{x: 1, a: b: 1}\n", "{x: 1, a: {b: 1}}\n"), ("{a: b: 1, x: 1}\n", "{a: {b: 1}, x: 1}\n"),
      ("a: b: [1, 2]\n", "a: {b: [1, 2]}\n"), ("é: 1\na: b: 'x: y'\n", "é: 1\na: {b: 'x: y'}\n"),
    ])
  func secondColon(text: String, wanted: String) throws {
    let loaded = YAMLLoaded(text)
    #expect(loaded.diagnostics.first?.code.id == "Y101")
    #expect(loaded.fixed() == wanted)
    #expect(loaded.diagnostics.first?.fix?.isSafe == true)
    #expect(YAMLLoaded(wanted).findings == [])
  }

  @Test("a text with a colon in it gets words, no fix", arguments: ["a: see here: it is\n", "a: b: c, d\n", "a: b:\n"])
  func colonInText(text: String) {
    #expect(YAMLLoaded(text).diagnostics.first?.fix == nil)
  }

  @Test(
    "tabs become spaces where that changes nothing",
    arguments: [
      ("a:\n\tb:\n\t\t- c\n", "a:\n  b:\n    - c\n"), ("a:\n- \tb: 1\n", "a:\n-  b: 1\n"),
    ])
  func tabs(text: String, wanted: String) {
    let loaded = YAMLLoaded(text)
    #expect(loaded.fixed() == wanted)
    #expect(YAMLLoaded(wanted).findings == [])
  }

  @Test("tabs among spaces have no width, so there is no fix")
  func mixedTabs() {
    #expect(YAMLLoaded("a:\n  b: 1\n\tc: 2\n").diagnostics.map { $0.fix == nil } == [true])
  }
}
