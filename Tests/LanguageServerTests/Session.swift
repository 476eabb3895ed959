// A scripted client: it speaks the protocol's bytes with a server that is a value, and looks into the answers.

import Diagnostics
import Pipeline
import Testing

@testable import LanguageServer

struct Session {
  static let uri = "file:///specs/a.yaml"

  private(set) var server: LanguageServer
  private var nextID = 1
  private var nextVersion = 2
  /// Every message that came, oldest first.
  private(set) var received: [JSONValue] = []

  /// A session behind `initialize`.
  init(encodings: [String] = ["utf-16"], snippets: Bool = true, versionedEdits: Bool = false) throws {
    self.init(uninitialized: ())
    let completion = #"{"completionItem":{"snippetSupport":\#(snippets)}}"#
    let names = encodings.map { "\"\($0)\"" }.joined(separator: ",")
    _ = try request(
      "initialize",
      """
      {"capabilities":{"general":{"positionEncodings":[\(names)]},"textDocument":{"completion":\(completion),\
      "publishDiagnostics":{"relatedInformation":true}},"workspace":{"workspaceEdit":{"documentChanges":\(versionedEdits)}}}}
      """)
    notify("initialized", "{}")
  }

  /// A session that has said nothing yet.
  init(uninitialized: Void) {
    server = LanguageServer(template: CompileRequest(path: "", threads: 1), version: "test")
  }

  // MARK: - Bytes

  mutating func send(_ bytes: [UInt8]) { keep(server.receive(bytes)) }

  mutating func send(body: String) { send(MessageFraming.framed(body)) }

  private mutating func keep(_ bytes: [UInt8]) {
    var framing = MessageFraming()
    framing.append(bytes)
    while let frame = framing.next() {
      guard case .message(let body) = frame, let value = try? JSONReader.read(body[...]) else {
        Issue.record("the server sent what is no message")
        continue
      }
      received.append(value)
    }
  }

  // MARK: - Messages

  mutating func notify(_ method: String, _ params: String) {
    send(body: #"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#)
  }

  /// The whole answer to a request.
  mutating func response(_ method: String, _ params: String) -> JSONValue? {
    let id = nextID
    nextID += 1
    send(body: #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#)
    return received.last { $0["id"]?.integer == id }
  }

  mutating func request(_ method: String, _ params: String) throws -> JSONValue {
    try #require(response(method, params)?["result"])
  }

  // MARK: - Documents

  mutating func open(_ text: String, uri: String = Session.uri, language: String = "yaml") {
    let item = JSONValue.object([
      ("uri", .string(uri)), ("languageId", .string(language)), ("version", .integer(1)), ("text", .string(text)),
    ])
    notify("textDocument/didOpen", #"{"textDocument":\#(item.text)}"#)
  }

  /// A change of the whole text, or of a range given as JSON.
  mutating func change(_ text: String, range: String? = nil, uri: String = Session.uri) {
    let change = #"{\#(range.map { #""range":\#($0),"# } ?? "")"text":\#(JSONValue.string(text).text)}"#
    notify(
      "textDocument/didChange",
      #"{"textDocument":{"uri":"\#(uri)","version":\#(nextVersion)},"contentChanges":[\#(change)]}"#)
    nextVersion += 1
  }

  /// Lets the server lint until nothing waits, and returns what it published, by URI.
  mutating func lint() -> [(uri: String, diagnostics: [JSONValue])] {
    let start = received.count
    while server.hasWaitingDocuments { keep(server.lintNext()) }
    return received[start...].compactMap { message in
      guard message["method"]?.string == "textDocument/publishDiagnostics", let params = message["params"],
        let uri = params["uri"]?.string, let diagnostics = params["diagnostics"]?.array
      else { return nil }
      return (uri, diagnostics)
    }
  }

  /// Opens a text that has a `|` where the cursor is, and asks about that place.
  mutating func ask(_ method: String, _ marked: String, more: String = "") throws -> JSONValue {
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    open(String(parts[0] + parts[1]))
    let line = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    let position = #"{"line":\#(line.count - 1),"character":\#(line.last?.utf16.count ?? 0)}"#
    return try request(
      method, #"{"textDocument":{"uri":"\#(Session.uri)"},"position":\#(position)\#(more)}"#)
  }

  /// The document's text as the server has it.
  func text(_ uri: String = Session.uri) -> String? {
    server.documents[uri].map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}

extension JSONValue {
  /// `line:character-line:character` of a range.
  var place: String {
    func point(_ value: JSONValue?) -> String {
      "\(value?["line"]?.integer ?? -1):\(value?["character"]?.integer ?? -1)"
    }
    return "\(point(self["start"]))-\(point(self["end"]))"
  }
}

/// A spec without mistakes: 64 inputs, two dense layers in a repeat.
let soundSpec = """
  parameters:
    width: 32
  data: {source: digits, preprocessing: [rescaling: $(1 / 16)]}
  model:
    layers:
      - flatten
      - repeat:
          times: 2
          index: i
          layers:
            - dense: {units: $width, activation: relu}  # hidden
      - dense: 10
  training: {loss: sparse_categorical_crossentropy}
  version: 1
  seed: 1

  """
