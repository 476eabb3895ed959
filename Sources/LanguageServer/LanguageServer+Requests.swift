// Requests about documents, each handed to the file that answers it.

import Diagnostics

/// The requests that are answered while the server runs.
enum FeatureRequest: String {
  case completion = "textDocument/completion"
  case hover = "textDocument/hover"
  case definition = "textDocument/definition"
  case references = "textDocument/references"
  case prepareRename = "textDocument/prepareRename"
  case rename = "textDocument/rename"
  case documentSymbol = "textDocument/documentSymbol"
  case codeAction = "textDocument/codeAction"
  case inlayHint = "textDocument/inlayHint"
}

extension LanguageServer {
  mutating func answer(_ request: FeatureRequest, _ params: JSONValue) throws(RequestError) -> JSONValue {
    guard let uri = params["textDocument"]?["uri"]?.string else {
      throw .invalidParameters("textDocument.uri is missing")
    }
    guard var document = documents[uri] else { throw .invalidParameters("the document '\(uri)' is not open") }
    guard document.isSpec else { return .null }
    defer { documents[uri] = document }
    switch request {
    case .documentSymbol: return DocumentSymbols(document).json
    case .inlayHint:
      analyze(&document)
      let range = document.positions.offsets(of: params["range"]) ?? 0..<document.bytes.count
      return InlayHints(document).json(in: range)
    case .codeAction:
      if document.awaitsLint { lint(&document) }
      let range = document.positions.offsets(of: params["range"]) ?? 0..<document.bytes.count
      let only = params["context"]?["only"]?.array?.compactMap(\.string)
      return CodeActions(document, client: client).json(in: range, only: only)
    case .completion:
      analyze(&document)
      return Completions(document, declarations, client, at: try offset(params, document)).json
    case .hover:
      analyze(&document)
      return Hover(document, declarations, at: try offset(params, document)).json
    case .definition:
      analyze(&document)
      return NameLookup(document).definition(at: try offset(params, document))
    case .references:
      let withDeclaration = params["context"]?["includeDeclaration"]?.boolean ?? true
      return NameLookup(document).references(at: try offset(params, document), withDeclaration: withDeclaration)
    case .prepareRename:
      return NameLookup(document).renamedRange(at: try offset(params, document))
    case .rename:
      analyze(&document)
      guard let newName = params["newName"]?.string else { throw .invalidParameters("newName is missing") }
      return try NameLookup(document).rename(at: try offset(params, document), to: newName, client)
    }
  }

  private func offset(_ params: JSONValue, _ document: OpenDocument) throws(RequestError) -> Int {
    guard let position = TextPosition(params["position"]) else {
      throw .invalidParameters("position is missing, or has no line and character of at least 0")
    }
    return document.positions.offset(of: position)
  }
}
