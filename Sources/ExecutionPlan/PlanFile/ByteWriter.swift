// Values -> bytes: little-endian, integers and counts in 8 bytes, strings as UTF-8 after their length. The same value is
// the same bytes on every machine.

/// Bytes being written.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: UInt8) { bytes.append(value) }
  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }
  mutating func write(_ value: Int) { write(UInt64(bitPattern: Int64(value))) }
  mutating func write(_ value: UInt64) { append(value) }
  mutating func write(_ value: UInt32) { append(value) }
  /// By bit pattern: infinities and the sign of zero survive.
  mutating func write(_ value: Double) { append(value.bitPattern) }
  mutating func write(_ value: Float) { append(value.bitPattern) }

  mutating func write(_ text: String) {
    let utf8 = Array(text.utf8)
    write(utf8.count)
    bytes += utf8
  }

  /// Bytes of a known number.
  mutating func write(raw: [UInt8]) { bytes += raw }

  /// Bytes after their number.
  mutating func write(section: [UInt8]) {
    write(section.count)
    bytes += section
  }

  mutating func write<Value: BinaryCodable>(_ value: Value) { value.write(to: &self) }

  mutating func write<Value: BinaryCodable>(_ values: [Value]) {
    write(values.count)
    for value in values { value.write(to: &self) }
  }

  mutating func write<Value: BinaryCodable>(_ value: Value?) {
    write(value != nil)
    value?.write(to: &self)
  }

  /// An enum by its raw string, which stays what it is when cases are added or moved.
  mutating func write<Value: RawRepresentable>(_ value: Value) where Value.RawValue == String { write(value.rawValue) }

  private mutating func append(_ word: some FixedWidthInteger) {
    for shift in stride(from: 0, to: word.bitWidth, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
  }
}

/// A value with a form in bytes. `write` and `init` name the same fields in the same order: a new field is a line in
/// each.
protocol BinaryCodable {
  func write(to writer: inout ByteWriter)
  init(from reader: inout ByteReader) throws(ByteReader.Problem)
}

extension Int: BinaryCodable {
  func write(to writer: inout ByteWriter) { writer.write(self) }
  init(from reader: inout ByteReader) throws(ByteReader.Problem) { self = try reader.integer() }
}

extension Float: BinaryCodable {
  func write(to writer: inout ByteWriter) { writer.write(self) }
  init(from reader: inout ByteReader) throws(ByteReader.Problem) { self = try reader.float() }
}

extension Double: BinaryCodable {
  func write(to writer: inout ByteWriter) { writer.write(self) }
  init(from reader: inout ByteReader) throws(ByteReader.Problem) { self = try reader.double() }
}

extension String: BinaryCodable {
  func write(to writer: inout ByteWriter) { writer.write(self) }
  init(from reader: inout ByteReader) throws(ByteReader.Problem) { self = try reader.string() }
}
