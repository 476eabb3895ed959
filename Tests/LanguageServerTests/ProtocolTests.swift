// Framing, JSON-RPC, and the life of a server.

import Diagnostics
import Testing

@testable import LanguageServer

@Suite struct FramingTests {
  @Test func aMessageIsReadFromBytesThatComeOneByOne() {
    var framing = MessageFraming()
    var frames: [MessageFraming.Frame] = []
    for byte in Array("Content-Length: 2\r\nContent-Type: x\r\n\r\n{}Content-Length: 3\r\n\r\n[1]".utf8) {
      framing.append([byte])
      while let frame = framing.next() { frames.append(frame) }
    }
    #expect(frames == [.message(Array("{}".utf8)), .message(Array("[1]".utf8))])
  }

  @Test(arguments: [
    "Content-Size: 2", "Content-Length: two", "Content-Length: -2", "Content-Length: 99999999999999999999", "",
  ])
  func theStreamGoesOnBehindAWrongHeader(_ header: String) {
    var framing = MessageFraming()
    framing.append(Array("\(header)\r\n\r\nContent-Length: 2\r\n\r\n{}".utf8))
    guard case .malformed = framing.next() else {
      Issue.record("the header should be reported")
      return
    }
    #expect(framing.next() == .message(Array("{}".utf8)))
  }

  @Test func aMessageThatIsTooLargeIsSkippedAsItComes() {
    var framing = MessageFraming()
    let size = MessageFraming.largestMessage + 1
    framing.append(Array("Content-Length: \(size)\r\n\r\n".utf8))
    guard case .malformed = framing.next() else {
      Issue.record("the size should be reported")
      return
    }
    framing.append([UInt8](repeating: 0x20, count: size - 1))
    #expect(framing.next() == nil)
    framing.append(Array(" Content-Length: 2\r\n\r\n{}".utf8))
    #expect(framing.next() == .message(Array("{}".utf8)))
  }

  @Test func aHeaderWithoutAnEndIsReportedOnceAndNotKept() {
    var framing = MessageFraming()
    var reports = 0
    for _ in 0..<10 {
      framing.append([UInt8](repeating: 0x61, count: MessageFraming.largestHeader))
      while framing.next() != nil { reports += 1 }
    }
    #expect(reports == 1)
    framing.append(Array("\r\n\r\nContent-Length: 2\r\n\r\n{}".utf8))
    #expect(framing.next() == .message(Array("{}".utf8)))
  }
}

@Suite struct LifecycleTests {
  private func code(_ message: JSONValue?) -> Int? { message?["error"]?["code"]?.integer }

  @Test func initializeStatesTheEncodingThatBothSidesKnow() throws {
    var session = try Session(encodings: ["utf-32", "utf-8"])
    #expect(session.received.first?["result"]?["capabilities"]?["positionEncoding"]?.string == "utf-8")
    session = try Session(encodings: ["utf-32"])
    #expect(session.received.first?["result"]?["capabilities"]?["positionEncoding"]?.string == "utf-16")
  }

  @Test func beforeInitializeEveryRequestIsRefused() {
    var session = Session(uninitialized: ())
    #expect(code(session.response("textDocument/hover", "{}")) == -32002)
    #expect(code(session.response("shutdown", "null")) == -32002)
  }

  @Test func aSecondInitializeIsRefused() throws {
    var session = try Session()
    #expect(code(session.response("initialize", "{}")) == -32600)
  }

  @Test func anUnknownRequestIsAnErrorAndAnUnknownNotificationNothing() throws {
    var session = try Session()
    #expect(code(session.response("textDocument/formatting", "{}")) == -32601)
    let count = session.received.count
    session.notify("$/setTrace", #"{"value":"off"}"#)
    session.notify("workspace/didChangeConfiguration", "{}")
    #expect(session.received.count == count)
  }

  @Test func exitBehindShutdownIsSuccessAndWithoutItFailure() throws {
    var polite = try Session()
    #expect(polite.response("shutdown", "null")?["result"] != nil)
    #expect(code(polite.response("textDocument/hover", "{}")) == -32600)
    polite.notify("exit", "null")
    #expect(polite.server.exitStatus == 0)
    var hasty = try Session()
    hasty.notify("exit", "null")
    #expect(hasty.server.exitStatus == 1)
  }

  @Test func aRequestThatIsCancelledWhileItWaitsIsNotAnswered() throws {
    var session = try Session()
    session.open(soundSpec)
    let params = #"{"textDocument":{"uri":"\#(Session.uri)"}}"#
    let request = #"{"jsonrpc":"2.0","id":"x","method":"textDocument/documentSymbol","params":\#(params)}"#
    let cancel = #"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"x"}}"#
    session.send(MessageFraming.framed(request) + MessageFraming.framed(cancel))
    #expect(code(session.received.last) == -32800)
  }

  @Test(arguments: ["{", "", "[1", "{\"a\":1,\"a\":2}", "\u{1}", String(repeating: "[", count: 100_000)])
  func brokenJSONIsAParseErrorAndTheServerGoesOn(_ body: String) throws {
    var session = try Session()
    session.send(body: body)
    #expect(code(session.received.last) == -32700)
    #expect(code(session.response("x", "{}")) == -32601)
  }

  @Test(arguments: ["{}", "[]", "1", #"{"id":{},"method":"x"}"#, #"{"id":1}"#])
  func jsonThatIsNoMessageIsAnInvalidRequest(_ body: String) throws {
    var session = try Session()
    session.send(body: body)
    #expect(code(session.received.last) == -32600)
  }

  @Test(arguments: [
    "{}", #"{"textDocument":{"uri":"file:///other.yaml"},"position":{"line":0,"character":0}}"#,
    #"{"textDocument":{"uri":"file:///specs/a.yaml"}}"#,
    #"{"textDocument":{"uri":"file:///specs/a.yaml"},"position":{"line":-1,"character":0}}"#,
    #"{"textDocument":{"uri":"file:///specs/a.yaml"},"position":{"line":0.5,"character":"0"}}"#,
  ])
  func parametersThatMakeNoSenseAreNamed(_ params: String) throws {
    var session = try Session()
    session.open(soundSpec)
    #expect(code(session.response("textDocument/hover", params)) == -32602)
  }
}
