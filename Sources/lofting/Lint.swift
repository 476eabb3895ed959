// lofting lint: all diagnostics of specs, sorted by position; their fixes, applied or shown.

import ArgumentParser
import Diagnostics
import Linter
import LoftingRuntime
import Pipeline

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check specs: every mistake at once, each with line, column and a cure.",
    discussion: """
      A folder stands for the specs below it (*.yaml, *.yml), hidden folders, runs/, sweeps/ and node_modules/ aside; \
      without a path it is the current one. Standard input is -.

      EXAMPLES
        lofting lint specs/mnist.yaml
        lofting lint                                all specs below this folder
        lofting lint specs --fix                    mend what can safely be mended
        lofting lint specs --diff --unsafe-fixes    show what all fixes would change
        lofting lint specs --select N,T204 --ignore N215 --severity N203=error
        lofting lint specs --format sarif > lofting.sarif
        cat spec.yaml | lofting lint -

      A comment '# lofting: ignore[N204] the reason' ignores a finding on its line or in the block below it; 'lofting \
      rules' lists the rules, 'lofting explain N204' explains one.

      Exit status 1 on an error, with --strict on a warning, too; with --diff where there is something to change.
      """)

  @Argument(
    help: "Specs and folders; - is standard input.", completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String] = []

  @OptionGroup var options: SpecOptions
  @OptionGroup var rules: RuleOptions

  @Option(help: "text, json (one object a line), sarif (2.1.0) or github (workflow commands).")
  var format: LintFormat = .text

  @Flag(
    help: "Apply safe fixes, then show what remains. Standard input is printed as fixed, findings go to standard error."
  )
  var fix = false

  @Flag(help: "With --fix or --diff: fixes that may change what a spec means, too.")
  var unsafeFixes = false

  @Flag(help: "Show what the fixes would change, and change nothing.")
  var diff = false

  @Flag(help: "Fail on warnings, too.")
  var strict = false

  @Flag(help: "Count the findings by rule, and do not show them.")
  var statistics = false

  func validate() throws {
    if unsafeFixes, !fix, !diff { throw ValidationError("--unsafe-fixes goes with --fix or --diff") }
    if diff, format != .text { throw ValidationError("--diff is text: leave --format \(format.rawValue) out") }
    if diff, statistics { throw ValidationError("--diff shows changes, --statistics counts findings: choose one") }
    if statistics, format == .sarif || format == .github {
      throw ValidationError("--statistics is text or json, not \(format.rawValue)")
    }
  }

  func run() throws {
    let lintOptions = LintOptions(
      request: options.request("-"), selection: try rules.selection(), threads: linterThreads)
    let found = LintPaths(paths)
    if found.paths.isEmpty, found.failures.isEmpty { return Terminal.message("no specs found") }
    guard fix || diff else { return try report(lint(found, lintOptions)) }
    let batch = Pipeline.fix(found, lintOptions, allowsUnsafe: unsafeFixes)
    if diff { return try show(batch) }
    for file in batch.files {
      if file.path == "-" {
        Terminal.send(file.after)
      } else if file.isChanged {
        try reportingFailures(format: .text) { try file.write() }
      }
    }
    try report(batch.remaining, fixes: batch)
  }

  /// Threads that lint: more than processors would only get in each other's way.
  private var linterThreads: Int { options.threads.map { min($0, Processors.allowed) } ?? Processors.defaultWorkers }

  private func report(_ batch: LintBatch, fixes: FixBatch? = nil) throws {
    let output = LintOutput(format: format, usesErrorOutput: fixes?.files.contains { $0.path == "-" } ?? false)
    if statistics { output.showStatistics(batch) } else { output.show(batch) }
    Terminal.message(LintSummary(batch, fixes: fixes).text)
    let isBad = batch.diagnostics.contains { $0.severity == .error || (strict && $0.severity == .warning) }
    if isBad { throw ExitCode(1) }
  }

  private func show(_ batch: FixBatch) throws {
    for file in batch.files where file.isChanged { Terminal.send(Array(file.diff.utf8)) }
    let changed = batch.files.count(where: \.isChanged)
    Terminal.message(
      changed == 0
        ? "nothing to fix" : "would make \(counted(batch.fixCount, "fix", "fixes")) in \(counted(changed, "file"))")
    // What could not be looked at was not fixed either.
    if !batch.remaining.failures.isEmpty { lofting.show(DiagnosticList(batch.remaining.failures), SourceMap()) }
    if changed > 0 || !batch.remaining.failures.isEmpty { throw ExitCode(1) }
  }
}
