// The base protocol: `Content-Length: N`, an empty line, N bytes of JSON. Bytes come in pieces of any size; a header that
// makes no sense is passed over up to its empty line, and a message that is too large is skipped, byte by byte as it comes.

struct MessageFraming {
  enum Frame: Equatable {
    case message([UInt8])
    /// What can't be read as a message; the stream goes on behind it.
    case malformed(String)
  }

  /// Longer than any header that a client sends.
  static let largestHeader = 8 << 10
  /// A document is read up to 1 MiB; JSON's escapes may take six bytes for one.
  static let largestMessage = 16 << 20

  private var buffer: [UInt8] = []
  /// Bytes of the buffer that have been handed out.
  private var start = 0
  /// Bytes of a message that is too large and still to come.
  private var skipped = 0
  /// Passing over a header without an end.
  private var isLost = false

  mutating func append(_ bytes: [UInt8]) { buffer += bytes }

  /// The next frame that is complete; nil until more bytes come.
  mutating func next() -> Frame? {
    if skipped > 0 {
      let count = min(skipped, buffer.count - start)
      start += count
      skipped -= count
    }
    guard skipped == 0, let headerEnd = endOfHeader() else {
      defer { compact() }
      return skipped == 0 ? passOverEndlessHeader() : nil
    }
    let header = buffer[start..<headerEnd.content]
    if isLost {
      isLost = false
      start = headerEnd.next
      return next()
    }
    guard let length = Self.contentLength(of: header) else {
      start = headerEnd.next
      return .malformed("a header without a valid Content-Length")
    }
    guard length <= Self.largestMessage else {
      start = headerEnd.next
      skipped = length
      return .malformed("a message of \(length) bytes; at most \(Self.largestMessage) are read")
    }
    guard buffer.count - headerEnd.next >= length else {
      compact()
      return nil
    }
    start = headerEnd.next + length
    return .message(Array(buffer[headerEnd.next..<start]))
  }

  /// Where the header's lines end and where the message begins.
  private func endOfHeader() -> (content: Int, next: Int)? {
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    var position = start
    while position + end.count <= buffer.count {
      if buffer[position] == 0x0D, buffer[position..<position + end.count].elementsEqual(end) {
        return (position, position + end.count)
      }
      position += 1
    }
    return nil
  }

  /// Drops a header that goes on and on; reported once.
  private mutating func passOverEndlessHeader() -> Frame? {
    guard buffer.count - start > Self.largestHeader else { return nil }
    // The last three bytes may begin the end.
    start = buffer.count - 3
    defer { isLost = true }
    return isLost ? nil : .malformed("a header of more than \(Self.largestHeader) bytes")
  }

  private mutating func compact() {
    guard start > 0 else { return }
    buffer.removeFirst(start)
    start = 0
  }

  /// The length that a header states; other fields, as Content-Type, are of no matter.
  private static func contentLength(of header: ArraySlice<UInt8>) -> Int? {
    let text = String(decoding: header, as: UTF8.self)
    for line in text.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "content-length" else { continue }
      let digits = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
      return Int(digits)
    }
    return nil
  }

  /// A message with its header.
  static func framed(_ message: String) -> [UInt8] {
    let body = Array(message.utf8)
    return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}
