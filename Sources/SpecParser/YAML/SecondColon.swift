// `optimizer: adam: 1e-3`: a mapping within a mapping on one line, which needs braces: `optimizer: {adam: 1e-3}`. In
// flow style the same: `{optimizer: adam: 1e-3}`.

import Diagnostics

struct SecondColon {
  /// `{adam: 1e-3}`
  private(set) var braced: String
  private(set) var key: String
  private(set) var fix: Fix

  /// - Parameters:
  ///   - start: where the outer key begins.
  ///   - end: the end of the inner value.
  /// - Returns: nil where the text between is not `key: key: value`, with words as keys and a value that can stand in
  ///   braces.
  init?(in text: SourceText, from start: Int, to end: Int) {
    guard start < end, end <= text.bytes.count else { return nil }
    let whole = String(decoding: text.bytes[start..<end], as: UTF8.self)
    var rest = Substring(whole)
    var keys: [String] = []
    while let (word, behind) = Self.key(of: rest) {
      keys.append(word)
      rest = behind
    }
    guard keys.count >= 2, !rest.isEmpty, Self.fitsBraces(rest) else { return nil }
    key = keys[0]
    var value = String(rest)
    for word in keys.dropFirst().reversed() { value = "{\(word): \(value)}" }
    braced = value
    let valueStart = end - rest.utf8.count
    var from = start + keys[0].utf8.count + 1
    while let byte = text.byte(at: from), byte.isBlank, from < valueStart { from += 1 }
    let range = SourceRange(
      path: text.path, start: text.position(offset: from), end: text.position(offset: end))
    fix = Fix(
      title: "put the inner mapping into braces", isSafe: true, edits: [Fix.Edit(range: range, replacement: value)])
  }

  /// The word before a `: ` and what follows it.
  private static func key(of text: Substring) -> (String, Substring)? {
    let word = text.utf8.prefix { $0.isWord }
    guard !word.isEmpty, let key = String(word) else { return nil }
    let behind = text.utf8.dropFirst(word.count)
    guard behind.first == UInt8(ascii: ":"), behind.dropFirst().first?.isBlank == true else { return nil }
    return (key, Substring(behind.dropFirst().drop { $0.isBlank }))
  }

  /// Whether a value means in braces what it means on a line of its own.
  private static func fitsBraces(_ value: Substring) -> Bool {
    guard let first = value.utf8.first, let last = value.utf8.last else { return false }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      return first == last && value.utf8.filter { $0 == first }.count == 2
    }
    if first == UInt8(ascii: "[") { return last == UInt8(ascii: "]") }
    if first == UInt8(ascii: "{") { return last == UInt8(ascii: "}") }
    return !value.utf8.contains { ",[]{}\"':".utf8.contains($0) }
  }
}

extension SyntaxErrors {
  /// The second colon of a block line.
  func secondColon(onLine line: Int) -> SecondColon? {
    var start = text.indentationEnd(ofLine: line)
    while text.byte(at: start) == UInt8(ascii: "-"), text.byte(at: start + 1)?.isBlank == true {
      start += 1
      while text.byte(at: start)?.isBlank == true { start += 1 }
    }
    var end = start
    while let byte = text.byte(at: end), !byte.isBreak {
      if byte == UInt8(ascii: "#"), text.byte(at: end - 1)?.isBlank == true { break }
      end += 1
    }
    while end > start, text.byte(at: end - 1)?.isBlank == true { end -= 1 }
    return SecondColon(in: text, from: start, to: end)
  }

  /// The second colon of an entry of a flow collection, at the place.
  func secondColonInFlow() -> SecondColon? {
    guard text.byte(at: place.offset) == UInt8(ascii: ":") else { return nil }
    let lineStart = text.position(line: place.line, column: 1).offset
    var start = place.offset
    while start > lineStart, let byte = text.byte(at: start - 1), !",{[".utf8.contains(byte) { start -= 1 }
    while text.byte(at: start)?.isBlank == true { start += 1 }
    var end = place.offset
    var depth = 0
    while let byte = text.byte(at: end), !byte.isBreak {
      if depth == 0, ",]}".utf8.contains(byte) { break }
      if "[{".utf8.contains(byte) { depth += 1 }
      if "]}".utf8.contains(byte) { depth -= 1 }
      end += 1
    }
    while end > start, text.byte(at: end - 1)?.isBlank == true { end -= 1 }
    return SecondColon(in: text, from: start, to: end)
  }
}
