// Reads a cell as a number without making a string. Up to 19 digits with a small exponent are exact in one multiplication
// or division (Clinger, "How to read floating point numbers accurately", 1990); the rest goes through Swift's `Double`.

/// What a cell is, read as a number.
enum CSVNumber: Equatable {
  case number(Double)
  /// Empty, NA, NaN, null or ?.
  case missing
  /// `inf`, or a number too large for a float32.
  case notFinite
  case text

  @inline(__always)
  init(_ cell: CSVCell, in bytes: Span<UInt8>) {
    self.init(from: cell.start, to: cell.end, in: bytes)
  }

  init(from start: Int, to end: Int, in bytes: Span<UInt8>) {
    var i = start
    var isNegative = false
    if i < end, bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "+") {
      isNegative = bytes[i] == UInt8(ascii: "-")
      i += 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var significant = 0
    var exponent = 0
    var isAfterPoint = false
    while i < end {
      let digit = bytes[i] &- UInt8(ascii: "0")
      if digit <= 9 {
        digits += 1
        if significant > 0 || digit > 0 { significant += 1 }
        // 19 digits always fit; further ones make the slow path certain, so their value doesn't matter.
        if significant <= 19 { mantissa = mantissa &* 10 &+ UInt64(digit) }
        if isAfterPoint { exponent -= 1 }
      } else if bytes[i] == UInt8(ascii: "."), !isAfterPoint {
        isAfterPoint = true
      } else {
        break
      }
      i += 1
    }
    guard digits > 0 else {
      self = Self.word(from: start, to: end, in: bytes)
      return
    }
    if i < end {
      guard let written = Self.exponent(from: i, to: end, in: bytes) else {
        self = .text
        return
      }
      exponent += written
    }
    let value: Double
    if significant <= 19, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
      let magnitude = Double(mantissa)
      let scaled = exponent < 0 ? magnitude / Self.powersOfTen[-exponent] : magnitude * Self.powersOfTen[exponent]
      value = isNegative ? -scaled : scaled
    } else {
      value = Self.slowly(from: start, to: end, in: bytes)
    }
    self = Float(value).isFinite ? .number(value) : .notFinite
  }

  private static let powersOfTen: [23 of Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// `e-3` and the like, up to the end; nil where something else stands there.
  private static func exponent(from start: Int, to end: Int, in bytes: Span<UInt8>) -> Int? {
    var i = start
    guard bytes[i] | 0x20 == UInt8(ascii: "e") else { return nil }
    i += 1
    var isNegative = false
    if i < end, bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "+") {
      isNegative = bytes[i] == UInt8(ascii: "-")
      i += 1
    }
    guard i < end else { return nil }
    var value = 0
    while i < end {
      let digit = bytes[i] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = min(value * 10 + Int(digit), 1_000_000)
      i += 1
    }
    return isNegative ? -value : value
  }

  /// For text that has been seen to be a decimal number.
  private static func slowly(from start: Int, to end: Int, in bytes: Span<UInt8>) -> Double {
    var text = ""
    for i in start..<end { text.unicodeScalars.append(Unicode.Scalar(bytes[i])) }
    return Double(text) ?? .nan
  }

  /// The words that stand for no number or for one that is not finite.
  private static func word(from start: Int, to end: Int, in bytes: Span<UInt8>) -> CSVNumber {
    if start == end { return .missing }
    // Most cells here are categories; hardly one begins like such a word.
    guard end - start <= 9, "nNiI+-?".utf8.contains(bytes[start]) else { return .text }
    var word = ""
    for i in start..<end {
      let byte = bytes[i]
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      word.unicodeScalars.append(Unicode.Scalar(isUpper ? byte | 0x20 : byte))
    }
    return switch word {
    case "na", "nan", "null", "?": .missing
    case "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity": .notFinite
    default: .text
    }
  }
}
