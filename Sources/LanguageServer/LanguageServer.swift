// The language server as a value: bytes of the protocol in, bytes out. It reads no clock and no stream; the command
// (lofting/LSPCommand.swift) feeds it whatever has come, and asks for lints when nothing more waits, so that a burst of
// changes is linted once. Requests are answered in their order from the texts as they are; what needs an analysis of the
// present text makes it on the way, which takes milliseconds.
//
// Protocol: Language Server Protocol 3.17.

import Diagnostics
import Pipeline
import SpecParser

public struct LanguageServer {
  enum Phase {
    case waiting, running, shutDown
  }

  /// What the client can do, of what makes a difference here.
  struct Client {
    var encoding = PositionEncoding.utf16
    var takesSnippets = false
    var takesRelatedInformation = false
    var takesVersionedEdits = false
  }

  let declarations: SpecDeclarations
  /// What every document is linted with, beside its text.
  let template: CompileRequest
  let version: String
  private var framing = MessageFraming()
  private(set) var phase = Phase.waiting
  private(set) var client = Client()
  var documents: [String: OpenDocument] = [:]
  var summaries = DataSummaryCache()
  var output: [UInt8] = []
  /// Set once the client has said `exit`: 0 if it asked for a shutdown before, else 1.
  public private(set) var exitStatus: Int32?

  /// - Parameters:
  ///   - template: overrides, data folder and threads for every document.
  ///   - version: the program's, for the client to show.
  public init(template: CompileRequest, version: String) {
    declarations = SpecDeclarations(catalog)
    self.template = template
    self.version = version
  }

  /// Whether documents have changed since they were linted.
  public var hasWaitingDocuments: Bool { phase == .running && documents.values.contains(where: \.awaitsLint) }

  /// Handles every message that is complete with these bytes, and returns what is to be sent.
  public mutating func receive(_ bytes: [UInt8]) -> [UInt8] {
    framing.append(bytes)
    var messages: [Message] = []
    while let frame = framing.next() {
      switch frame {
      case .malformed(let reason): output += Outgoing.error(nil, .parse(reason))
      case .message(let body):
        do throws(JSONError) {
          messages.append(Message(try JSONReader.read(body[...], replacesLoneSurrogates: true)))
        } catch {
          output += Outgoing.error(nil, .parse("\(error.message), at byte \(error.offset)"))
        }
      }
    }
    let cancelled = Set(messages.compactMap(Self.cancelledRequest))
    for message in messages where exitStatus == nil { handle(message, cancelled) }
    return takeOutput()
  }

  /// Lints one document that has changed, and returns what is to be sent.
  public mutating func lintNext() -> [UInt8] {
    guard phase == .running, let uri = documents.keys.sorted().first(where: { documents[$0]?.awaitsLint == true })
    else { return [] }
    publishDiagnostics(uri)
    return takeOutput()
  }

  mutating func takeOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }

  // MARK: - Messages

  private mutating func handle(_ message: Message, _ cancelled: Set<RequestID>) {
    switch message {
    case .response: break
    case .invalid(let id): output += Outgoing.error(id, .invalidRequest("this is no message of JSON-RPC 2.0"))
    case .notification(let method, let params): notify(method, params)
    case .request(let id, let method, let params):
      do throws(RequestError) {
        if cancelled.contains(id) { throw .cancelled }
        output += Outgoing.result(id, try answer(method, params))
      } catch {
        output += Outgoing.error(id, error)
      }
    }
  }

  private static func cancelledRequest(_ message: Message) -> RequestID? {
    guard case .notification("$/cancelRequest", let params) = message else { return nil }
    return params["id"].flatMap(RequestID.init)
  }

  private mutating func answer(_ method: String, _ params: JSONValue) throws(RequestError) -> JSONValue {
    switch phase {
    case .waiting:
      guard method == "initialize" else { throw .notInitialized }
      return initialize(params)
    case .shutDown: throw .invalidRequest("the server has been shut down")
    case .running:
      switch method {
      case "initialize": throw .invalidRequest("the server is initialized already")
      case "shutdown":
        phase = .shutDown
        return .null
      default:
        guard let request = FeatureRequest(rawValue: method) else { throw .methodNotFound(method) }
        return try answer(request, params)
      }
    }
  }

  private mutating func notify(_ method: String, _ params: JSONValue) {
    if method == "exit" {
      exitStatus = phase == .shutDown ? 0 : 1
      return
    }
    // Notifications that are not known, `initialized` among them, ask for nothing.
    guard phase == .running, let notification = DocumentNotification(rawValue: method) else { return }
    handle(notification, params)
  }

  // MARK: - Initialization

  private mutating func initialize(_ params: JSONValue) -> JSONValue {
    phase = .running
    let capabilities = params["capabilities"]
    let text = capabilities?["textDocument"]
    let encodings = capabilities?["general"]?["positionEncodings"]?.array?.compactMap(\.string) ?? []
    client.encoding = encodings.contains(PositionEncoding.utf8.rawValue) ? .utf8 : .utf16
    client.takesSnippets = text?["completion"]?["completionItem"]?["snippetSupport"]?.boolean ?? false
    client.takesRelatedInformation = text?["publishDiagnostics"]?["relatedInformation"]?.boolean ?? false
    client.takesVersionedEdits = capabilities?["workspace"]?["workspaceEdit"]?["documentChanges"]?.boolean ?? false
    return .object([
      ("capabilities", Self.capabilities(client.encoding)),
      ("serverInfo", .object([("name", .string("lofting")), ("version", .string(version))])),
    ])
  }

  private static func capabilities(_ encoding: PositionEncoding) -> JSONValue {
    let incremental = 2
    let synchronization: [(String, JSONValue)] = [
      ("openClose", .boolean(true)), ("change", .integer(incremental)),
      ("save", .object([("includeText", .boolean(false))])),
    ]
    return .object([
      ("positionEncoding", .string(encoding.rawValue)),
      ("textDocumentSync", .object(synchronization)),
      (
        "completionProvider",
        .object([("triggerCharacters", .array([":", " ", "-", "$", "(", "{", "[", ","].map(JSONValue.string)))])
      ),
      ("hoverProvider", .boolean(true)),
      ("definitionProvider", .boolean(true)),
      ("referencesProvider", .boolean(true)),
      ("renameProvider", .object([("prepareProvider", .boolean(true))])),
      ("documentSymbolProvider", .boolean(true)),
      (
        "codeActionProvider",
        .object([("codeActionKinds", .array(CodeActionKind.allCases.map { .string($0.rawValue) }))])
      ),
      ("inlayHintProvider", .boolean(true)),
    ])
  }
}
