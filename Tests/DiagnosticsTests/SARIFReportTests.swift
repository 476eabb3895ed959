// SARIF 2.1.0: what the standard and the readers of it want. Reports have been validated against the official schema, which
// is not kept here; these are its rules that matter, read from the text.

import Diagnostics
import Testing

@Suite struct SARIFReportTests {
  private static let code = DiagnosticCode("Y107", "unknown-kind")
  private static let rule = SARIFRule(
    code: code, severity: .information, isOnByDefault: false, summary: "s", explanation: "e", help: "*h*",
    helpURI: "https://example.org")
  private static let range = SourceRange(
    path: "specs/a b.yaml", start: SourcePosition(line: 2, column: 3, offset: 10),
    end: SourcePosition(line: 2, column: 5, offset: 13))

  private func report(_ diagnostic: Diagnostic) -> String {
    SARIFReport.report([diagnostic], rules: [Self.rule], version: "1.2.3").text
  }

  @Test("a report is one run of a tool with version, rules and levels")
  func run() {
    let text = report(Diagnostic(.warning, Self.code, "m", at: .spec(Self.range)))
    #expect(
      text.hasPrefix(#"{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":"#))
    #expect(text.contains(#""driver":{"name":"lofting","semanticVersion":"1.2.3","rules":[{"id":"Y107","#))
    #expect(
      text.contains(
        #""name":"unknown-kind","shortDescription":{"text":"s"},"fullDescription":{"text":"e"},"help":{"text":"e","#
          + #""markdown":"*h*"},"helpUri":"https://example.org","defaultConfiguration":{"enabled":false,"level":"note"}}"#
      ))
    #expect(text.contains(#""columnKind":"unicodeCodePoints","invocations":[{"executionSuccessful":true}]"#))
  }

  @Test("a finding has rule, level, message, and its place in lines, code points and bytes; the path is a URI")
  func result() {
    let text = report(Diagnostic(.warning, Self.code, "m", at: .spec(Self.range), help: "h"))
    #expect(
      text.contains(
        #"{"ruleId":"Y107","ruleIndex":0,"level":"warning","message":{"text":"m: h"},"locations":[{"physicalLocation":"#
          + #"{"artifactLocation":{"uri":"specs/a%20b.yaml"},"region":{"startLine":2,"startColumn":3,"endLine":2,"#
          + #""endColumn":5,"byteOffset":10,"byteLength":3}}}]}"#))
  }

  @Test("a fix is a replacement of bytes, a file at a time")
  func fix() {
    var other = Self.range
    other.path = "/base.yaml"
    let fix = Fix(
      title: "t", isSafe: true,
      edits: [
        Fix.Edit(range: Self.range, replacement: "x"), Fix.Edit(range: other, replacement: ""),
        Fix.Edit(range: Self.range, replacement: "y"),
      ])
    let text = report(Diagnostic(.error, Self.code, "m", at: .none, fix: fix))
    #expect(
      text.contains(#""fixes":[{"description":{"text":"t"},"artifactChanges":[{"artifactLocation":{"uri":"specs/"#))
    #expect(text.contains(#""byteLength":3},"insertedContent":{"text":"x"}},{"deletedRegion""#))
    #expect(text.contains(#""artifactLocation":{"uri":"file:///base.yaml"},"replacements":[{"deletedRegion""#))
  }

  @Test("places without lines, and rules that are not described")
  func otherPlaces() {
    let unknown = DiagnosticCode("R110", "file-unreadable")
    #expect(
      report(Diagnostic(.error, unknown, "m", at: .none)).contains(
        #""ruleIndex":1,"level":"error","message":{"text":"m"},"locations":[]"#))
    #expect(report(Diagnostic(.error, unknown, "m", at: .none)).contains(#"{"id":"R110","name":"file-unreadable"}"#))
    #expect(
      report(Diagnostic(.error, Self.code, "m", at: .cell(path: "t.csv", row: 7, column: 2))).contains(
        #"{"uri":"t.csv"},"region":{"startLine":7}"#))
    #expect(
      report(Diagnostic(.error, Self.code, "m", at: .file(path: "t.idx", offset: 8))).contains(
        #"{"uri":"t.idx"},"region":{"byteOffset":8}"#))
    #expect(
      report(Diagnostic(.error, Self.code, "m", at: .none, notes: [Note("n", at: .path("t"))])).contains(
        #""relatedLocations":[{"physicalLocation":{"artifactLocation":{"uri":"t"}},"message":{"text":"n"}}]"#))
  }
}
