// `in.json` -> values: a reader of its own, so that Lofting's isn't judged by itself.

/// A JSON value. The suite's files are valid, so what isn't is nil.
indirect enum SuiteJSON {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([SuiteJSON])
  case object([String: SuiteJSON])

  init?(_ text: String) {
    var reader = Reader(rest: Array(text.unicodeScalars)[...])
    guard let value = reader.value() else { return nil }
    reader.skipBlanks()
    guard reader.rest.isEmpty else { return nil }
    self = value
  }

  private struct Reader {
    var rest: ArraySlice<Unicode.Scalar>

    mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" } }

    mutating func take(_ word: String) -> Bool {
      guard rest.starts(with: word.unicodeScalars) else { return false }
      rest = rest.dropFirst(word.unicodeScalars.count)
      return true
    }

    mutating func value() -> SuiteJSON? {
      skipBlanks()
      if take("null") { return .null }
      if take("true") { return .boolean(true) }
      if take("false") { return .boolean(false) }
      if take("\"") { return string().map(SuiteJSON.string) }
      if take("[") { return array() }
      if take("{") { return object() }
      let digits = rest.prefix { "+-.0123456789eE".unicodeScalars.contains($0) }
      rest = rest.dropFirst(digits.count)
      return Double(String(String.UnicodeScalarView(digits))).map(SuiteJSON.number)
    }

    private mutating func array() -> SuiteJSON? {
      var items: [SuiteJSON] = []
      skipBlanks()
      if take("]") { return .array(items) }
      while let item = value() {
        items.append(item)
        skipBlanks()
        if take("]") { return .array(items) }
        guard take(",") else { return nil }
      }
      return nil
    }

    private mutating func object() -> SuiteJSON? {
      var entries: [String: SuiteJSON] = [:]
      skipBlanks()
      if take("}") { return .object(entries) }
      repeat {
        skipBlanks()
        guard take("\""), let key = string() else { return nil }
        skipBlanks()
        guard take(":"), let value = value() else { return nil }
        entries[key] = value
        skipBlanks()
        if take("}") { return .object(entries) }
      } while take(",")
      return nil
    }

    /// The rest of a string behind its first quote.
    private mutating func string() -> String? {
      var units: [UInt16] = []
      while let scalar = rest.popFirst() {
        if scalar == "\"" { return String(decoding: units, as: UTF16.self) }
        guard scalar == "\\" else {
          units += Array(String(Character(scalar)).utf16)
          continue
        }
        switch rest.popFirst() {
        case "n": units.append(0x0A)
        case "t": units.append(0x09)
        case "r": units.append(0x0D)
        case "b": units.append(0x08)
        case "f": units.append(0x0C)
        case "u":
          guard let unit = UInt16(String(String.UnicodeScalarView(rest.prefix(4))), radix: 16) else { return nil }
          rest = rest.dropFirst(4)
          units.append(unit)
        case let other?: units += Array(String(Character(other)).utf16)
        case nil: return nil
        }
      }
      return nil
    }
  }
}
