// Which rules apply, and how severely: `--select`, `--extend-select`, `--ignore` and `--severity`, in the manner of ruff. A
// rule is named by its code (`N203`), a code's beginning (`N`, `N2`), its name (`constant-kernel`), or ALL. The longest
// pattern that names a rule decides; where two are as long, `ignore` does.

import Diagnostics

public struct RuleSelection: Sendable {
  private enum Choice { case on, off }

  private var isExclusive = false
  private var choices: [(pattern: String, choice: Choice)] = []
  private var severities: [(pattern: String, severity: Severity)] = []

  /// Every rule that is on by default, at its own severity.
  public init() {}

  /// What a run is told of: of the rows only what a sample shows, and nothing about the spec's comments.
  public static let forRuns: RuleSelection = {
    var selection = RuleSelection()
    let rows = Rule.all.filter { rule in
      if case .data = rule.check { true } else { false }
    }
    let others = [Rule.unusedDirective, .invalidDirective]
    selection.choices = (rows + others).map { ($0.code.id, .off) }
    selection.choices += [Rule.unnormalizedInput, .unscaledTarget].map { ($0.code.id, .on) }
    return selection
  }()

  /// - Parameters:
  ///   - select: only these; empty for those that are on by default.
  ///   - extend: these as well.
  ///   - ignore: not these.
  ///   - severities: `N203=error`.
  /// - Throws: where a pattern names no rule, or a severity is none.
  public init(
    select: [String], extend: [String] = [], ignore: [String] = [], severities: [String] = []
  ) throws(Failure) {
    isExclusive = !select.isEmpty
    for pattern in select + extend { choices.append((try Self.checked(pattern), .on)) }
    for pattern in ignore { choices.append((try Self.checked(pattern), .off)) }
    for text in severities {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let severity = Severity(rawValue: parts[1]) else {
        throw Failure(
          .ruleSelection, "'\(text)' gives no rule a severity",
          help: "write CODE=SEVERITY, as N203=error; severities: "
            + Severity.allCases.map(\.rawValue).joined(separator: ", "))
      }
      self.severities.append((try Self.checked(parts[0]), severity))
    }
  }

  /// Whether a rule applies.
  public func isOn(_ rule: Rule) -> Bool {
    var best = (length: -1, isOn: isExclusive ? false : rule.isOnByDefault)
    for (pattern, choice) in choices {
      guard let length = Self.matchLength(pattern, rule.code), length >= best.length else { continue }
      best = (length, choice == .on)
    }
    return best.isOn
  }

  /// Whether a code is told not to be reported, and not merely left out of what is selected.
  func isIgnored(_ code: DiagnosticCode) -> Bool {
    var best = (length: -1, isIgnored: false)
    for (pattern, choice) in choices {
      guard let length = Self.matchLength(pattern, code), length >= best.length else { continue }
      best = (length, choice == .off)
    }
    return best.isIgnored
  }

  /// The severity that the command line gives a code; nil for the rule's own.
  public func severity(of code: DiagnosticCode) -> Severity? {
    var best = (length: -1, severity: Severity?.none)
    for (pattern, severity) in severities {
      guard let length = Self.matchLength(pattern, code), length >= best.length else { continue }
      best = (length, severity)
    }
    return best.severity
  }

  /// How much of a code a pattern names; nil where it names another. A whole name counts as a whole code.
  static func matchLength(_ pattern: String, _ code: DiagnosticCode) -> Int? {
    if pattern == "ALL" { return 0 }
    if pattern == code.name { return code.id.count }
    return code.id.hasPrefix(pattern) ? pattern.count : nil
  }

  /// A pattern that names some rule, in the rules' case.
  static func checked(_ pattern: String) throws(Failure) -> String {
    let upper = pattern.uppercased()
    for candidate in [pattern, upper] where Rule.all.contains(where: { matchLength(candidate, $0.code) != nil }) {
      if !candidate.isEmpty { return candidate }
    }
    throw unknownRule(pattern)
  }

  /// The rules that patterns name.
  /// - Throws: where one names none.
  public static func rules(named patterns: [String]) throws(Failure) -> [Rule] {
    var checked: [String] = []
    for pattern in patterns { checked.append(try self.checked(pattern)) }
    return Rule.all.filter { rule in checked.contains { matchLength($0, rule.code) != nil } }
  }

  /// Says that no rule is called so, and which one may be meant.
  public static func unknownRule(_ name: String) -> Failure {
    Failure(
      .ruleSelection, "no rule is called '\(name)'",
      help: DidYouMean.nearest(to: name, in: Rule.all.flatMap { [$0.code.id, $0.code.name] }).map {
        "did you mean '\($0)'?"
      } ?? "'lofting rules' lists them")
  }
}

extension DiagnosticCode {
  public static let ruleSelection = DiagnosticCode("R140", "rule-selection")
}
