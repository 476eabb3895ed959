// Rules explained: carets, lists, the generated page.

import Linter
import Testing

@Suite struct ExplanationTests {
  @Test("an explanation has summary, reasons, the bad example with carets, the good one, source and how to ignore it")
  func explanation() throws {
    let text = try #require(Rule.named("n204")).explanation
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "N204 softmax-over-one-unit (error)")
    let bad = try #require(lines.firstIndex { $0.contains("activation: softmax}") })
    #expect(lines[bad + 1].allSatisfy { $0 == " " || $0 == "^" })
    let column = try #require(lines[bad + 1].firstIndex(of: "^"))
    let distance = lines[bad + 1].distance(from: lines[bad + 1].startIndex, to: column)
    #expect(lines[bad].dropFirst(distance).hasPrefix("softmax}"))
    #expect(lines[bad + 1].count { $0 == "^" } == "softmax".count)
    for part in ["Good:", "Source: Nikanjam", "# lofting: ignore[N204] the reason"] { #expect(text.contains(part)) }
  }

  @Test("carets count characters, not bytes, and stand under each mark of a line")
  func carets() {
    let rule = Rule(
      "Y199", "test", .warning, "s", rationale: "r", source: "",
      bad: [Example("é: «ü»\nb: «cd» «e»\n")], good: [], .comments)
    #expect(rule.explanation.contains("Bad:\n    é: ü\n       ^\n    b: cd e\n       ^^ ^\n"))
  }

  @Test("an error of the compiler's says that it can't be ignored")
  func compilerError() throws {
    let text = try #require(Rule.named("unknown-key")).explanation
    #expect(text.contains("can't be ignored") && !text.contains("To ignore it"))
  }

  @Test("what 'lofting new' refuses can be explained", arguments: ["P130", "P131", "P132", "P133"])
  func newSpecs(code: String) { #expect(Rule.named(code) != nil) }

  @Test("an explanation has no gaps where a rule has no reasons")
  func gaps() { for rule in Rule.all { #expect(!rule.explanation.contains("\n\n\n"), "\(rule.code.id)") } }

  @Test("the list has every rule once, under its family, in 100 columns")
  func list() {
    let lines = RuleList.lines(of: Rule.all)
    #expect(lines.allSatisfy { $0.count <= 100 }, "\(lines.filter { $0.count > 100 })")
    for rule in Rule.all { #expect(lines.count { $0.hasPrefix("  \(rule.code.id)  \(rule.code.name) ") } == 1) }
  }

  @Test("the page links each rule of its tables to a section")
  func page() {
    let page = RuleList.markdown(of: Rule.all)
    for rule in Rule.all {
      #expect(
        page.contains("| [\(rule.code.id)](#\(rule.code.id.lowercased())-\(rule.code.name)) | \(rule.code.name) |"))
      #expect(page.contains("\n### \(rule.code.id) \(rule.code.name)\n"))
    }
  }
}
