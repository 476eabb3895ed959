// A tensor as its file stores it: any of the element formats of IDX and NPY, read in place. It turns into inputs (uint8 as
// it is, everything else float32), into class indices or into number targets.

import Diagnostics
import ExecutionPlan

/// How a file stores one element.
enum ElementFormat: Sendable, Hashable {
  case boolean, uint8, int8
  case int16, int32, int64, float32, float64

  var size: Int {
    switch self {
    case .boolean, .uint8, .int8: 1
    case .int16: 2
    case .int32, .float32: 4
    case .int64, .float64: 8
    }
  }

  var name: String {
    switch self {
    case .boolean: "bool"
    case .uint8: "uint8"
    case .int8: "int8"
    case .int16: "int16"
    case .int32: "int32"
    case .int64: "int64"
    case .float32: "float32"
    case .float64: "float64"
    }
  }
}

struct RawTensor: Sendable {
  var path: String
  var shape: [Int]
  var format: ElementFormat
  var isBigEndian: Bool
  /// The elements, row-major.
  var elements: DataMemory
  /// Where the elements begin in the (inflated) file.
  var offset: Int

  var count: Int { elements.byteCount / format.size }

  func place(ofElement i: Int) -> Place { .file(path: path, offset: offset + i * format.size) }

  /// Reads an element. Every form but int64 is exact in a double.
  func number(at i: Int, in bytes: Span<UInt8>) -> Double {
    let at = i * format.size
    return switch format {
    case .boolean, .uint8: Double(bytes[at])
    case .int8: Double(Int8(bitPattern: bytes[at]))
    case .int16: Double(Int16(bitPattern: word(bytes, at)))
    case .int32: Double(Int32(bitPattern: word(bytes, at)))
    case .int64: Double(Int64(bitPattern: word(bytes, at)))
    case .float32: Double(Float(bitPattern: word(bytes, at)))
    case .float64: Double(bitPattern: word(bytes, at))
    }
  }

  @inline(__always)
  private func word<Word: FixedWidthInteger & UnsignedInteger>(_ bytes: Span<UInt8>, _ at: Int) -> Word {
    var value: Word = 0
    for i in 0..<MemoryLayout<Word>.size {
      let position = isBigEndian ? MemoryLayout<Word>.size - 1 - i : i
      value |= Word(bytes[at + i]) << Word(8 * position)
    }
    return value
  }

  /// The elements as they train: uint8 stays, and float32 of this machine's byte order is not copied.
  ///
  /// - Throws: `badFile` at the first value that is not finite.
  func inputs() throws(Failure) -> (DataMemory, ElementType) {
    switch format {
    case .boolean, .uint8: return (elements, .uint8)
    case .float32 where !isBigEndian && elements.isAligned(to: 4):
      let bad = elements.withElements(of: Float.self) { values in
        values.indices.first { !values[$0].isFinite }
      }
      if let bad { throw notFinite(at: bad) }
      return (elements, .float32)
    case .int8, .int16, .int32, .int64, .float32, .float64: return (try floats(), .float32)
    }
  }

  /// The elements as float32.
  ///
  /// - Throws: `badFile` at the first value that is not finite as a float32.
  func floats() throws(Failure) -> DataMemory {
    let bytes = try DataLimits.checkedBytes([count], elementSize: 4, at: .path(path))
    var buffer = try DataBuffer(byteCount: bytes, at: .path(path))
    let bad: Int? = elements.withBytes { bytes in
      buffer.withElements(of: Float.self) { floats in
        for i in 0..<count {
          let value = Float(number(at: i, in: bytes))
          guard value.isFinite else { return i }
          floats[i] = value
        }
        return nil
      }
    }
    if let bad { throw notFinite(at: bad) }
    return buffer.freeze()
  }

  private func notFinite(at i: Int) -> Failure {
    Failure(
      .badFile, "element \(i) of \(path) is not a finite \(format == .float64 ? "float32" : "number")",
      at: place(ofElement: i), help: "replace NaN and infinite values before saving the array")
  }
}
