// Specs, from bytes through reading, linting and checking to a plan. No data file is opened: the data is the embedded digits, or a
// summary as a file might have it (SpecData.swift), and `extends` sees one folder with one file (BaseFolder.swift).
//
// A spec without errors compiles, in any of the planner's ways; its plan verifies, survives its file, and is the plan of the
// spec as resolved and written out again.

import Datasets
import Diagnostics
import ExecutionPlan
import Linter
import Pipeline
import Planner
import SpecParser

func fuzzSpec(_ bytes: [UInt8]) throws(Violation) -> Verdict {
  guard let folder = BaseFolder.admit(bytes) else { return .refused }
  let spec = SpecCase(path: "\(folder)/spec.yaml", choice: fingerprint(bytes))
  return try spec.check(bytes, overrides: overrides(in: bytes))
}

/// What follows `# --set ` on lines of their own: an input carries its overrides.
private func overrides(in bytes: [UInt8]) -> [String] {
  let mark = Array("# --set ".utf8)
  return bytes.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: mark) }.prefix(4)
    .map { String(decoding: $0.dropFirst(mark.count), as: UTF8.self) }
}

/// One spec on its way.
private struct SpecCase {
  let path: String
  /// Decides the variant: how the plan is made, and what is done with it.
  let choice: UInt64

  func check(_ bytes: [UInt8], overrides: [String]) throws(Violation) -> Verdict {
    var diagnostics = DiagnosticList()
    let read = SpecReader.read(
      bytes: bytes, path: path, overrides: overrides, catalog: catalog, diagnostics: &diagnostics)
    let input = ReadInput(bytes, path: path)
    guard let spec = read.spec, let resolved = read.resolved, !diagnostics.hasErrors else {
      try require(diagnostics.hasErrors, "no spec, and no error that says why")
      try input.check(linted(read, nil, nil, diagnostics), sources: read.sources)
      return .refused
    }
    // Decoding the digits takes longer than all the rest.
    let data = SpecData.known(of: spec, readsDigits: (choice >> 56) % 16 == 0)
    let compilation = try compile(spec, data.summary, &diagnostics)
    let findings = linted(read, Network(spec, data.summary), data.facts, diagnostics)
    try input.check(findings, sources: read.sources)
    guard let compilation else {
      try require(findings.contains { $0.severity == .error }, "no plan, and the linter finds no error")
      return .refused
    }
    if overrides.isEmpty { try checkFixes(findings, of: resolved, bytes) }
    let text = SpecWriter.text(of: resolved.root, escapesDollars: true)
    let file = PlanFile(
      plan: compilation.plan, configuration: compilation.configuration, summary: data.summary, layers: [],
      spec: PlannedSpec(path: spec.path, text: text))
    try checkFile(file)
    if choice % 4 == 0 { try checkWritten(text, compilation.plan, data.summary) }
    return .accepted
  }

  /// What the compiler and the rules find, in order.
  private func linted(
    _ read: SpecReader.Result, _ network: Network?, _ facts: DataFacts?, _ diagnostics: DiagnosticList
  ) -> [Diagnostic] {
    let written = WrittenSpec(texts: read.written, resolved: read.resolved, sources: read.sources)
    let rows = network.flatMap { network in facts.map { Rows(network: network, facts: $0) } }
    let subject = LintSubject(written: written, network: network, rows: rows, sweep: nil)
    return Linter.lint(subject, compiler: diagnostics.items)
  }

  /// Nil with errors reported.
  private func compile(
    _ spec: Spec, _ summary: DataSummary, _ diagnostics: inout DiagnosticList
  ) throws(Violation) -> Compilation? {
    var options = PlannerOptions(machine: .reference(threads: 1 + Int((choice >> 8) % 4)))
    if (choice >> 16) % 4 == 0 { options.fusions = [] }
    options.reusesBuffers = (choice >> 24) % 8 != 0
    options.guardBytes = (choice >> 32) % 4 == 0 ? 64 : 0
    options.recordsTrace = (choice >> 40) % 4 == 0
    options.order = [.cheapest, .onePass, .layerByLayer][Int((choice >> 48) % 3)]
    let count = diagnostics.items.count
    let compilation = Planner.compile(spec, summary, options, diagnostics: &diagnostics)
    let hasErrors = diagnostics.items[count...].contains { $0.severity == .error }
    try require((compilation == nil) == hasErrors, "a plan with errors, or neither")
    if let fault = compilation?.plan.verify().first { throw Violation("the compiled plan is not sound: \(fault)") }
    return compilation
  }

  private func checkFile(_ file: PlanFile) throws(Violation) {
    do throws(Failure) {
      let again = try PlanFile(bytes: file.bytes, path: "spec.plan")
      try requireSame(again, file)
    } catch {
      throw Violation(error.diagnostics.first?.message ?? "the plan's file cannot be read")
    }
  }

  private func requireSame(_ again: PlanFile, _ file: PlanFile) throws(Failure) {
    // By bytes: NaN is not itself.
    guard again.bytes == file.bytes else { throw Failure(.planDamaged, "the plan's file is another after reading") }
  }

  /// A safe fix, by itself, leaves a spec that compiles a spec that says the same.
  private func checkFixes(
    _ findings: [Diagnostic], of resolved: ResolvedDocument, _ bytes: [UInt8]
  ) throws(Violation) {
    for finding in findings.prefix(32) {
      guard let fix = finding.fix, fix.isSafe, fix.edits.allSatisfy({ $0.range.path == path }) else { continue }
      guard let changed = TextEdits.apply(fix.edits, to: bytes) else {
        throw Violation("the fix of \(finding.code.id) does not fit the text: \(fix.title)")
      }
      var diagnostics = DiagnosticList()
      let again = SpecReader.read(bytes: changed, path: path, catalog: catalog, diagnostics: &diagnostics)
      let saysTheSame = again.resolved.map { Meaning($0) == Meaning(resolved) } ?? false
      try require(
        again.spec != nil && !diagnostics.hasErrors && saysTheSame,
        "the safe fix of \(finding.code.id) changes the spec to:\n\(String(decoding: changed, as: UTF8.self))")
    }
  }

  /// The resolved spec is a spec, and of the same plan.
  private func checkWritten(_ text: String, _ plan: Plan, _ summary: DataSummary) throws(Violation) {
    var diagnostics = DiagnosticList()
    let spec = SpecReader.read(bytes: Array(text.utf8), path: path, catalog: catalog, diagnostics: &diagnostics).spec
    guard let spec, !diagnostics.hasErrors, let again = try compile(spec, summary, &diagnostics) else {
      let reasons = diagnostics.items.map { "\($0.code.id) \($0.message)" }.joined(separator: "; ")
      throw Violation("the resolved spec does not compile: \(reasons)\n\(text)")
    }
    try require(again.plan.hash == plan.hash, "the resolved spec has another plan\n\(text)")
  }
}
