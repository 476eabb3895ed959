// Runs the rules over what is known of a spec, and joins their findings with the compiler's:
//
// 1. each selected rule looks at its subject, if that is known;
// 2. what the compiler has reported at the same place is not said again, nor the same finding for each turn of a `repeat`;
// 3. comments of the spec ignore findings or change their severity; those that change nothing are findings, too.

import Diagnostics
import SpecParser

/// What is known of a spec; what isn't, is nil, and rules that need it do not run.
public struct LintSubject: Sendable {
  public var written: WrittenSpec
  public var network: Network?
  public var rows: Rows?
  public var sweep: SweepSubject?

  public init(written: WrittenSpec, network: Network?, rows: Rows?, sweep: SweepSubject?) {
    self.written = written
    self.network = network
    self.rows = rows
    self.sweep = sweep
  }

  /// Whether a rule's subject is known.
  func has(_ check: Rule.Check) -> Bool {
    switch check {
    case .compiler, .comments: true
    case .document: !written.texts.isEmpty
    case .network: network != nil
    case .data: rows != nil
    case .sweep: sweep != nil
    }
  }
}

/// Every finding about a spec: the compiler's, as selected, and the rules'.
public func lint(
  _ subject: LintSubject, compiler: [Diagnostic], selection: RuleSelection = RuleSelection()
) -> [Diagnostic] {
  // The compiler's errors can't be ignored: nothing could run.
  var findings = compiler.filter { $0.severity == .error || !selection.isIgnored($0.code) }
  for rule in Rule.all where selection.isOn(rule) { findings += subject.findings(of: rule) }
  findings = withoutRepeats(findings).map { finding in
    guard finding.severity != .error || !finding.code.isCompilers, let severity = selection.severity(of: finding.code)
    else { return finding }
    var finding = finding
    finding.severity = severity
    return finding
  }
  return Directives(subject.written).apply(to: findings, of: subject, selection)
}

extension LintSubject {
  fileprivate func findings(of rule: Rule) -> [Diagnostic] {
    var findings = Findings(of: rule)
    switch rule.check {
    case .compiler, .comments: break
    case .document(let check): check(written, &findings)
    case .network(let check): if let network { check(network, &findings) }
    case .data(let check): if let rows { check(rows, &findings) }
    case .sweep(let check): if let sweep { check(sweep, &findings) }
    }
    return findings.items
  }
}

extension DiagnosticCode {
  /// Whether the compiler reports it: such an error can't be talked away.
  var isCompilers: Bool {
    guard case .compiler? = Rule.all.first(where: { $0.code == self })?.check else { return false }
    return true
  }
}

/// A rule's finding is dropped where the compiler has an error at the same stretch, and where the same rule has marked it
/// already, as for each turn of a `repeat`.
private func withoutRepeats(_ findings: [Diagnostic]) -> [Diagnostic] {
  struct Mark: Hashable {
    var code: DiagnosticCode
    var place: Place
  }
  let errors = Set(findings.filter { $0.severity == .error && $0.code.isCompilers }.map(\.place))
  var seen: Set<Mark> = []
  return findings.filter { finding in
    if finding.code.isCompilers { return true }
    return !errors.contains(finding.place) && seen.insert(Mark(code: finding.code, place: finding.place)).inserted
  }
}
