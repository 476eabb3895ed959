// The fixer's rounds, over linters of a few lines: what is applied, what is held back.

import Diagnostics
import Linter
import SpecParser
import Testing

@Suite struct FixerTests {
  /// A linter of texts: each `x` wants to be a `y`.
  private static func wantsY(_ text: String) -> Examination {
    Examination(
      stage: .decoded, diagnostics: finds("x", in: text, replacement: "y", isSafe: false), meaning: nil)
  }

  @Test("every fix is made, though findings that meet wait for another round")
  func everyFix() {
    let result = fixer(Self.wantsY).fix(FixableTexts(["a.yaml": Array("xxx x".utf8)]))
    #expect(result.texts.texts["a.yaml"] == Array("yyy y".utf8))
    #expect(result.fixes.count == 4)
  }

  @Test("an unsafe fix is not made unless it is allowed")
  func unsafe() {
    let text = FixableTexts(["a.yaml": Array("x".utf8)])
    #expect(fixer(allowsUnsafe: false, Self.wantsY).fix(text).texts == text)
  }

  @Test("fixes that undo one another come to an end")
  func endless() {
    let result = fixer { text in
      let letter = text.contains("x") ? "x" : "y"
      return Examination(
        stage: .decoded,
        diagnostics: Self.finds(letter, in: text, replacement: letter == "x" ? "y" : "x", isSafe: false),
        meaning: nil)
    }.fix(FixableTexts(["a.yaml": Array("x".utf8)]))
    #expect([Array("x".utf8), Array("y".utf8)].contains(result.texts.texts["a.yaml"]))
  }

  @Test("a fix that brings an error is left out, those beside it are made")
  func newError() {
    let result = fixer { text in
      var examination = Self.wantsY(text)
      // The second letter must stay.
      if text.dropFirst(2).first == "y" { examination.diagnostics.append(Self.error) }
      return examination
    }.fix(FixableTexts(["a.yaml": Array("x x x".utf8)]))
    #expect(result.texts.texts["a.yaml"] == Array("y x y".utf8))
  }

  @Test("a fix after which the text can't be read is left out")
  func unreadable() {
    let result = fixer { text in
      var examination = Self.wantsY(text)
      if text.contains("y") { examination.stage = .unreadable }
      return examination
    }.fix(FixableTexts(["a.yaml": Array("x".utf8)]))
    #expect(result.texts.texts["a.yaml"] == Array("x".utf8))
    #expect(result.fixes.isEmpty)
  }

  @Test("a text that can't be read is left alone unless its fixes make it readable", arguments: [true, false])
  func becomesReadable(canBe: Bool) {
    let result = fixer { text in
      var examination = Self.wantsY(text)
      let isBroken = text.contains("x") || !canBe
      examination.stage = isBroken ? .unreadable : .decoded
      if isBroken { examination.diagnostics.append(Self.error) }
      return examination
    }.fix(FixableTexts(["a.yaml": Array("xx".utf8)]))
    #expect(result.texts.texts["a.yaml"] == Array((canBe ? "yy" : "xx").utf8))
  }

  @Test("a safe fix that changes a value is held back, one that changes how it is written is not")
  func meaning() throws {
    for (old, new, isMade) in [("010", "10", true), ("010", "8", false), ("1e1", "10.0", true)] {
      let result = fixer(allowsUnsafe: false) { text in
        var diagnostics = DiagnosticList()
        let read = DocumentLoader.load(bytes: Array(text.utf8), path: "a.yaml", diagnostics: &diagnostics)
        let resolved = read.document.flatMap { resolve($0, overrides: [], diagnostics: &diagnostics) }
        return Examination(
          stage: .decoded, diagnostics: Self.finds(old, in: text, replacement: new, isSafe: true),
          meaning: resolved.map { Meaning($0) })
      }.fix(FixableTexts(["a.yaml": Array("seed: \(old)\n".utf8)]))
      #expect(result.texts.texts["a.yaml"] == Array("seed: \(isMade ? new : old)\n".utf8), "\(old) -> \(new)")
    }
  }

  @Test("a fix is made with all of its edits or not at all, and only in files that are given")
  func wholeFixes() {
    let fix = Fix(
      title: "t", isSafe: true,
      edits: [
        Fix.Edit(range: testRange(0, 1), replacement: "1"),
        Fix.Edit(range: testRange(0, 1, path: "b.yaml"), replacement: "2"),
      ])
    func examine(_ texts: FixableTexts) -> [Examination] {
      let isOld = texts.texts["a.yaml"] == Array("x".utf8)
      return [
        Examination(
          stage: .decoded,
          diagnostics: isOld ? [Diagnostic(.warning, Self.code, "m", at: .spec(testRange(0, 1)), fix: fix)] : [],
          meaning: nil)
      ]
    }
    let fixer = Fixer(allowsUnsafe: false, examine: examine)
    let alone = FixableTexts(["a.yaml": Array("x".utf8)])
    #expect(fixer.fix(alone).texts == alone)
    let both = FixableTexts(["a.yaml": Array("x".utf8), "base": Array("x".utf8)], names: ["b.yaml": "base"])
    #expect(fixer.fix(both).texts.texts == ["a.yaml": Array("1".utf8), "base": Array("2".utf8)])
  }

  private static let code = DiagnosticCode("Y199", "test")
  private static let error = Diagnostic(.error, DiagnosticCode("Y198", "broken"), "broken", at: .none)

  /// A finding with a fix at each place of a word.
  private static func finds(_ word: String, in text: String, replacement: String, isSafe: Bool) -> [Diagnostic] {
    let bytes = Array(text.utf8)
    let word = Array(word.utf8)
    return bytes.indices.filter { bytes[$0...].starts(with: word) }.map { start in
      let range = testRange(start, start + word.count)
      return Diagnostic(
        .warning, code, "m", at: .spec(range),
        fix: Fix(title: "t", isSafe: isSafe, edits: [Fix.Edit(range: range, replacement: replacement)]))
    }
  }

  private func fixer(allowsUnsafe: Bool = true, _ lint: @escaping (String) -> Examination) -> Fixer {
    Fixer(allowsUnsafe: allowsUnsafe) { texts in
      [lint(String(decoding: texts.texts["a.yaml"] ?? [], as: UTF8.self))]
    }
  }
}
