// The header of a safetensors file (github.com/huggingface/safetensors): 8 bytes of length, then JSON. All checks of
// the reference implementation (safetensors/src/tensor.rs), and duplicate keys besides: after them every tensor lies
// inside the file, has as many bytes as its shape says, and no byte is left over or used twice.

import Diagnostics

/// One tensor of a file.
public struct TensorEntry: Sendable, Hashable {
  public var name: String
  public var type: TensorType
  public var shape: [Int]
  /// Bytes of the data section.
  public var begin: Int
  public var end: Int

  public var elementCount: Int { shape.reduce(1, *) }
}

public struct SafetensorsHeader: Sendable {
  /// The reference's limit on the header.
  public static let largestHeader = 100_000_000

  /// In the order of their bytes.
  public private(set) var tensors: [TensorEntry] = []
  /// `__metadata__`, sorted by key.
  public private(set) var metadata: [(key: String, value: String)] = []

  /// Reads a header.
  /// - Parameters:
  ///   - json: the header's bytes, without the length.
  ///   - dataBytes: bytes of the file after the header.
  ///   - path: for messages.
  init(json: ArraySlice<UInt8>, dataBytes: Int, path: String) throws(Failure) {
    guard json.first == UInt8(ascii: "{") else {
      throw Self.malformed(path, at: 8, "the header does not begin with `{`")
    }
    let root: JSONValue
    do { root = try JSONReader.read(json) } catch {
      throw Self.malformed(path, at: 8 + error.offset, "the header is not valid JSON: \(error.message)")
    }
    guard case .object(let members) = root else { throw Self.malformed(path, at: 8, "the header is not an object") }
    for (key, value) in members {
      if key == "__metadata__" {
        metadata = try Self.metadata(value, path)
      } else {
        tensors.append(try Self.tensor(key, value, path))
      }
    }
    tensors.sort { ($0.begin, $0.end) < ($1.begin, $1.end) }
    try checkCoverage(dataBytes, path)
  }

  private static func metadata(
    _ node: JSONValue, _ path: String
  ) throws(Failure) -> [(key: String, value: String)] {
    guard case .object(let members) = node else { throw malformed(path, at: 8, "__metadata__ is not an object") }
    var metadata: [(key: String, value: String)] = []
    for (key, member) in members {
      guard let value = member.string else {
        throw malformed(path, at: 8, "__metadata__.\(key) is not a string")
      }
      metadata.append((key, value))
    }
    return metadata.sorted { $0.key < $1.key }
  }

  private static func tensor(_ name: String, _ value: JSONValue, _ path: String) throws(Failure) -> TensorEntry {
    guard let typeName = value["dtype"]?.string, let type = TensorType(rawValue: typeName) else {
      throw malformed(path, at: 8, "tensor \(name): dtype is missing or unknown")
    }
    guard let shape = naturals(value["shape"]) else {
      throw malformed(path, at: 8, "tensor \(name): shape is not a list of sizes")
    }
    guard let offsets = naturals(value["data_offsets"]), offsets.count == 2 else {
      throw malformed(path, at: 8, "tensor \(name): data_offsets is not a pair of positions")
    }
    let entry = TensorEntry(name: name, type: type, shape: shape, begin: offsets[0], end: offsets[1])
    guard let bytes = byteCount(shape, type), entry.end >= entry.begin, entry.end - entry.begin == bytes else {
      throw malformed(
        path, at: 8,
        "tensor \(name): the shape \(shape) of \(typeName) does not fill bytes \(entry.begin) to \(entry.end)")
    }
    return entry
  }

  /// Integers that are not negative; nil for anything else.
  private static func naturals(_ node: JSONValue?) -> [Int]? {
    guard case .array(let elements)? = node else { return nil }
    var numbers: [Int] = []
    for element in elements {
      guard case .integer(let number) = element, number >= 0 else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// Bytes of a shape; nil where the product overflows or ends inside a byte.
  private static func byteCount(_ shape: [Int], _ type: TensorType) -> Int? {
    var bits = type.bits
    for size in shape {
      let (product, overflows) = bits.multipliedReportingOverflow(by: size)
      guard !overflows else { return nil }
      bits = product
    }
    return bits % 8 == 0 ? bits / 8 : nil
  }

  /// Tensors follow one another without a hole, from the first byte to the last.
  private func checkCoverage(_ dataBytes: Int, _ path: String) throws(Failure) {
    var position = 0
    for tensor in tensors {
      guard tensor.begin == position else {
        throw Self.malformed(
          path, at: 8, "tensor \(tensor.name): expected to begin at byte \(position) of the data, found \(tensor.begin)"
        )
      }
      position = tensor.end
    }
    guard position == dataBytes else {
      throw Self.malformed(
        path, at: 8, "the tensors take \(position) bytes, and the file has \(dataBytes) bytes of data")
    }
  }

  static func malformed(_ path: String, at offset: Int, _ message: String) -> Failure {
    Failure(
      .weightsMalformed, "\(path) is not a safetensors file: \(message)", at: .file(path: path, offset: offset),
      help: "write it again with lofting export, or with safetensors.save_file")
  }
}
