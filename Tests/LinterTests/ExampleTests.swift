// Every rule fires on its bad examples, at the marks and nowhere else, and on none of its good ones.

import Diagnostics
import Files
import Linter
import Pipeline
import Testing

@Suite struct ExampleTests {
  static let bad = Rule.all.flatMap { rule in rule.bad.indices.map { (rule.code.id, $0) } }
  static let good = Rule.all.flatMap { rule in rule.good.indices.map { (rule.code.id, $0) } }

  @Test("a rule fires at the marks of its bad examples", arguments: bad)
  func firesAtMarks(id: String, index: Int) throws {
    let rule = try #require(Rule.named(id))
    let example = rule.bad[index]
    let all = try allFindings(in: example)
    let found = all.filter { $0.code == rule.code }
    let places = found.compactMap { finding -> Range<Int>? in
      guard case .spec(let range) = finding.place else { return nil }
      return range.start.offset..<range.end.offset
    }
    guard example.hasPlace else {
      #expect(!found.isEmpty, "\(rule.code.id) in:\n\(example.spec)\nfound \(all)")
      return
    }
    #expect(!example.marks.isEmpty, "a bad example marks what is bad")
    #expect(
      places.sorted { $0.lowerBound < $1.lowerBound } == example.marks,
      "\(rule.code.id) in:\n\(example.spec)\nmarked \(example.marks), found \(found)")
  }

  @Test("a rule does not fire on its good examples, which have no error", arguments: good)
  func isSilentOnGood(id: String, index: Int) throws {
    let rule = try #require(Rule.named(id))
    let all = try allFindings(in: rule.good[index])
    #expect(!all.contains { $0.code == rule.code }, "\(rule.code.id) in:\n\(rule.good[index].spec)\n\(all)")
    #expect(!all.contains { $0.severity == .error }, "a good example compiles: \(all)")
  }

  @Test("every rule has a bad and a good example, a rationale and a source")
  func rulesAreExplained() {
    for rule in Rule.all where rule.family != .run && rule.family != .plan {
      if case .compiler = rule.check {
      } else {
        #expect(!rule.bad.isEmpty && !rule.good.isEmpty, "\(rule.code.id) has no examples")
        #expect(!rule.source.isEmpty, "\(rule.code.id) names no source")
      }
      #expect(rule.rationale.count > 80, "\(rule.code.id) is not explained")
    }
  }

  @Test("codes and names are unique")
  func codesAreUnique() {
    #expect(Set(Rule.all.map(\.code.id)).count == Rule.all.count)
    #expect(Set(Rule.all.map(\.code.name)).count == Rule.all.count)
  }

  private func allFindings(in example: Example) throws -> [Diagnostic] {
    let folder = try TemporaryFolder()
    for (name, text) in example.files { try folder.write(text, to: name) }
    let path = try folder.write(example.spec, to: "example.yaml")
    let request = CompileRequest(path: path, threads: 2)
    return Pipeline.lint(request, selection: try RuleSelection(select: ["ALL"])).diagnostics.items
  }
}
