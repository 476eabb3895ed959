// Finds a cell's end by RFC 4180: cells in quotes may hold delimiters, line breaks and doubled quotes. Rows end with
// LF, CR LF or CR; the last row needs no end. Blanks around an unquoted cell don't count.

/// What stands behind a cell.
enum CSVEnding {
  case delimiter, row, file
}

/// What is wrong with a cell's quoting.
enum CSVProblem {
  case quoteInside, textAfterQuote, unterminated

  var message: String {
    switch self {
    case .quoteInside: "a quote stands inside a cell without quotes"
    case .textAfterQuote: "text follows the closing quote"
    case .unterminated: "the quote is never closed"
    }
  }
}

/// A cell as a stretch of the file.
struct CSVCell {
  /// The content, without quotes.
  var start: Int
  var end: Int
  /// Whether doubled quotes stand for single ones.
  var hasDoubledQuotes = false
  var ending: CSVEnding
  /// Where the next cell begins.
  var next: Int
  /// Line breaks within quotes.
  var innerLines = 0
  var problem: CSVProblem?

  /// The cell that begins at `position`, which may be the file's end.
  @inline(__always)
  init(at position: Int, in bytes: Span<UInt8>, delimiter: UInt8) {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
      self.init(quotedAt: position, in: bytes, delimiter: delimiter)
    } else {
      self.init(unquotedAt: position, in: bytes, delimiter: delimiter)
    }
  }

  @inline(__always)
  private init(unquotedAt position: Int, in bytes: Span<UInt8>, delimiter: UInt8) {
    var i = position
    var sawQuote = false
    while i < bytes.count {
      let byte = bytes[i]
      if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      if byte == UInt8(ascii: "\"") { sawQuote = true }
      i += 1
    }
    start = position
    end = i
    while start < end, Self.isBlank(bytes[start]) { start += 1 }
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    (ending, next) = Self.ending(at: i, in: bytes, delimiter: delimiter)
    if sawQuote { problem = .quoteInside }
  }

  private init(quotedAt position: Int, in bytes: Span<UInt8>, delimiter: UInt8) {
    var i = position + 1
    start = i
    while true {
      guard i < bytes.count else {
        end = i
        (ending, next) = (.file, i)
        problem = .unterminated
        return
      }
      if bytes[i] == UInt8(ascii: "\"") {
        guard i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "\"") else { break }
        hasDoubledQuotes = true
        i += 1
      } else if bytes[i] == UInt8(ascii: "\n")
        || bytes[i] == UInt8(ascii: "\r") && !(i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "\n"))
      {
        innerLines += 1
      }
      i += 1
    }
    end = i
    i += 1
    let closed = i
    while i < bytes.count, Self.isBlank(bytes[i]), bytes[i] != delimiter { i += 1 }
    if i < bytes.count, bytes[i] != delimiter, bytes[i] != UInt8(ascii: "\n"), bytes[i] != UInt8(ascii: "\r") {
      problem = .textAfterQuote
      i = closed
      while i < bytes.count, bytes[i] != delimiter, bytes[i] != UInt8(ascii: "\n"), bytes[i] != UInt8(ascii: "\r") {
        i += 1
      }
    }
    (ending, next) = Self.ending(at: i, in: bytes, delimiter: delimiter)
  }

  @inline(__always)
  private static func ending(at i: Int, in bytes: Span<UInt8>, delimiter: UInt8) -> (CSVEnding, next: Int) {
    guard i < bytes.count else { return (.file, i) }
    if bytes[i] == delimiter { return (.delimiter, i + 1) }
    let isPair = bytes[i] == UInt8(ascii: "\r") && i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "\n")
    return (.row, isPair ? i + 2 : i + 1)
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// The content's bytes, doubled quotes made single.
  func content(in bytes: Span<UInt8>) -> [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(end - start)
    var i = start
    while i < end {
      content.append(bytes[i])
      i += hasDoubledQuotes && bytes[i] == UInt8(ascii: "\"") ? 2 : 1
    }
    return content
  }

  func text(in bytes: Span<UInt8>) -> String { String(decoding: content(in: bytes), as: UTF8.self) }

  /// The content for a message: at most 40 characters of it.
  func excerpt(in bytes: Span<UInt8>) -> String {
    let whole = text(in: bytes)
    return whole.count <= 40 ? whole : whole.prefix(40) + "..."
  }
}
