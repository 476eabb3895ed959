// Findings as the protocol's diagnostics. What is said of another file is shown at the place of the document that brought
// it in, with a link.

import Diagnostics
import Pipeline
import SpecParser

struct DiagnosticMessages {
  let document: OpenDocument
  let client: LanguageServer.Client

  init(_ document: OpenDocument, _ client: LanguageServer.Client) {
    self.document = document
    self.client = client
  }

  /// In the order of the text.
  var all: [JSONValue] { (document.lintResult?.diagnostics.sorted ?? []).map(json) }

  func json(_ diagnostic: Diagnostic) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("range", document.positions.range(range(of: diagnostic))),
      ("severity", .integer(Self.level(diagnostic.severity))),
      ("code", .string(diagnostic.code.id)),
      ("source", .string("lofting")),
      ("message", .string(message(of: diagnostic))),
    ]
    if diagnostic.code.name.hasPrefix("unused-") {
      let unnecessary = 1
      members.append(("tags", .array([.integer(unnecessary)])))
    }
    let related = relatedInformation(of: diagnostic)
    if !related.isEmpty { members.append(("relatedInformation", .array(related))) }
    return .object(members)
  }

  /// Where a finding is shown in the document.
  func range(of diagnostic: Diagnostic) -> Range<Int> {
    if let range = ownRange(diagnostic.place) { return range }
    for note in diagnostic.notes {
      if let range = ownRange(note.place) { return range }
    }
    if case .spec = diagnostic.place, let slot = document.outline.slot(at: "extends"),
      let base = document.outline.scalar(of: slot)
    {
      return base.range
    }
    return 0..<0
  }

  private func ownRange(_ place: Place) -> Range<Int>? {
    guard case .spec(let range) = place, range.path == document.path else { return nil }
    return range.start.offset..<max(range.start.offset, range.end.offset)
  }

  // MARK: - Texts

  private func message(of diagnostic: Diagnostic) -> String {
    var lines = [prefix(of: diagnostic.place) + diagnostic.message]
    if let help = diagnostic.help { lines.append("help: \(help)") }
    for note in diagnostic.notes where !client.takesRelatedInformation || location(of: note.place) == nil {
      lines.append("note: \(note.message)")
    }
    return lines.joined(separator: "\n")
  }

  /// Names a place that is not in the document.
  private func prefix(of place: Place) -> String {
    switch place {
    case .spec(let range): range.path == document.path ? "" : "\(range.path):\(range.start.line): "
    case .file(let path, let offset): "\(path), byte \(offset): "
    case .cell(let path, let row, let column): "\(path), row \(row), column \(column): "
    case .path(let path): path == document.path ? "" : "\(path): "
    case .none: ""
    }
  }

  private func relatedInformation(of diagnostic: Diagnostic) -> [JSONValue] {
    guard client.takesRelatedInformation else { return [] }
    var related = diagnostic.notes.compactMap { note in
      location(of: note.place).map { relation(at: $0, note.message) }
    }
    if ownRange(diagnostic.place) == nil, let location = location(of: diagnostic.place) {
      related.insert(relation(at: location, diagnostic.message), at: 0)
    }
    return related
  }

  private func relation(at location: JSONValue, _ message: String) -> JSONValue {
    .object([("location", location), ("message", .string(message))])
  }

  /// A place that an editor can open; nil for one that it can't.
  private func location(of place: Place) -> JSONValue? {
    switch place {
    case .spec(let range):
      if range.path == document.path { return document.location(range.start.offset..<range.end.offset) }
      return document.location(range, sources: document.lintResult?.sources)
    case .file(let path, _), .path(let path): return Self.location(path, row: 1)
    case .cell(let path, let row, _): return Self.location(path, row: row)
    case .none: return nil
    }
  }

  private static func location(_ path: String, row: Int) -> JSONValue? {
    guard path.hasPrefix("/") else { return nil }
    let start = TextPosition(line: max(row, 1) - 1, character: 0).json
    return .object([
      ("uri", .string(DocumentURI.uri(ofPath: path))), ("range", .object([("start", start), ("end", start)])),
    ])
  }

  private static func level(_ severity: Severity) -> Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .information: 3
    }
  }
}

extension OpenDocument {
  /// A range of the document as a location of the protocol.
  func location(_ range: Range<Int>) -> JSONValue {
    .object([("uri", .string(uri)), ("range", positions.range(range))])
  }

  /// A range of any file that the document's analysis has read; nil for what is no file.
  func location(_ range: SourceRange, sources: SourceMap?) -> JSONValue? {
    if range.path == path { return location(range.start.offset..<max(range.start.offset, range.end.offset)) }
    guard range.path.hasPrefix("/"), let source = sources?[range.path] else { return nil }
    return .object([
      ("uri", .string(DocumentURI.uri(ofPath: range.path))),
      ("range", TextPositions(source.bytes, positions.encoding).range(range)),
    ])
  }
}
