// Which rules apply, as options; rules as arguments of the command line, with completion.

import ArgumentParser
import Diagnostics
import Linter

/// `--select`, `--extend-select`, `--ignore`, `--severity`.
struct RuleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only these rules: codes (N203), their beginnings (N, N2), names or ALL, with commas between. May be repeated.",
      valueName: "codes"), completion: .rules)
  var select: [String] = []

  @Option(
    help: ArgumentHelp("These rules beside those that apply anyway.", valueName: "codes"), completion: .rules)
  var extendSelect: [String] = []

  @Option(help: ArgumentHelp("Not these rules.", valueName: "codes"), completion: .rules)
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp("Another severity for a rule: N203=error. May be repeated.", valueName: "code=severity"),
    completion: .ruleSeverities)
  var severity: [String] = []

  /// - Throws: a usage error where a rule is misspelt.
  func selection() throws -> RuleSelection {
    func parts(_ lists: [String]) -> [String] {
      lists.flatMap { $0.split(separator: ",") }.map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    }
    do throws(Failure) {
      return try RuleSelection(
        select: parts(select), extend: parts(extendSelect), ignore: parts(ignore), severities: parts(severity))
    } catch {
      throw usageError(error)
    }
  }

  func validate() throws {
    for (name, lists) in [("--select", select), ("--extend-select", extendSelect), ("--ignore", ignore)]
    where lists.contains(where: { $0.allSatisfy { $0 == "," || $0 == " " } }) {
      throw ValidationError("\(name) names no rule")
    }
    _ = try selection()
  }
}

/// A failure of a command line, as the wrong usage that it is.
func usageError(_ failure: Failure) -> ValidationError {
  ValidationError(
    failure.diagnostics.map { [$0.message, $0.help].compactMap(\.self).joined(separator: ": ") }.joined(separator: "\n")
  )
}

extension CompletionKind {
  /// Codes and names, after what a list has already.
  static var rules: CompletionKind {
    .custom { _, _, prefix in
      let listed = prefix.lastIndex(of: ",").map { String(prefix[...$0]) } ?? ""
      return Rule.all.flatMap { [listed + $0.code.id, listed + $0.code.name] }
    }
  }

  /// `N203=error`
  static var ruleSeverities: CompletionKind {
    .custom { _, _, prefix in
      guard let sign = prefix.firstIndex(of: "=") else { return Rule.all.map { "\($0.code.id)=" } }
      return Severity.allCases.map { prefix[...sign] + $0.rawValue }
    }
  }
}
