// lofting rules: what the linter looks for. lofting explain: one of its rules.

import ArgumentParser
import Diagnostics
import Linter

struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the lint rules: code, name, severity, whether they are fixed, and what they find.",
    discussion: """
      EXAMPLES
        lofting rules
        lofting rules N T2                the network's, and those from T200 on
        lofting rules --format json       one object a line
        lofting rules --markdown          docs/RULES.md

      A rule is an error, a warning or an information (info); one that is off applies where it is selected. 'lofting \
      explain CODE' says more.
      """)

  @Argument(help: "Codes, their beginnings or names; all rules without one.", completion: .rules)
  var codes: [String] = []

  @Option(help: "text or json (one object a line).")
  var format: OutputFormat = .text

  @Flag(help: "A page in Markdown, with reasons and examples.")
  var markdown = false

  func validate() throws {
    if markdown, format == .json { throw ValidationError("--markdown and --format json exclude each other") }
    _ = try rules()
  }

  func run() throws {
    let rules = try rules()
    if markdown { return Terminal.send(Array(RuleList.markdown(of: rules).utf8)) }
    switch format {
    case .text: RuleList.lines(of: rules).forEach(Terminal.output)
    case .json:
      for rule in RuleList.families(rules).flatMap(\.rules) { Terminal.output(rule.json.text) }
    }
  }

  private func rules() throws -> [Rule] {
    if codes.isEmpty { return Rule.all }
    do throws(Failure) {
      return try RuleSelection.rules(named: codes)
    } catch {
      throw usageError(error)
    }
  }
}

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a lint rule: what it finds, why that is a mistake, examples, and how to ignore it.",
    discussion: """
      EXAMPLES
        lofting explain N204
        lofting explain softmax-over-one-unit --format json
      """)

  @Argument(help: "Its code or name.", completion: .rules)
  var rule: String

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws { _ = try found() }

  func run() throws {
    let rule = try found()
    switch format {
    case .text: Terminal.output(rule.explanation)
    case .json: Terminal.output(rule.explanationJSON.text)
    }
  }

  private func found() throws -> Rule {
    guard let found = Rule.named(rule) else { throw usageError(RuleSelection.unknownRule(rule)) }
    return found
  }
}
