// A rule explained: for the terminal, and as JSON.

import Diagnostics

extension Rule {
  /// What it finds, why that is a mistake, examples, where the knowledge comes from, how to fix and to ignore it.
  public var explanation: String {
    var lines = ["\(code.id) \(code.name) (\(properties))", summary]
    if !rationale.isEmpty { lines += [""] + WrappedText.lines(rationale) }
    for (heading, examples) in [("Bad:", bad), ("Good:", good)] {
      for example in examples { lines += ["", heading] + example.snippet }
    }
    if !source.isEmpty { lines += [""] + WrappedText.lines("Source: \(source)") }
    lines += [""] + [fixing, ignoring].compactMap(\.self)
    return lines.joined(separator: "\n")
  }

  /// "warning, off unless selected"
  var properties: String { severity.rawValue + (isOnByDefault ? "" : ", off unless selected") }

  private var fixing: String? {
    switch fixability {
    case .never: nil
    case .safe: "'lofting lint --fix' mends what is certain."
    case .unsafe: "'lofting lint --fix --unsafe-fixes' mends it; look at what it changes."
    }
  }

  private var ignoring: String {
    isError ? "It can't be ignored: nothing could run." : "To ignore it: # lofting: ignore[\(code.id)] the reason"
  }

  /// Whether the compiler stops for it.
  private var isError: Bool {
    guard case .compiler = check else { return false }
    return severity == .error
  }

  /// One object: what `lofting rules --format json` prints a line of.
  public var json: JSONValue { .object(summaryMembers) }

  /// The same with rationale, examples and source. Marks are byte ranges of the examples.
  public var explanationJSON: JSONValue {
    .object(
      summaryMembers + [
        ("rationale", .string(rationale)), ("source", .string(source)),
        ("bad", .array(bad.map(\.json))), ("good", .array(good.map(\.json))),
      ])
  }

  private var summaryMembers: [(String, JSONValue)] {
    [
      ("schema", .integer(1)), ("code", .string(code.id)), ("name", .string(code.name)),
      ("family", .string(family.title.lowercased())), ("severity", .string(severity.rawValue)),
      ("default", .boolean(isOnByDefault)), ("fix", .string(fixability.rawValue)), ("summary", .string(summary)),
    ]
  }

  /// As a SARIF report describes it.
  public var sarif: SARIFRule {
    var help = rationale
    for (heading, examples) in [("Bad", bad), ("Good", good)] {
      for example in examples { help += "\n\n\(heading):\n\n```yaml\n\(example.text)\n```" }
    }
    if !source.isEmpty { help += "\n\nSource: \(source)" }
    return SARIFRule(
      code: code, severity: severity, isOnByDefault: isOnByDefault, summary: summary, explanation: rationale,
      help: help, helpURI: source.hasPrefix("https://") && !source.contains(" ") ? source : nil)
  }
}

extension Example {
  fileprivate var json: JSONValue {
    .object([
      ("text", .string(text)),
      ("marks", .array(marks.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) })),
    ])
  }
}
