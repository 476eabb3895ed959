// How findings are printed, and the line that sums them up.

import ArgumentParser
import Diagnostics
import Linter
import Pipeline

enum LintFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, github
}

struct LintOutput {
  var format: LintFormat
  /// Whether findings go to standard error: standard output is the fixed text's.
  var usesErrorOutput: Bool

  func show(_ batch: LintBatch) {
    switch format {
    case .text:
      let isTerminal = usesErrorOutput ? Terminal.errorIsTerminal : Terminal.outputIsTerminal
      let usesColor = Terminal.usesColor(isTerminal)
      for diagnostic in batch.failures {
        line(TextRenderer(sources: SourceMap(), usesColor: usesColor).render(diagnostic))
      }
      for result in batch.results {
        let renderer = TextRenderer(sources: result.sources, usesColor: usesColor, showsFixes: true)
        for diagnostic in result.diagnostics.items { line(renderer.render(diagnostic)) }
      }
    case .json: for diagnostic in batch.diagnostics { line(JSONRenderer.render(diagnostic).text) }
    case .github: for diagnostic in batch.diagnostics { line(GitHubRenderer.render(diagnostic)) }
    case .sarif:
      line(
        SARIFReport.report(batch.diagnostics, rules: Rule.all.map(\.sarif), version: LoftingCommand.version).prettyText)
    }
  }

  /// The number of findings of each rule, the most frequent first.
  func showStatistics(_ batch: LintBatch) {
    let counts = Dictionary(grouping: batch.diagnostics, by: \.code).mapValues(\.count)
      .sorted { ($1.value, $0.key.id) < ($0.value, $1.key.id) }
    let width = counts.first.map { String($0.value).count } ?? 0
    for (code, count) in counts {
      if format == .json {
        let members: [(String, JSONValue)] = [
          ("schema", .integer(1)), ("code", .string(code.id)), ("name", .string(code.name)), ("count", .integer(count)),
        ]
        line(JSONValue.object(members).text)
      } else {
        let number = String(count)
        line("\(String(repeating: " ", count: width - number.count))\(number)  \(code.id)  \(code.name)")
      }
    }
  }

  private func line(_ text: String) {
    if usesErrorOutput { Terminal.message(text) } else { Terminal.output(text) }
  }
}

/// `3 files checked: 1 error, 2 warnings; 2 fixable with --fix`
struct LintSummary {
  let text: String

  init(_ batch: LintBatch, fixes: FixBatch?) {
    let diagnostics = batch.diagnostics
    func count(_ severity: Severity) -> Int { diagnostics.count { $0.severity == severity } }
    var text = ""
    if let fixes, fixes.fixCount > 0 {
      let files = fixes.files.count(where: \.isChanged)
      text += "\(counted(fixes.fixCount, "fix", "fixes")) made in \(counted(files, "file")); "
    }
    text += "\(counted(batch.results.count, "file")) checked"
    let parts =
      [(Severity.error, "error"), (.warning, "warning"), (.information, "info")].filter { severity, _ in
        severity != .information || count(severity) > 0
      }.map { counted(count($0), $1) }
    let infos = count(.information)
    text +=
      count(.error) + count(.warning) > 0
      ? ": " + parts.joined(separator: ", ") : ", no mistake found" + (infos > 0 ? ", \(counted(infos, "info"))" : "")
    let safe = diagnostics.count { $0.fix?.isSafe == true }
    let unsafe = diagnostics.count { $0.fix?.isSafe == false }
    if safe > 0 { text += "; \(safe) fixable with --fix" }
    if unsafe > 0 { text += "; \(unsafe)\(safe > 0 ? " more" : " fixable") with --fix --unsafe-fixes" }
    if batch.skippedCount > 0 { text += "; \(counted(batch.skippedCount, "other YAML file")) passed over" }
    self.text = text
  }
}

/// `1 file`, `2 files`
func counted(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
}
