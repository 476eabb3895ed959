// Which rules apply: ruff's rules of precedence.

import Diagnostics
import Linter
import SpecParser
import Testing

@Suite struct SelectionTests {
  private let softmax = "N204"

  private func isOn(
    _ code: String, select: [String] = [], extend: [String] = [], ignore: [String] = []
  ) throws -> Bool {
    let rule = try #require(Rule.named(code))
    return try RuleSelection(select: select, extend: extend, ignore: ignore).isOn(rule)
  }

  @Test("rules apply as they are declared, unless something is selected")
  func defaults() throws {
    let off = try #require(Rule.all.first { !$0.isOnByDefault })
    #expect(try isOn(softmax) && !isOn(off.code.id))
    #expect(try isOn(off.code.id, extend: [off.code.id]) && isOn(softmax, extend: [off.code.id]))
    #expect(try isOn(off.code.id, select: ["ALL"]))
    #expect(try !isOn(softmax, select: ["Y"]))
  }

  @Test("the longer pattern decides, and of equal ones the one that ignores")
  func precedence() throws {
    #expect(try isOn(softmax, select: ["N204"], ignore: ["N"]))
    #expect(try !isOn(softmax, select: ["N"], ignore: ["N204"]))
    #expect(try !isOn(softmax, select: ["N2"], ignore: ["N2"]))
    #expect(try !isOn(softmax, select: ["ALL"], ignore: ["softmax-over-one-unit"]))
  }

  @Test("a name counts as a whole code, in any case of letters")
  func names() throws {
    #expect(try isOn(softmax, select: ["softmax-over-one-unit"]))
    #expect(try isOn(softmax, select: ["n204"]))
  }

  @Test("a pattern that names no rule is wrong, and the nearest name is offered")
  func unknown() throws {
    let failure = try #require(throws: Failure.self) { try RuleSelection(select: ["softmax-over-one-unti"]) }
    #expect(failure.diagnostics.first?.help?.contains("softmax-over-one-unit") == true)
    #expect(throws: Failure.self) { try RuleSelection(select: ["Z9"]) }
    #expect(throws: Failure.self) { try RuleSelection(select: [""]) }
  }

  @Test("severities are given by code, the longer pattern first; what is no severity is wrong")
  func severities() throws {
    let selection = try RuleSelection(select: [], severities: ["N204=warning", "N=information"])
    let rule = try #require(Rule.named(softmax))
    #expect(selection.severity(of: rule.code) == .warning)
    for text in ["N204", "N204=", "N204=fatal", "=error"] {
      #expect(throws: Failure.self, "\(text)") { try RuleSelection(select: [], severities: [text]) }
    }
  }

  @Test("what the compiler says short of an error can be ignored, and its errors can't")
  func compilersInformation() throws {
    let code = try #require(Rule.named("D101")).code
    let missing = Diagnostic(.information, code, "the files are not to be found", at: .none)
    var fatal = missing
    fatal.severity = .error
    let subject = LintSubject(
      written: WrittenSpec(texts: [], resolved: nil, sources: SourceMap()), network: nil, rows: nil,
      sweep: nil)
    #expect(try Linter.lint(subject, compiler: [missing], selection: RuleSelection(select: [], ignore: ["D1"])) == [])
    #expect(
      try Linter.lint(subject, compiler: [fatal], selection: RuleSelection(select: [], ignore: ["D1"])) == [fatal])
    // It says which rules did not run.
    #expect(try Linter.lint(subject, compiler: [missing], selection: RuleSelection(select: ["T"])) == [missing])
  }
}
