// Golden texts: Tests/Golden/lint/X.yaml -> X.out (diagnostics), Tests/Golden/plan/X.yaml and specs/**/X.yaml -> X.plan.
// `make golden` re-records them (LOFTING_RECORD=1); a test run never does. Review a changed text line by line.

import Diagnostics
import Files
import Glibc
import Pipeline
import SpecParser
import Testing

struct GoldenTests {
  static let lintCases = files(in: "Tests/Golden/lint")
  static let planCases = files(in: "Tests/Golden/plan")
  static let examples = files(in: "specs") + files(in: "specs/seed")

  @Test("diagnostics are as recorded", arguments: lintCases)
  func diagnostics(path: String) throws {
    let result = lint(CompileRequest(path: "\(root)/\(path)", threads: 2))
    let renderer = TextRenderer(sources: result.sources)
    let text = result.diagnostics.sorted.map(renderer.render).joined(separator: "\n")
    try compare(text, with: path.replacingEnding(".out"))
    #expect(!result.diagnostics.isEmpty, "every case of Golden/lint has a finding")
  }

  @Test("plans are as recorded", arguments: planCases)
  func plan(path: String) throws {
    try compare(planText(path), with: path.replacingEnding(".plan"))
  }

  @Test("every example compiles without a finding, to the recorded plan", arguments: examples)
  func example(path: String) throws {
    // MNIST may not be at hand; where it is, raw pixels are what the '-raw' specs are about.
    let expected: Set = path.hasSuffix("-raw.yaml") ? ["D101", "D201"] : ["D101"]
    let findings = lint(CompileRequest(path: "\(root)/\(path)", threads: 2)).diagnostics.items
    #expect(findings.allSatisfy { expected.contains($0.code.id) && $0.severity != .error }, "\(findings)")
    let name = path.split(separator: "/").last.map(String.init) ?? path
    try compare(planText(path), with: "Tests/Golden/specs/\(name)".replacingEnding(".plan"))
  }

  private func planText(_ path: String) throws -> String {
    let compiled = try compile(CompileRequest(path: "\(root)/\(path)", threads: 2), data: .summary)
    let plan = compiled.plan
    let programs = [("training", plan.training), ("evaluation", plan.evaluation), ("prediction", plan.prediction)]
    return ([plan.headline] + programs.map { "== \($0)\n\(plan.stepsText(of: $1))" }).joined(separator: "\n")
  }
}

private let root = GoldenTests.repository

extension GoldenTests {
  /// The repository's folder, from this file's own path.
  static let repository = String(#filePath.dropLast("/Tests/IntegrationTests/GoldenTests.swift".count))
}

/// YAML files of a folder of the repository, by name.
private func files(in folder: String) -> [String] {
  Folder.names(in: "\(root)/\(folder)").filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
}

private func compare(_ text: String, with path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  // The repository's place differs from machine to machine.
  let text = text.split(separator: "\(root)/", omittingEmptySubsequences: false).joined() + "\n"
  if unsafe getenv("LOFTING_RECORD") != nil {
    try AtomicFile.write(text, to: "\(root)/\(path)")
    return
  }
  let recorded = try FileReader.read("\(root)/\(path)", limit: 1 << 22)
  #expect(text == String(decoding: recorded, as: UTF8.self), "differs from \(path)", sourceLocation: sourceLocation)
}

extension String {
  fileprivate func replacingEnding(_ ending: String) -> String {
    String(dropLast(".yaml".count)) + ending
  }
}
