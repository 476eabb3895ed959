// Bytes -> values, whatever the bytes: nothing is read beyond the end, a count is held against the bytes that are left
// before anything is allocated for it, and what is wrong is told with its place. The format nests to a fixed depth, so
// reading needs no limit of its own there.

import Diagnostics

/// A position in a file's bytes.
struct ByteReader {
  /// What is wrong, and at which byte of the file.
  struct Problem: Error {
    var offset: Int
    var message: String
    var code = DiagnosticCode.planDamaged
  }

  private let bytes: ArraySlice<UInt8>
  /// The next byte, counted from the file's beginning.
  private(set) var offset: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  var remaining: Int { bytes.endIndex - offset }

  func problem(_ message: String, at offset: Int? = nil) -> Problem {
    Problem(offset: offset ?? self.offset, message: message)
  }

  /// The next `count` bytes.
  mutating func take(_ count: Int, _ what: String) throws(Problem) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else {
      throw problem("\(what) takes \(count) bytes, and \(remaining) are left")
    }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  /// Bytes after their number.
  mutating func section(_ what: String) throws(Problem) -> ArraySlice<UInt8> {
    let start = offset
    let count = try integer()
    guard count >= 0, count <= remaining else {
      throw problem("\(what) takes \(count) bytes, and \(remaining) are left", at: start)
    }
    return try take(count, what)
  }

  /// Ends a section.
  func requireEnd(of what: String) throws(Problem) {
    guard remaining == 0 else { throw problem("\(remaining) bytes follow the end of \(what)") }
  }

  mutating func byte() throws(Problem) -> UInt8 { try word(UInt8.self, "a byte") }
  mutating func integer() throws(Problem) -> Int { Int(Int64(bitPattern: try unsigned())) }
  mutating func unsigned() throws(Problem) -> UInt64 { try word(UInt64.self, "an integer") }
  mutating func version() throws(Problem) -> UInt32 { try word(UInt32.self, "a version") }
  mutating func double() throws(Problem) -> Double { Double(bitPattern: try unsigned()) }
  mutating func float() throws(Problem) -> Float { Float(bitPattern: try word(UInt32.self, "a number")) }

  mutating func boolean() throws(Problem) -> Bool {
    let start = offset
    let byte = try byte()
    guard byte <= 1 else { throw problem("a yes or no is written as \(byte)", at: start) }
    return byte == 1
  }

  mutating func string() throws(Problem) -> String {
    let start = offset
    let utf8 = try section("a text")
    guard let text = String(validating: utf8, as: UTF8.self) else { throw problem("a text is not UTF-8", at: start) }
    return text
  }

  /// Elements of any kind take a byte at least, so a count beyond the bytes left is false; the list grows as it is read.
  mutating func list<Value>(
    _ what: String, _ element: (inout ByteReader) throws(Problem) -> Value
  ) throws(Problem) -> [Value] {
    let start = offset
    let count = try integer()
    guard count >= 0, count <= remaining else {
      throw problem("\(count) \(what) are announced, and \(remaining) bytes are left", at: start)
    }
    var values: [Value] = []
    for _ in 0..<count { values.append(try element(&self)) }
    return values
  }

  mutating func list<Value: BinaryCodable>(_ what: String) throws(Problem) -> [Value] {
    try list(what) { reader throws(Problem) in try Value(from: &reader) }
  }

  mutating func optional<Value: BinaryCodable>() throws(Problem) -> Value? {
    try boolean() ? try Value(from: &self) : nil
  }

  mutating func value<Value: BinaryCodable>() throws(Problem) -> Value { try Value(from: &self) }

  /// An enum by its raw string.
  mutating func named<Value: RawRepresentable>(_ what: String) throws(Problem) -> Value where Value.RawValue == String {
    let start = offset
    let name = try string()
    guard let value = Value(rawValue: name) else {
      throw problem("there is no \(what) '\(name.prefix(40))'", at: start)
    }
    return value
  }

  /// The case with this tag among those of `what`.
  mutating func tag(_ what: String, below count: UInt8) throws(Problem) -> UInt8 {
    let start = offset
    let tag = try byte()
    guard tag < count else { throw problem("there is no \(what) number \(tag)", at: start) }
    return tag
  }

  /// lower, upper
  mutating func bounds() throws(Problem) -> (lower: Int, upper: Int) {
    let start = offset
    let (lower, upper) = (try integer(), try integer())
    guard lower <= upper else { throw problem("a range goes from \(lower) to \(upper)", at: start) }
    return (lower, upper)
  }

  private mutating func word<Word: FixedWidthInteger>(_ type: Word.Type, _ what: String) throws(Problem) -> Word {
    let size = Word.bitWidth / 8
    var word: Word = 0
    for (index, byte) in try take(size, what).enumerated() { word |= Word(truncatingIfNeeded: byte) << (8 * index) }
    return word
  }
}
