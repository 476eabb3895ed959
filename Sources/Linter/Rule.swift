// What a lint rule is: a value with a name, a severity, a rationale, examples that are tests, and a check of one subject.
// One file in Rules/ and one line in `Rule.all` each.

import Diagnostics
import SpecParser

public struct Rule: Sendable {
  public let code: DiagnosticCode
  /// The severity unless the user says otherwise.
  public let severity: Severity
  /// Whether it applies without being selected.
  public let isOnByDefault: Bool
  /// Whether its findings bring fixes.
  public let fixability: Fixability
  /// What it finds, in one line: "a softmax over one unit is always 1".
  public let summary: String
  /// Why that is a mistake and what to do, in Markdown; a rule of thumb says where its figures come from.
  public let rationale: String
  /// The paper or page behind it.
  public let source: String
  /// Specs in which the rule fires just where they are marked.
  public let bad: [Example]
  /// Specs in which it does not.
  public let good: [Example]
  public let check: Check

  /// Finds the rule's mistake in one kind of subject. A rule runs where its subject is known: a spec that does not decode
  /// has no network, and without the files there are no rows.
  public enum Check: Sendable {
    /// The compiler itself reports it, where it sees the mistake.
    case compiler
    /// The linter itself reports it, of the comments in a spec.
    case comments
    /// The texts as written.
    case document(@Sendable (WrittenSpec, inout Findings) -> Void)
    /// The decoded spec and its layers with their shapes.
    case network(@Sendable (Network, inout Findings) -> Void)
    /// The rows.
    case data(@Sendable (Rows, inout Findings) -> Void)
    /// The search space.
    case sweep(@Sendable (SweepSubject, inout Findings) -> Void)
  }

  /// Whether a rule's findings bring fixes: at least where one is certain.
  public enum Fixability: String, Sendable {
    case never
    case safe
    /// Only fixes that may change what a valid spec means.
    case unsafe
  }

  /// - Parameters:
  ///   - id: `N203`; the letter is the family.
  ///   - fixable: whether some of its findings bring fixes.
  ///   - bad: see `Example`.
  public init(
    _ id: String, _ name: String, _ severity: Severity, isOnByDefault: Bool = true,
    fixable fixability: Fixability = .never, _ summary: String,
    rationale: String, source: String, bad: [Example], good: [Example], _ check: Check
  ) {
    code = DiagnosticCode(id, name)
    self.severity = severity
    self.isOnByDefault = isOnByDefault
    self.fixability = fixability
    self.summary = summary
    self.rationale = rationale
    self.source = source
    self.bad = bad
    self.good = good
    self.check = check
  }

  /// What the code's letter stands for.
  public var family: Family { Family(code) }

  public enum Family: String, Sendable, CaseIterable {
    case document = "Y"
    case network = "N"
    case training = "T"
    case data = "D"
    case sweep = "W"
    case plan = "P"
    case run = "R"

    init(_ code: DiagnosticCode) {
      self = code.id.first.flatMap { Family(rawValue: String($0)) } ?? .run
    }

    /// Its heading in lists.
    public var title: String {
      switch self {
      case .document: "Document"
      case .network: "Network"
      case .training: "Training"
      case .data: "Data"
      case .sweep: "Sweep"
      case .plan: "Plan files"
      case .run: "Runs and files"
      }
    }
  }
}

/// What a rule reports to: it adds the rule's code and severity.
public struct Findings: Sendable {
  let rule: Rule
  private(set) var items: [Diagnostic] = []

  init(of rule: Rule) { self.rule = rule }

  /// - Parameters:
  ///   - severity: where this finding differs from the rule's severity.
  ///   - help: the cure, in one sentence.
  public mutating func report(
    _ message: String, at range: SourceRange, severity: Severity? = nil, notes: [Note] = [], help: String? = nil,
    fix: Fix? = nil
  ) {
    items.append(
      Diagnostic(
        severity ?? rule.severity, rule.code, message, at: .spec(range), notes: notes, help: help, fix: fix))
  }
}
