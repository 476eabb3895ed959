// JSON-RPC 2.0: what comes in and what goes out.

import Diagnostics

/// What a client sends.
enum Message {
  case request(id: RequestID, method: String, params: JSONValue)
  case notification(method: String, params: JSONValue)
  /// An answer to a request of the server's, which sends none.
  case response
  /// JSON that is no message; with the identifier where it has one.
  case invalid(id: RequestID?)

  init(_ value: JSONValue) {
    guard let method = value["method"]?.string else {
      let isResponse = value["id"] != nil && (value["result"] != nil || value["error"] != nil)
      self = isResponse ? .response : .invalid(id: value["id"].flatMap(RequestID.init))
      return
    }
    let params = value["params"] ?? .null
    guard let id = value["id"] else {
      self = .notification(method: method, params: params)
      return
    }
    self = RequestID(id).map { .request(id: $0, method: method, params: params) } ?? .invalid(id: nil)
  }
}

/// The identifier of a request: clients use numbers and strings.
enum RequestID: Hashable {
  case number(Int)
  case string(String)

  init?(_ value: JSONValue) {
    switch value {
    case .integer(let number): self = .number(number)
    case .string(let text): self = .string(text)
    case .null, .boolean, .number, .array, .object: return nil
    }
  }

  var json: JSONValue {
    switch self {
    case .number(let number): .integer(number)
    case .string(let text): .string(text)
    }
  }
}

/// Why a request has no result.
struct RequestError: Error, Equatable {
  var code: Int
  var message: String

  static func parse(_ message: String) -> RequestError { RequestError(code: -32700, message: message) }
  static func invalidRequest(_ message: String) -> RequestError { RequestError(code: -32600, message: message) }
  static func methodNotFound(_ method: String) -> RequestError {
    RequestError(code: -32601, message: "the method '\(method)' is not known")
  }
  static func invalidParameters(_ message: String) -> RequestError { RequestError(code: -32602, message: message) }
  static let notInitialized = RequestError(code: -32002, message: "the first request must be 'initialize'")
  static let cancelled = RequestError(code: -32800, message: "cancelled")
  /// LSP's code for a request that is well formed and can't be fulfilled.
  static func failed(_ message: String) -> RequestError { RequestError(code: -32803, message: message) }
}

/// What the server sends.
enum Outgoing {
  static func result(_ id: RequestID, _ result: JSONValue) -> [UInt8] {
    message([("id", id.json), ("result", result)])
  }

  /// - Parameter id: nil where the request could not be read that far.
  static func error(_ id: RequestID?, _ error: RequestError) -> [UInt8] {
    message([
      ("id", id?.json ?? .null),
      ("error", .object([("code", .integer(error.code)), ("message", .string(error.message))])),
    ])
  }

  static func notification(_ method: String, _ params: JSONValue) -> [UInt8] {
    message([("method", .string(method)), ("params", params)])
  }

  private static func message(_ members: [(String, JSONValue)]) -> [UInt8] {
    MessageFraming.framed(JSONValue.object([("jsonrpc", .string("2.0"))] + members).text)
  }
}
