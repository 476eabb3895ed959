// Quick fixes: the cures that findings bring along, all safe ones at once, and a comment that silences a finding.

import Diagnostics

enum CodeActionKind: String, CaseIterable {
  case quickFix = "quickfix"
  case fixAll = "source.fixAll.lofting"

  /// Whether a client that asks for a kind, or for one above it, wants this one.
  func isWanted(_ only: [String]?) -> Bool {
    guard let only else { return true }
    return only.contains { $0.isEmpty || rawValue == $0 || rawValue.hasPrefix($0 + ".") }
  }
}

struct CodeActions {
  let document: OpenDocument
  let client: LanguageServer.Client

  init(_ document: OpenDocument, client: LanguageServer.Client) {
    self.document = document
    self.client = client
  }

  func json(in range: Range<Int>, only: [String]?) -> JSONValue {
    var actions: [JSONValue] = []
    let messages = DiagnosticMessages(document, client)
    let findings = document.lintResult?.diagnostics.sorted ?? []
    if CodeActionKind.quickFix.isWanted(only) {
      let near = findings.filter { messages.range(of: $0).overlapsOrTouches(range) }
      actions += near.compactMap { diagnostic in
        diagnostic.fix.flatMap { fix in
          action(
            fix.title, .quickFix, edits: textEdits(fix.edits), isPreferred: fix.isSafe,
            diagnostics: [messages.json(diagnostic)])
        }
      }
      actions += near.compactMap { ignoring($0, messages) }
    }
    if CodeActionKind.fixAll.isWanted(only) {
      let edits = Self.compatibleEdits(of: findings)
      if let fixAll = action("Apply all safe fixes", .fixAll, edits: textEdits(edits)) { actions.append(fixAll) }
    }
    return .array(actions)
  }

  // MARK: - Edits

  /// The safe fixes' edits; of fixes that overlap the first.
  private static func compatibleEdits(of findings: [Diagnostic]) -> [Fix.Edit] {
    var taken: [Fix.Edit] = []
    for fix in findings.compactMap(\.fix) where fix.isSafe {
      let clashes = fix.edits.contains { edit in
        taken.contains { $0.range.path == edit.range.path && $0.range.offsets.overlapsOrTouches(edit.range.offsets) }
      }
      if !clashes { taken += fix.edits }
    }
    return taken
  }

  /// Edits of this document; nil where one is of another file.
  private func textEdits(_ edits: [Fix.Edit]) -> [JSONValue]? {
    guard !edits.isEmpty, edits.allSatisfy({ $0.range.path == document.path }) else { return nil }
    return edits.map { textEdit($0.range.offsets, $0.replacement) }
  }

  private func textEdit(_ range: Range<Int>, _ text: String) -> JSONValue {
    .object([("range", document.positions.range(range)), ("newText", .string(text))])
  }

  private func action(
    _ title: String, _ kind: CodeActionKind, edits: [JSONValue]?, isPreferred: Bool = false,
    diagnostics: [JSONValue] = []
  ) -> JSONValue? {
    guard let edits else { return nil }
    var members: [(String, JSONValue)] = [("title", .string(title)), ("kind", .string(kind.rawValue))]
    if !diagnostics.isEmpty { members.append(("diagnostics", .array(diagnostics))) }
    if isPreferred { members.append(("isPreferred", .boolean(true))) }
    members.append(("edit", document.workspaceEdit(edits, client)))
    return .object(members)
  }

  // MARK: - Ignoring

  /// `# lofting: ignore[CODE]` at the end of the finding's line. Errors can't be ignored; nor is there room for a comment
  /// within text.
  private func ignoring(_ diagnostic: Diagnostic, _ messages: DiagnosticMessages) -> JSONValue? {
    guard diagnostic.severity != .error, case .spec(let place) = diagnostic.place, place.path == document.path else {
      return nil
    }
    let end = document.positions.endOfLine(at: place.start.offset)
    let isWithinText = document.outline.scalars.contains { $0.range.lowerBound < end && end < $0.range.upperBound }
    if isWithinText { return nil }
    let code = diagnostic.code.id
    var edit = textEdit(end..<end, "  # lofting: ignore[\(code)]")
    if let comment = document.outline.comments.first(where: { $0.upperBound == end }) {
      guard let merged = ignoring(code, in: comment) else { return nil }
      edit = merged
    }
    return action(
      "Ignore \(code) (\(diagnostic.code.name)) here", .quickFix, edits: [edit],
      diagnostics: [messages.json(diagnostic)])
  }

  /// A comment with the code: in the list of rules that it ignores already, else before its words, which become the reason.
  /// Nil where it asks for something else of the linter: there is no room for both.
  private func ignoring(_ code: String, in comment: Range<Int>) -> JSONValue? {
    let text = document.bytes[comment]
    let words = text.dropFirst().drop { $0 == 0x20 }
    if words.starts(with: "lofting: ignore[".utf8), let bracket = words.firstIndex(of: UInt8(ascii: "]")) {
      return textEdit(bracket..<bracket, ", \(code)")
    }
    if words.starts(with: "lofting:".utf8) { return nil }
    return textEdit(comment.lowerBound..<words.startIndex, "# lofting: ignore[\(code)] ")
  }
}

extension OpenDocument {
  /// Edits of this document as the client takes them: with the version that they are meant for, if it can.
  func workspaceEdit(_ edits: [JSONValue], _ client: LanguageServer.Client) -> JSONValue {
    guard client.takesVersionedEdits else {
      return .object([("changes", .object([(uri, .array(edits))]))])
    }
    let identifier = JSONValue.object([("uri", .string(uri)), ("version", .integer(version))])
    return .object([
      ("documentChanges", .array([.object([("textDocument", identifier), ("edits", .array(edits))])]))
    ])
  }
}

extension Range<Int> {
  /// Whether two ranges share a place, their ends included: a cursor is an empty range.
  func overlapsOrTouches(_ other: Range<Int>) -> Bool {
    lowerBound <= other.upperBound && other.lowerBound <= upperBound
  }
}

extension SourceRange {
  /// Its bytes.
  var offsets: Range<Int> { start.offset..<max(start.offset, end.offset) }
}
