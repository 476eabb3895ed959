// What a rule says of its fixes, against those that its bad examples bring; and that the fixes cure what they promise to.

import Diagnostics
import Linter
import Pipeline
import Testing

@Suite struct FixabilityTests {
  static let examples = Rule.all.flatMap { rule in rule.bad.indices.map { (rule.code.id, $0) } }

  @Test("a rule has fixes if it says so", arguments: Rule.all.filter { !$0.bad.isEmpty }.map(\.code.id))
  func declared(id: String) throws {
    let rule = try #require(Rule.named(id))
    let fixes = try rule.bad.flatMap { try findings(of: rule, in: $0).compactMap(\.fix) }
    let found: Rule.Fixability = fixes.isEmpty ? .never : fixes.contains(where: \.isSafe) ? .safe : .unsafe
    #expect(
      rule.fixability == found, "write 'fixable: .\(found.rawValue)' in the declaration of \(id) \(rule.code.name)")
  }

  @Test("a finding that brings a fix is gone when the fix has been made", arguments: examples)
  func cures(id: String, index: Int) throws {
    let rule = try #require(Rule.named(id))
    let example = rule.bad[index]
    let before = try findings(of: rule, in: example)
    for fix in before.compactMap(\.fix) {
      let text = try #require(TextEdits.apply(fix.edits, to: Array(example.spec.utf8)), "\(id): \(fix)")
      let after = try findings(of: rule, in: example, text: text)
      #expect(
        after.count < before.count, "\(id): '\(fix.title)' makes\n\(String(decoding: text, as: UTF8.self))\n\(after)")
    }
  }

  @Test("a fix that calls itself safe is made by --fix", arguments: examples)
  func safeFixesAreMade(id: String, index: Int) throws {
    let rule = try #require(Rule.named(id))
    let example = rule.bad[index]
    guard try findings(of: rule, in: example).contains(where: { $0.fix?.isSafe == true }) else { return }
    let folder = try TemporaryFolder()
    for (name, text) in example.files { try folder.write(text, to: name) }
    let path = try folder.write(example.spec, to: "example.yaml")
    let options = LintOptions(
      request: CompileRequest(path: "-", threads: 2), selection: try RuleSelection(select: ["ALL"]), threads: 1)
    let remaining = fix(LintPaths([path]), options, allowsUnsafe: false).remaining.diagnostics
    #expect(!remaining.contains { $0.code == rule.code && $0.fix?.isSafe == true }, "\(remaining)")
  }

  private func findings(of rule: Rule, in example: Example, text: [UInt8]? = nil) throws -> [Diagnostic] {
    let folder = try TemporaryFolder()
    for (name, text) in example.files { try folder.write(text, to: name) }
    var request = CompileRequest(path: folder.path + "/example.yaml", threads: 2)
    request.text = text ?? Array(example.spec.utf8)
    return lint(request, selection: try RuleSelection(select: ["ALL"])).diagnostics.items.filter {
      $0.code == rule.code
    }
  }
}
