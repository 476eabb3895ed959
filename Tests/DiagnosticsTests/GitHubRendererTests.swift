// Workflow commands, escaped as GitHub's own toolkit does.

import Diagnostics
import Testing

@Suite struct GitHubRendererTests {
  private static let code = DiagnosticCode("Y107", "unknown-kind")

  private func diagnostic(_ severity: Severity = .error, _ message: String = "m", at place: Place) -> Diagnostic {
    Diagnostic(severity, Self.code, message, at: place)
  }

  private func range(_ path: String, _ start: (Int, Int), _ end: (Int, Int)) -> Place {
    .spec(
      SourceRange(
        path: path, start: SourcePosition(line: start.0, column: start.1, offset: 0),
        end: SourcePosition(line: end.0, column: end.1, offset: 9)))
  }

  @Test("a finding is a command with file, line, columns, title and message")
  func command() {
    #expect(
      GitHubRenderer.render(diagnostic(at: range("a.yaml", (14, 18), (14, 23))))
        == "::error file=a.yaml,line=14,endLine=14,col=18,endColumn=23,title=unknown-kind (Y107)::m")
  }

  @Test("severities are error, warning and notice")
  func severities() {
    let commands = Severity.allCases.map { GitHubRenderer.render(diagnostic($0, at: .none)).prefix { $0 != " " } }
    #expect(commands == ["::error", "::warning", "::notice"])
  }

  @Test("percent signs and line breaks are escaped everywhere, colons and commas in properties")
  func escapes() {
    #expect(
      GitHubRenderer.render(diagnostic(.error, "50%, a:\r\nb", at: .path("C:\\a,b%.csv")))
        == "::error file=C%3A\\a%2Cb%25.csv,title=unknown-kind (Y107)::50%25, a:%0D%0Ab")
  }

  @Test("a stretch of several lines has no columns, which GitHub would refuse")
  func severalLines() {
    #expect(
      GitHubRenderer.render(diagnostic(at: range("a.yaml", (1, 5), (3, 2))))
        == "::error file=a.yaml,line=1,endLine=3,title=unknown-kind (Y107)::m")
  }

  @Test("help and notes are lines of the message; a --set is in no file")
  func helpAndNotes() {
    let diagnostic = Diagnostic(
      .warning, Self.code, "m", at: range("--set a", (1, 1), (1, 2)), notes: [Note("n")], help: "h")
    #expect(GitHubRenderer.render(diagnostic) == "::warning title=unknown-kind (Y107)::m%0Ahelp: h%0Anote: n")
  }
}
