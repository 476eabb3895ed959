// A strict reader of small JSON texts (RFC 8259): bounded in depth and in number of values, integers exact, and with
// duplicate keys as errors. JSONDecoder and most others take the last of two equal keys, so that two readers of one
// file can see different tensors; a weight file must have one meaning. Weight headers and the language server's messages
// are read with it.

/// What is wrong with a text, and at which byte.
public struct JSONError: Error, Equatable {
  public var offset: Int
  public var message: String
}

public struct JSONReader {
  /// Deeper than any header or message needs.
  public static let largestDepth = 64
  /// Far more than a header of any model needs; bounds what a hostile one can make of its 100 MB.
  public static let largestCount = 1_000_000

  private let bytes: ArraySlice<UInt8>
  private let replacesLoneSurrogates: Bool
  private var position: Int
  private var count = 0

  /// The value that is all of the text, spaces around it aside.
  ///
  /// - Parameter replacesLoneSurrogates: whether an escaped half of a surrogate pair becomes U+FFFD, which is as long in
  ///   UTF-16; otherwise it is an error. Editors send halves while a text is being changed.
  public static func read(
    _ bytes: ArraySlice<UInt8>, replacesLoneSurrogates: Bool = false
  ) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes: bytes, replacesLoneSurrogates: replacesLoneSurrogates)
    let node = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.peek == nil else { throw reader.error("text after the end of the value") }
    return node
  }

  private init(bytes: ArraySlice<UInt8>, replacesLoneSurrogates: Bool) {
    self.bytes = bytes
    self.replacesLoneSurrogates = replacesLoneSurrogates
    position = bytes.startIndex
  }

  private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private func error(_ message: String) -> JSONError {
    JSONError(offset: position - bytes.startIndex, message: message)
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(JSONError) {
    skipSpace()
    guard skip(byte) else { throw error("expected `\(Character(UnicodeScalar(byte)))`") }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.largestDepth else { throw error("values nest deeper than \(Self.largestDepth)") }
    count += 1
    guard count <= Self.largestCount else { throw error("more than \(Self.largestCount) values") }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return .object(try members(depth: depth))
    case UInt8(ascii: "["): return .array(try elements(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ node: JSONValue) throws(JSONError) -> JSONValue {
    for byte in word.utf8 { guard skip(byte) else { throw error("expected `\(word)`") } }
    return node
  }

  private mutating func members(depth: Int) throws(JSONError) -> [(String, JSONValue)] {
    try expect(UInt8(ascii: "{"))
    skipSpace()
    if skip(UInt8(ascii: "}")) { return [] }
    var members: [(String, JSONValue)] = []
    var keys: Set<String> = []
    repeat {
      skipSpace()
      let start = position
      let key = try string()
      guard keys.insert(key).inserted else {
        position = start
        throw error("the key `\(key)` appears twice")
      }
      try expect(UInt8(ascii: ":"))
      members.append((key, try value(depth: depth + 1)))
      skipSpace()
    } while skip(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
    return members
  }

  private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
    try expect(UInt8(ascii: "["))
    skipSpace()
    if skip(UInt8(ascii: "]")) { return [] }
    var elements: [JSONValue] = []
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while skip(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return elements
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    _ = skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) { try digits() }
    var isInteger = true
    if skip(UInt8(ascii: ".")) {
      isInteger = false
      try digits()
    }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      isInteger = false
      if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite, !isInteger else {
      position = start
      throw error("the number is too large")
    }
    return .number(number)
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw error("expected a value") }
  }

  private mutating func string() throws(JSONError) -> String {
    guard skip(UInt8(ascii: "\"")) else { throw error("expected a string") }
    var units: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: units, as: UTF8.self) else { throw error("the string is not UTF-8") }
        return text
      case UInt8(ascii: "\\"): units += try escape().utf8
      case 0..<0x20:
        position -= 1
        throw error("a control character in a string")
      default: units.append(byte)
      }
    }
    throw error("the string does not end")
  }

  private mutating func escape() throws(JSONError) -> String {
    guard let byte = peek else { throw error("the string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(UnicodeScalar(byte))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimal()
      guard (0xD800..<0xE000).contains(unit) else { return String(UnicodeScalar(unit) ?? "\u{FFFD}") }
      let afterUnit = position
      if unit < 0xDC00, skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) {
        let low = try hexadecimal()
        if (0xDC00..<0xE000).contains(low), let scalar = UnicodeScalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        {
          return String(scalar)
        }
      }
      guard replacesLoneSurrogates else { throw error("half of a surrogate pair") }
      position = afterUnit
      return "\u{FFFD}"
    default:
      position -= 1
      throw error("an unknown escape")
    }
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80 else {
        throw error("expected four hexadecimal digits")
      }
      position += 1
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
