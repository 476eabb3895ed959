// Every kind of broken document: its code, its place and what to do about it.

import Diagnostics
import SpecParser
import Testing

@Suite struct YAMLErrorTests {
  @Test(
    "a mistake is coded and placed",
    arguments: [
      // Syntax.
      ("a:\n\tb: 1\n", ["Y101@2:1"], "\t"),
      ("a:\n  b: 1\n \tc: 2\n", ["Y101@3:2"], "\t"),
      ("é: 1\nü: [ä, @x]\n", ["Y101@2:8"], "@"),
      ("training:\n  epochs: 3\n   batch: 4\n", ["Y101@3:4"], "batch"),
      ("training:\n    epochs: 3\n  batch: 4\n", ["Y101@3:3"], "batch: 4"),
      ("model: layers: 3\n", ["Y101@1:14"], ":"),
      ("a: 1\nfoo\nb: 2\n", ["Y101@2:1"], "foo"),
      ("a: {x: 1, y: 2\nb: 3\n", ["Y101@1:4"], "{"),
      ("a: [1, 2\n", ["Y101@1:4"], "["),
      ("a: {x: 1 y: 2}\n", ["Y101@1:11"], ":"),
      ("a: [1, , 2]\n", ["Y101@1:8"], ","),
      ("a: \"abc\nb: 1\n", ["Y101@1:4"], "\""),
      ("a: 'it's'\n", ["Y101@1:8"], "s'"),
      ("a: \"\\d\"\n", ["Y101@1:5"], "\\d"),
      ("a: \"\\xzz\"\n", ["Y101@1:5"], "\\x"),
      ("a: - x\n", ["Y101@1:4"], "-"),
      ("a:\n  - x\n  b: 1\n", ["Y101@3:3"], "b: 1"),
      ("a: 1\n- b\n", ["Y101@2:1"], "- b"),
      ("a: *.csv\n", ["Y101@1:4"], "*"),
      ("a: |foo\n  x\n", ["Y101@1:5"], "foo"),
      ("%YAML 1.3\n---\na: 1\n", ["Y101@1:1"], "%YAML 1.3"),
      ("%FOO\n---\na: 1\n", ["Y101@1:1"], "%FOO"),
      ("a: 1\nb: \u{0} 2\n", ["Y101@2:4"], "\u{0}"),
      // Structure.
      ("a: 1\nb: 2\n'a': 3\na: 4\n", ["Y102@3:1", "Y102@4:1"], "'a'"),
      ("a: &x [1, *x]\n", ["Y114@1:11"], "*x"),
      ("a: *x\nb: &x 1\n", ["Y115@1:4"], "*x"),
      ("a: !mine b\n", ["Y116@1:4"], "!mine"),
      ("a: !!int x\n", ["Y116@1:4"], "!!int"),
      ("a: !!seq {b: 1}\n", ["Y116@1:4"], "!!seq"),
      ("a: !!python/object:os.system x\n", ["Y116@1:4"], "!!python/object:os.system"),
      ("a: !x!y b\n", ["Y116@1:4"], "!x!y"),
      ("%TAG !x! tag:x\n---\na: 1\n", ["Y116@1:1"], "%TAG !x! tag:x"),
      ("? [a, b]\n: 1\nc: 2\n", ["Y117@1:3"], "[a, b]"),
      ("{a: 1}: 2\n", ["Y117@1:1"], "{a: 1}"),
      ("a: {: 1}\n", ["Y117@1:5"], ":"),
      (": 1\n", ["Y117@1:1"], ":"),
      ("a: 1\n: 2\n", ["Y117@2:1"], ":"),
      ("a: [b, :c]\n", ["Y101@1:8"], ":"),
      ("?\n: 1\n", ["Y117@1:2"], ""),
      ("a: 1\n---\nb: 1\n", ["Y118@2:1"], "---"),
      ("a: 1\n...\n# c\nb: 1\n", ["Y118@4:1"], "b: 1"),
      ("a: 1\n%YAML 1.2\n", ["Y118@2:1"], "%YAML 1.2"),
      ("a: {<<: 3}\n", ["Y119@1:9"], "3"),
      ("a:\n  <<: [{b: 1}, c]\n", ["Y119@2:16"], "c"),
      ("", ["Y121@1:1"], ""),
      ("# nothing\n", ["Y121@1:1"], ""),
      ("---\n...\n", ["Y121@1:1"], ""),
      ("# c\n...\n", ["Y121@1:1"], ""),
    ])
  func placed(text: String, findings: [String], marked: String) {
    let loaded = YAMLLoaded(text)
    #expect(loaded.findings == findings)
    #expect(loaded.marked == marked)
    #expect(loaded.diagnostics.allSatisfy { $0.help != nil })
  }

  @Test(
    "what is not UTF-8 is refused with the byte's offset",
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF] as [UInt8], "Y120@1:4", "offset 3"),
      ([0x61, 0x3A, 0x0A, 0x20, 0xC3, 0x28], "Y120@2:2", "offset 4"),
      ([0xFF, 0xFE, 0x61, 0x00], "Y120@1:1", "UTF-16"),
      ([0xFE, 0xFF, 0x00, 0x61], "Y120@1:1", "UTF-16"),
      ([0x61, 0x00, 0x3A, 0x00], "Y120@1:1", "UTF-16"),
    ])
  func encodings(bytes: [UInt8], finding: String, word: String) {
    let loaded = YAMLLoaded(bytes: bytes)
    #expect(loaded.findings == [finding])
    #expect(loaded.diagnostics.first?.message.contains(word) == true)
  }

  @Test(
    "valid documents have no findings",
    arguments: [
      "%YAML 1.2\n---\na: 1\n", "---\na: 1\n...\n", "a: 1\n...\n...\n# end\n", "{\"a\":1,\"b\":[{\"c\":\"d\"}]}",
      "a: http://x\n", "[1, 2]",
    ])
  func valid(text: String) {
    let loaded = YAMLLoaded(text)
    #expect(loaded.findings == [])
    #expect(loaded.root != nil)
  }

  @Test("a duplicate key is noted with its first place, and the first value counts")
  func duplicates() throws {
    let loaded = YAMLLoaded("a: 1\nb: 2\na: 3\n")
    let note = try #require(loaded.diagnostics.first?.notes.first)
    #expect(note.place == .spec(try #require(loaded.root?.mapping?.first?.key.range)))
    #expect(loaded.root?.outline == "{a: 1, b: 2}")
  }

  @Test("duplicates are found in large mappings too")
  func manyKeys() {
    let keys = (0..<50).map { "k\($0): 1\n" }.joined()
    #expect(YAMLLoaded(keys + "k3: 2\n").findings == ["Y102@51:1"])
    #expect(YAMLLoaded(keys + "k49: 2\n").findings == ["Y102@51:1"])
  }

  @Test("a mistake spoils only its own entry")
  func recovery() {
    let loaded = YAMLLoaded("a: *nowhere\nb: [1, *nowhere, 2]\nc: {[x]: 1, d: 2}\ne: 3\n")
    #expect(loaded.findings == ["Y115@1:4", "Y115@2:8", "Y117@3:5"])
    #expect(loaded.root?.outline == "{b: [1, 2], c: {d: 2}, e: 3}")
  }

  @Test(
    "a missing space after a colon is named, and its fix makes the document whole",
    arguments: [
      ("model:\n  name:foo\n  layers: 3\n", "{model: {name: 'foo', layers: 3}}"),
      ("- dense:10\n  name: x\n", "[{dense: 10, name: 'x'}]"),
      ("a: {x:[1]}\n", "{a: {x: [1]}}"),
      ("a: {units:10}\n", "{a: {units: 10}}"),
    ])
  func missingSpace(text: String, cured: String) throws {
    let loaded = YAMLLoaded(text)
    #expect(loaded.findings.count == 1 && loaded.findings.first?.hasPrefix("Y101") == true)
    #expect(loaded.marked == ":")
    #expect(YAMLLoaded(try fixed(loaded)).root?.outline == cured)
  }

  @Test(
    "an expression with a comma in a flow collection is named, and its fix quotes it",
    arguments: [
      ("a: {x: $(max(1, 2)), y: 2}\n", "{a: {x: '$(max(1, 2))', y: 2}}"),
      ("a: [1, $(max(1, [2])), 3]\n", "{a: [1, '$(max(1, [2]))', 3]}"),
      ("a: {x: $(max(1, \"b\")), y: 2}\n", "{a: {x: '$(max(1, \"b\"))', y: 2}}"),
      ("a: {x: $(max(1, {2}) }), y: 2}\n", "{a: {x: '$(max(1, {2}) })', y: 2}}"),
    ])
  func unquotedExpression(text: String, cured: String) throws {
    let loaded = YAMLLoaded(text)
    #expect(loaded.findings.count == 1 && loaded.findings.first?.hasPrefix("Y101") == true)
    #expect(loaded.marked?.hasPrefix("$(max(1, ") == true)
    #expect(loaded.diagnostics.first?.fix?.isSafe == true)
    #expect(YAMLLoaded(try fixed(loaded)).root?.outline == cured)
  }

  @Test("what an unquoted expression falls into is left out, and the rest is kept")
  func unquotedExpressionRecovery() {
    #expect(YAMLLoaded("a: {x: $(max(1, 2, 3)), y: 2}\n").root?.outline == "{a: {y: 2}}")
    #expect(YAMLLoaded("a: [0, $(max(1, 2)), 3]\n").root?.outline == "{a: [0, 3]}")
  }

  private func fixed(_ loaded: YAMLLoaded) throws -> String {
    let edit = try #require(loaded.diagnostics.first?.fix?.edits.first)
    let bytes = loaded.source.bytes
    let edited = bytes[..<edit.range.start.offset] + Array(edit.replacement.utf8) + bytes[edit.range.end.offset...]
    return String(decoding: edited, as: UTF8.self)
  }
}
