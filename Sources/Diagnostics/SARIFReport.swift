// Diagnostics in the Static Analysis Results Interchange Format, which code hosts and editors read: SARIF 2.1.0,
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html. One run of one tool with the rules that it
// has, the results, and their fixes as replacements of bytes.

/// A rule as a report describes it.
public struct SARIFRule: Sendable {
  public var code: DiagnosticCode
  public var severity: Severity
  public var isOnByDefault: Bool
  public var summary: String
  /// Why, in Markdown.
  public var explanation: String
  /// The explanation with examples, in Markdown.
  public var help: String
  /// A page about it.
  public var helpURI: String?

  public init(
    code: DiagnosticCode, severity: Severity, isOnByDefault: Bool, summary: String, explanation: String, help: String,
    helpURI: String?
  ) {
    self.code = code
    self.severity = severity
    self.isOnByDefault = isOnByDefault
    self.summary = summary
    self.explanation = explanation
    self.help = help
    self.helpURI = helpURI
  }
}

public enum SARIFReport {
  /// - Parameters:
  ///   - rules: what the tool looks for; a code that none of them describes is described by its name.
  ///   - version: the tool's.
  public static func report(_ diagnostics: [Diagnostic], rules: [SARIFRule], version: String) -> JSONValue {
    var descriptors = rules.map(descriptor)
    var indices: [DiagnosticCode: Int] = [:]
    for (i, rule) in rules.enumerated() { indices[rule.code] = i }
    for diagnostic in diagnostics where indices[diagnostic.code] == nil {
      indices[diagnostic.code] = descriptors.count
      descriptors.append(
        .object([("id", .string(diagnostic.code.id)), ("name", .string(diagnostic.code.name))]))
    }
    let driver = JSONValue.object([
      ("name", .string("lofting")), ("semanticVersion", .string(version)), ("rules", .array(descriptors)),
    ])
    let run = JSONValue.object([
      ("tool", .object([("driver", driver)])),
      ("columnKind", .string("unicodeCodePoints")),
      ("invocations", .array([.object([("executionSuccessful", .boolean(true))])])),
      ("results", .array(diagnostics.map { result($0, index: indices[$0.code]) })),
    ])
    return .object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .string("2.1.0")),
      ("runs", .array([run])),
    ])
  }

  private static func descriptor(_ rule: SARIFRule) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(rule.code.id)),
      ("name", .string(rule.code.name)),
      ("shortDescription", text(rule.summary)),
      ("fullDescription", text(rule.explanation)),
      ("help", .object([("text", .string(rule.explanation)), ("markdown", .string(rule.help))])),
    ]
    if let uri = rule.helpURI { members.append(("helpUri", .string(uri))) }
    members.append(
      (
        "defaultConfiguration",
        .object([("enabled", .boolean(rule.isOnByDefault)), ("level", .string(level(rule.severity)))])
      ))
    return .object(members)
  }

  private static func result(_ diagnostic: Diagnostic, index: Int?) -> JSONValue {
    var members: [(String, JSONValue)] = [("ruleId", .string(diagnostic.code.id))]
    if let index { members.append(("ruleIndex", .integer(index))) }
    members.append(("level", .string(level(diagnostic.severity))))
    members.append(("message", text([diagnostic.message, diagnostic.help].compactMap(\.self).joined(separator: ": "))))
    members.append(("locations", .array(physicalLocation(diagnostic.place).map { [.object([$0])] } ?? [])))
    if !diagnostic.notes.isEmpty {
      members.append(
        (
          "relatedLocations",
          .array(
            diagnostic.notes.map { note in
              .object([physicalLocation(note.place), ("message", text(note.message))].compactMap(\.self))
            })
        ))
    }
    if let fix = diagnostic.fix, !fix.edits.isEmpty { members.append(("fixes", .array([self.fix(fix)]))) }
    return .object(members)
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .information: "note"
    }
  }

  private static func text(_ text: String) -> JSONValue { .object([("text", .string(text))]) }

  /// Nil for what is in no file.
  private static func physicalLocation(_ place: Place) -> (String, JSONValue)? {
    let artifact: String
    var region: [(String, JSONValue)] = []
    switch place {
    case .spec(let range):
      if range.isOnCommandLine { return nil }
      artifact = range.path
      region = Self.region(range)
    case .file(let path, let offset):
      artifact = path
      region = [("byteOffset", .integer(offset))]
    case .cell(let path, let row, _):
      artifact = path
      region = [("startLine", .integer(max(row, 1)))]
    case .path(let path): artifact = path
    case .none: return nil
    }
    var members = [("artifactLocation", location(artifact))]
    if !region.isEmpty { members.append(("region", .object(region))) }
    return ("physicalLocation", .object(members))
  }

  private static func region(_ range: SourceRange) -> [(String, JSONValue)] {
    [
      ("startLine", .integer(range.start.line)), ("startColumn", .integer(range.start.column)),
      ("endLine", .integer(range.end.line)), ("endColumn", .integer(range.end.column)),
      ("byteOffset", .integer(range.start.offset)),
      ("byteLength", .integer(max(range.end.offset - range.start.offset, 0))),
    ]
  }

  private static func fix(_ fix: Fix) -> JSONValue {
    var paths: [String] = []
    for edit in fix.edits where !paths.contains(edit.range.path) { paths.append(edit.range.path) }
    let changes = paths.map { path in
      let replacements = fix.edits.filter { $0.range.path == path }.map { edit in
        JSONValue.object([
          ("deletedRegion", .object(region(edit.range))), ("insertedContent", text(edit.replacement)),
        ])
      }
      return JSONValue.object([("artifactLocation", location(path)), ("replacements", .array(replacements))])
    }
    return .object([("description", text(fix.title)), ("artifactChanges", .array(changes))])
  }

  /// A path as a URI reference (RFC 3986): relative as named, absolute under `file:`.
  private static func location(_ path: String) -> JSONValue {
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        uri += "%" + (hex.count < 2 ? "0" : "") + hex
      }
    }
    return .object([("uri", .string(uri))])
  }
}
