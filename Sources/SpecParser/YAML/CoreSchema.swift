// What a plain scalar is: the core schema of YAML 1.2.2, section 10.3.2, and nothing of YAML 1.1, so `no`, `on`,
// `1_000` and `12:30:45` are strings, `010` is ten and `1e-3` a number.

/// YAML 1.2's core schema.
public enum CoreSchema {
  /// The value of a plain scalar. An integer that does not fit an `Int` is a number.
  public static func value(ofPlain text: String) -> Scalar.Value {
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return number(text) ?? .string(text)
    default:
      return word(text) ?? .string(text)
    }
  }

  private static func word(_ text: String) -> Scalar.Value? {
    switch text {
    case "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .boolean(true)
    case "false", "False", "FALSE": .boolean(false)
    default: nil
    }
  }

  private static func number(_ text: String) -> Scalar.Value? {
    switch text {
    case ".nan", ".NaN", ".NAN": return .number(.nan)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
    default: break
    }
    if text.hasPrefix("0o") { return unsigned(text.utf8.dropFirst(2), radix: 8) }
    if text.hasPrefix("0x") { return unsigned(text.utf8.dropFirst(2), radix: 16) }
    guard let isInteger = decimalForm(text.utf8) else { return nil }
    if isInteger, let value = Int(text) { return .integer(value) }
    return Double(text).map(Scalar.Value.number)
  }

  /// `0o17` and `0x1F` without their prefix; the schema gives them no sign.
  private static func unsigned(_ digits: Substring.UTF8View, radix: Int) -> Scalar.Value? {
    guard !digits.isEmpty else { return nil }
    var exact: Int? = 0
    var approximate = 0.0
    for byte in digits {
      guard let digit = digit(byte), digit < radix else { return nil }
      approximate = approximate * Double(radix) + Double(digit)
      exact = exact.flatMap { value in
        let (product, overflow) = value.multipliedReportingOverflow(by: radix)
        let (sum, carry) = product.addingReportingOverflow(digit)
        return overflow || carry ? nil : sum
      }
    }
    return exact.map(Scalar.Value.integer) ?? .number(approximate)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte) - 0x61 + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte) - 0x41 + 10
    default: nil
    }
  }

  /// True for `[-+]? [0-9]+`, false for `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`,
  /// nil for neither.
  private static func decimalForm(_ text: String.UTF8View) -> Bool? {
    var rest = text[...]
    func skipSign() {
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
    }
    func skipDigits() -> Bool {
      let begin = rest.startIndex
      rest = rest.drop { $0.isDigit }
      return rest.startIndex != begin
    }
    skipSign()
    let hasWhole = skipDigits()
    if hasWhole && rest.isEmpty { return true }
    var hasFraction = false
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      hasFraction = skipDigits()
    }
    guard hasWhole || hasFraction else { return nil }
    if let exponent = rest.first, exponent | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      skipSign()
      guard skipDigits() else { return nil }
    }
    return rest.isEmpty ? false : nil
  }
}
