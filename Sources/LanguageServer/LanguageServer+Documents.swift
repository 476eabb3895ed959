// Documents as they are opened, changed, saved and closed, and what is linted when.

import Diagnostics
import Pipeline

/// The notifications that change what the server knows.
enum DocumentNotification: String {
  case didOpen = "textDocument/didOpen"
  case didChange = "textDocument/didChange"
  case didSave = "textDocument/didSave"
  case didClose = "textDocument/didClose"
  case didChangeWatchedFiles = "workspace/didChangeWatchedFiles"
}

extension LanguageServer {
  mutating func handle(_ notification: DocumentNotification, _ params: JSONValue) {
    let identifier = params["textDocument"]
    switch notification {
    case .didOpen:
      guard let uri = identifier?["uri"]?.string, let text = identifier?["text"]?.string else {
        return log("didOpen without a uri or a text is passed over")
      }
      documents[uri] = OpenDocument(
        uri: uri, language: identifier?["languageId"]?.string ?? "yaml", version: identifier?["version"]?.integer ?? 0,
        text: text, encoding: client.encoding)
      invalidateDependents(of: uri)
    case .didChange:
      guard let uri = identifier?["uri"]?.string, var document = documents[uri],
        let changes = params["contentChanges"]?.array
      else { return log("didChange of a document that is not open is passed over") }
      let isUnderstood = document.apply(changes, version: identifier?["version"]?.integer ?? document.version)
      documents[uri] = document
      invalidateDependents(of: uri)
      if !isUnderstood { log("a change without a text or with a range that is none is passed over") }
    case .didSave, .didChangeWatchedFiles:
      // Files on disk may be others now: those that are extended, and data.
      summaries = DataSummaryCache()
      for uri in documents.keys { documents[uri]?.invalidate() }
    case .didClose:
      guard let uri = identifier?["uri"]?.string, documents.removeValue(forKey: uri) != nil else { return }
      output += Outgoing.notification(
        "textDocument/publishDiagnostics", .object([("uri", .string(uri)), ("diagnostics", .array([]))]))
      invalidateDependents(of: uri)
    }
  }

  /// Specs that extend a document are linted again when it changes.
  private mutating func invalidateDependents(of uri: String) {
    guard let path = documents[uri]?.path ?? DocumentURI.path(of: uri) else { return }
    for (other, document) in documents where other != uri {
      if document.lintResult?.sources[path] != nil { documents[other]?.invalidate() }
    }
  }

  /// A line in the client's log.
  private mutating func log(_ message: String) {
    let warning = 2
    output += Outgoing.notification(
      "window/logMessage", .object([("type", .integer(warning)), ("message", .string(message))]))
  }

  // MARK: - Analysis

  /// The document's text as a compilation's input; other open documents stand for their files.
  private func request(_ document: OpenDocument) -> CompileRequest {
    var request = template
    request.path = document.path
    request.text = document.bytes
    for other in documents.values where other.uri != document.uri { request.openFiles[other.path] = other.bytes }
    return request
  }

  mutating func publishDiagnostics(_ uri: String) {
    guard var document = documents[uri] else { return }
    lint(&document)
    document.awaitsLint = false
    documents[uri] = document
    output += Outgoing.notification(
      "textDocument/publishDiagnostics",
      .object([
        ("uri", .string(uri)), ("version", .integer(document.version)),
        ("diagnostics", .array(DiagnosticMessages(document, client).all)),
      ]))
  }

  /// Brings the findings up to the text; the document stays marked until they have been published.
  func lint(_ document: inout OpenDocument) {
    document.lintResult = document.isSpec ? Pipeline.lint(request(document)) : nil
  }

  /// Brings the view up to the text.
  mutating func analyze(_ document: inout OpenDocument) {
    guard document.view == nil else { return }
    let view = Pipeline.view(request(document), &summaries)
    document.view = view
    if !view.layers.isEmpty { document.lastLayers = (view.layers, document.bytes) }
  }
}
