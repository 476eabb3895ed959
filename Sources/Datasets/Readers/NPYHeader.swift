// The header of an NPY file: exactly `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }` with its three keys
// in any order, as numpy.lib.format writes it.

import Diagnostics

struct NPYHeader {
  private(set) var format = ElementFormat.uint8
  private(set) var shape: [Int] = []

  private let text: [UInt8]
  private let offset: Int
  private let path: String
  private var position = 0

  /// - Parameter offset: where the header's text stands in the file.
  init(_ text: [UInt8], offset: Int, path: String) throws(Failure) {
    self.text = text
    self.offset = offset
    self.path = path
    try parse()
  }

  private mutating func parse() throws(Failure) {
    var seen: Set<String> = []
    try expect("{")
    while !accept("}") {
      let keyPosition = position
      let key = try string()
      guard seen.insert(key).inserted else { throw fail("'\(key)' stands twice in the header", at: keyPosition) }
      try expect(":")
      switch key {
      case "descr": try parseFormat()
      case "fortran_order": try parseOrder()
      case "shape": try parseShape()
      default: throw fail("'\(key)' does not belong in an NPY header", at: keyPosition)
      }
      if !accept(",") {
        try expect("}")
        break
      }
    }
    skipSpace()
    guard position == text.count else { throw fail("the header goes on after its dictionary") }
    guard seen.count == 3 else { throw fail("the header lacks descr, fortran_order or shape", at: 0) }
    guard !shape.isEmpty else {
      throw fail("the array is a single value without dimensions", at: 0, help: "save an array with one row a sample")
    }
  }

  private mutating func parseFormat() throws(Failure) {
    skipSpace()
    let start = position
    guard position < text.count, text[position] != UInt8(ascii: "[") else {
      throw fail("structured arrays can't be read", help: "save the columns as one plain numeric array")
    }
    let name = try string()
    switch name {
    case "|u1": format = .uint8
    case "|b1": format = .boolean
    case "<f4": format = .float32
    case "<f8": format = .float64
    case "<i4": format = .int32
    case "<i8": format = .int64
    default:
      throw fail(
        "elements of type '\(name)' can't be read", at: start,
        help: "convert with array.astype('<f4'); |u1, |b1, <i4, <i8, <f4 and <f8 can be read")
    }
  }

  private mutating func parseOrder() throws(Failure) {
    skipSpace()
    let start = position
    switch word() {
    case "False": return
    case "True":
      throw fail(
        "the array is stored column by column", at: start, help: "save numpy.ascontiguousarray(array) instead")
    default: throw fail("fortran_order is True or False", at: start)
    }
  }

  private mutating func parseShape() throws(Failure) {
    try expect("(")
    while !accept(")") {
      skipSpace()
      let start = position
      var size = 0
      while position < text.count, let digit = digit(text[position]) {
        let (tens, first) = size.multipliedReportingOverflow(by: 10)
        let (sum, second) = tens.addingReportingOverflow(digit)
        guard !first, !second else { throw fail("a dimension is too large", at: start) }
        size = sum
        position += 1
      }
      guard position > start else { throw fail("a dimension is missing") }
      guard size > 0 else { throw fail("dimension \(shape.count + 1) is empty", at: start) }
      guard !shape.isEmpty || size <= DataLimits.rows else { throw fail("\(size) rows are too many", at: start) }
      guard shape.count < 32 else { throw fail("an array has at most 32 dimensions", at: start) }
      shape.append(size)
      if !accept(",") {
        try expect(")")
        break
      }
    }
  }

  private func digit(_ byte: UInt8) -> Int? {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte - UInt8(ascii: "0")) : nil
  }

  private mutating func skipSpace() {
    while position < text.count, text[position] == UInt8(ascii: " ") || text[position] == UInt8(ascii: "\n") {
      position += 1
    }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < text.count, text[position] == UInt8(truncatingIfNeeded: character.value) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Failure) {
    guard accept(character) else { throw fail("the header wants '\(character)' here") }
  }

  private mutating func word() -> String {
    let start = position
    while position < text.count, text[position] | 0x20 >= UInt8(ascii: "a"), text[position] | 0x20 <= UInt8(ascii: "z")
    {
      position += 1
    }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private mutating func string() throws(Failure) -> String {
    skipSpace()
    guard position < text.count, text[position] == UInt8(ascii: "'") || text[position] == UInt8(ascii: "\"") else {
      throw fail("the header wants a quoted word here")
    }
    let quote = text[position]
    position += 1
    let start = position
    while position < text.count, text[position] != quote { position += 1 }
    guard position < text.count else { throw fail("a quoted word of the header has no end", at: start) }
    defer { position += 1 }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private func fail(_ message: String, at position: Int? = nil, help: String? = nil) -> Failure {
    Failure(.badFile, message, at: .file(path: path, offset: offset + (position ?? self.position)), help: help)
  }
}
