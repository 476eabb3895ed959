// Applies the comments of a spec's files to its findings, and reports those that changed nothing or that cannot be read:
// a comment that has outlived its mistake would hide the next one.

import Diagnostics
import SpecParser

struct Directives {
  private var directives: [(directive: Directive, source: SourceText)] = []
  private var mistakes: [DirectiveMistake] = []

  init(_ written: WrittenSpec) {
    for text in written.texts {
      guard let source = written.sources[text.path] else { continue }
      for comment in text.comments {
        switch Directive.parse(comment, in: text, source) {
        case .success(let directive): directives.append((directive, source))
        case .failure(let error): mistakes.append(error.mistake)
        case nil: break
        }
      }
    }
  }

  /// The findings that remain, with what is wrong with the comments.
  func apply(to findings: [Diagnostic], of subject: LintSubject, _ selection: RuleSelection) -> [Diagnostic] {
    var used: Set<Use> = []
    var remaining: [Diagnostic] = []
    for finding in findings {
      if let changed = apply(to: finding, &used) { remaining.append(changed) }
    }
    var reports = Reports(selection: selection)
    for mistake in mistakes {
      reports.report(.invalidDirective, mistake.message, at: mistake.range, help: mistake.help)
    }
    for (number, (directive, source)) in directives.enumerated() {
      for (index, pattern) in directive.patterns.enumerated()
      where !used.contains(Use(directive: number, pattern: index)) {
        reports.report(pattern, at: index, of: directive, in: source, findings, subject)
      }
    }
    return remaining + reports.items.compactMap { apply(to: $0, &used) }
  }

  private struct Use: Hashable {
    var directive: Int
    var pattern: Int
  }

  /// The finding after the comments that name it; nil where one ignores it. The last comment wins.
  private func apply(to finding: Diagnostic, _ used: inout Set<Use>) -> Diagnostic? {
    guard case .spec(let range) = finding.place else { return finding }
    let isFixed = finding.severity == .error && finding.code.isCompilers
    var result: Diagnostic? = finding
    for (number, (directive, _)) in directives.enumerated()
    where directive.comment.path == range.path && directive.scope.contains(range.start.offset) {
      for (index, pattern) in directive.patterns.enumerated()
      where RuleSelection.matchLength(pattern.text, finding.code) != nil && !isFixed {
        used.insert(Use(directive: number, pattern: index))
        switch directive.action {
        case .ignore: result = nil
        case .severity(let severity):
          result = finding
          result?.severity = severity
        }
      }
    }
    return result
  }
}

/// What is said about comments.
private struct Reports {
  let selection: RuleSelection
  private(set) var items: [Diagnostic] = []

  init(selection: RuleSelection) { self.selection = selection }

  mutating func report(_ rule: Rule, _ message: String, at range: SourceRange, help: String? = nil, fix: Fix? = nil) {
    guard selection.isOn(rule) else { return }
    var findings = Findings(of: rule)
    findings.report(message, at: range, severity: selection.severity(of: rule.code), help: help, fix: fix)
    items += findings.items
  }

  /// A pattern that changed no finding.
  mutating func report(
    _ pattern: Directive.Pattern, at index: Int, of directive: Directive, in source: SourceText,
    _ findings: [Diagnostic], _ subject: LintSubject
  ) {
    let rules = Rule.all.filter { RuleSelection.matchLength(pattern.text, $0.code) != nil }
    guard !rules.isEmpty else {
      let names = Rule.all.flatMap { [$0.code.id, $0.code.name] }
      report(
        .invalidDirective, "no rule is called '\(pattern.text)'", at: pattern.range,
        help: DidYouMean.nearest(to: pattern.text, in: names).map { "did you mean '\($0)'?" }
          ?? "'lofting rules' lists them")
      return
    }
    let stubborn = findings.first { finding in
      guard case .spec(let range) = finding.place else { return false }
      return finding.severity == .error && finding.code.isCompilers && range.path == directive.comment.path
        && directive.scope.contains(range.start.offset) && RuleSelection.matchLength(pattern.text, finding.code) != nil
    }
    if let stubborn {
      report(
        .invalidDirective, "'\(stubborn.code.name)' is an error that can't be ignored: nothing could run",
        at: pattern.range, help: "mend the error")
      return
    }
    // A rule that did not run might have found something.
    guard rules.allSatisfy({ selection.isOn($0) && subject.has($0.check) }) else { return }
    let what = directive.action == .ignore ? "ignores" : "changes"
    report(
      .unusedDirective, "no '\(pattern.text)' is found here: the comment \(what) nothing", at: pattern.range,
      help: "remove it", fix: removal(of: index, from: directive, in: source))
  }

  /// Takes one rule out of a comment, or the whole comment with its last rule.
  private func removal(of index: Int, from directive: Directive, in source: SourceText) -> Fix {
    let bytes: Range<Int>
    if directive.patterns.count > 1 {
      let patterns = directive.patterns
      bytes =
        index + 1 < patterns.count
        ? patterns[index].range.start.offset..<patterns[index + 1].range.start.offset
        : patterns[index - 1].range.end.offset..<patterns[index].range.end.offset
    } else {
      let line = directive.comment.start.line - 1
      let lineStart = source.lineStarts.indices.contains(line) ? source.lineStarts[line] : 0
      var start = directive.comment.start.offset
      while start > lineStart, source.bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
      let next = line + 1 < source.lineStarts.count ? source.lineStarts[line + 1] : directive.comment.end.offset
      bytes = start == lineStart ? start..<next : start..<directive.comment.end.offset
    }
    let range = SourceRange(
      path: source.path, start: source.position(offset: bytes.lowerBound),
      end: source.position(offset: bytes.upperBound))
    return Fix(title: "remove it", isSafe: true, edits: [Fix.Edit(range: range, replacement: "")])
  }
}
