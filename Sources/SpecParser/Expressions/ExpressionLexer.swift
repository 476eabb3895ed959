// Text -> tokens. Works on UTF-8 bytes; anything outside the small alphabet of expressions is an error at its place.

/// One token with its UTF-8 offsets.
struct ExpressionToken {
  enum Kind: Equatable {
    case integer(Int)
    case number(Double)
    case string(String)
    /// A name or one of the words `and`, `or`, `not`, `true`, `false`.
    case word(String)
    /// An operator, a parenthesis or a comma.
    case symbol(String)
    case end
  }

  var kind: Kind
  var range: Range<Int>
}

struct ExpressionLexer {
  /// Longer expressions are refused: it bounds the depth of what is built from them.
  static let maximumLength = 1_000

  private let bytes: [UInt8]
  private var position: Int

  /// - Parameter start: the UTF-8 offset at which the expression begins in `text`.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = Array(bytes)
    base = bytes.startIndex
    position = 0
  }

  private let base: Int

  /// Every token and, last, the end.
  mutating func tokens() throws(ExpressionError) -> [ExpressionToken] {
    guard bytes.count <= Self.maximumLength else {
      throw ExpressionError(
        .expressionSyntax, "the expression is longer than \(Self.maximumLength) bytes", at: base..<base + bytes.count,
        help: "compute parts of it as parameters of their own")
    }
    var tokens: [ExpressionToken] = []
    while true {
      while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
      guard position < bytes.count else { break }
      let start = position
      let kind = try next()
      tokens.append(ExpressionToken(kind: kind, range: base + start..<base + position))
    }
    tokens.append(ExpressionToken(kind: .end, range: base + bytes.count..<base + bytes.count))
    return tokens
  }

  private mutating func next() throws(ExpressionError) -> ExpressionToken.Kind {
    let byte = bytes[position]
    if Self.isLetter(byte) { return .word(take(while: { Self.isLetter($0) || Self.isDigit($0) })) }
    if Self.isDigit(byte) || (byte == UInt8(ascii: ".") && Self.isDigit(peek(1))) { return try number() }
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { return try string(quote: byte) }
    for symbol in ["**", "//", "<=", ">=", "==", "!="] where matches(symbol) {
      position += 2
      return .symbol(symbol)
    }
    if "+-*/%<>(),".utf8.contains(byte) {
      position += 1
      return .symbol(String(decoding: [byte], as: UTF8.self))
    }
    throw unexpected(byte)
  }

  private mutating func number() throws(ExpressionError) -> ExpressionToken.Kind {
    let start = position
    var isInteger = true
    _ = take(while: Self.isDigit)
    if peek(0) == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      _ = take(while: Self.isDigit)
    }
    if peek(0) | 0x20 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
      if Self.isDigit(peek(1 + sign)) {
        isInteger = false
        position += 1 + sign
        _ = take(while: Self.isDigit)
      }
    }
    if Self.isLetter(peek(0)) || peek(0) == UInt8(ascii: ".") {
      _ = take(while: { Self.isLetter($0) || Self.isDigit($0) || $0 == UInt8(ascii: ".") })
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      throw ExpressionError(
        .expressionSyntax, "'\(text)' is not a number", at: base + start..<base + position,
        help: "write a number as 10, 0.5 or 1e-3")
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger {
      if let value = Int(text) { return .integer(value) }
    } else if let value = Double(text.hasPrefix(".") ? "0" + text : text), value.isFinite {
      return .number(value)
    }
    throw ExpressionError(.expressionValue, "the number \(text) is too large", at: base + start..<base + position)
  }

  private mutating func string(quote: UInt8) throws(ExpressionError) -> ExpressionToken.Kind {
    let start = position
    position += 1
    let text = take(while: { $0 != quote })
    guard position < bytes.count else {
      throw ExpressionError(
        .expressionSyntax, "the string is not closed", at: base + start..<base + position, help: "add the closing quote"
      )
    }
    position += 1
    return .string(text)
  }

  private func unexpected(_ byte: UInt8) -> ExpressionError {
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let character = String(decoding: bytes[position..<end], as: UTF8.self)
    let help: String? =
      switch byte {
      case UInt8(ascii: "$"): "names stand without a dollar sign inside an expression"
      case UInt8(ascii: "^"): "a power is written **"
      case UInt8(ascii: "="): "equality is written =="
      case UInt8(ascii: "&"): "write 'and'"
      case UInt8(ascii: "|"): "write 'or'"
      case UInt8(ascii: "!"): "write 'not'"
      default: nil
      }
    return ExpressionError(
      .expressionSyntax, "unexpected '\(character)' in an expression", at: base + position..<base + end, help: help)
  }

  private func peek(_ distance: Int) -> UInt8 {
    position + distance < bytes.count ? bytes[position + distance] : 0
  }

  private func matches(_ symbol: String) -> Bool { bytes[position...].starts(with: symbol.utf8) }

  private mutating func take(while predicate: (UInt8) -> Bool) -> String {
    let start = position
    while position < bytes.count, predicate(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }
}
