// Writing a safetensors file, byte for byte as Python's library does: tensors of one type sorted by name, compact JSON,
// the header padded with spaces to a multiple of 8 bytes; the file appears whole or not at all.

import Diagnostics
import Files

/// A tensor with its values in row-major order.
public struct NamedTensor: Sendable, Equatable {
  public var name: String
  public var shape: [Int]
  public var values: [Float]

  public init(name: String, shape: [Int], values: [Float]) {
    self.name = name
    self.shape = shape
    self.values = values
  }
}

public enum SafetensorsWriter {
  /// Writes tensors of F32.
  /// - Parameter metadata: strings for `__metadata__`, written in the order of their keys; none if empty.
  /// - Throws: `R111` where the file cannot be written, `R115` where a tensor's values do not fill its shape or two
  ///   tensors share a name.
  public static func write(
    _ tensors: [NamedTensor], metadata: [String: String] = [:], to path: String
  ) throws(Failure) {
    let sorted = tensors.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    try check(sorted, path)
    let header = header(sorted, metadata)
    var file = try AtomicFile(path: path)
    try unsafe file.write(header.span.bytes)
    // Floats as they lie in memory: every machine that this runs on is little-endian, as the format is.
    for tensor in sorted { try unsafe file.write(tensor.values.span.bytes) }
    try file.commit()
  }

  /// The length and the padded JSON.
  private static func header(_ tensors: [NamedTensor], _ metadata: [String: String]) -> [UInt8] {
    var members: [(String, JSONValue)] = []
    if !metadata.isEmpty {
      let entries = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      members.append(("__metadata__", .object(entries.map { ($0.key, .string($0.value)) })))
    }
    var position = 0
    for tensor in tensors {
      let end = position + 4 * tensor.values.count
      members.append(
        (
          tensor.name,
          .object([
            ("dtype", .string(TensorType.float32.rawValue)),
            ("shape", .array(tensor.shape.map { .integer($0) })),
            ("data_offsets", .array([.integer(position), .integer(end)])),
          ])
        ))
      position = end
    }
    var json = Array(JSONValue.object(members).text.utf8)
    while json.count % 8 != 0 { json.append(UInt8(ascii: " ")) }
    let length = UInt64(json.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + json
  }

  private static func check(_ tensors: [NamedTensor], _ path: String) throws(Failure) {
    for (index, tensor) in tensors.enumerated() {
      guard tensor.shape.reduce(1, *) == tensor.values.count else {
        throw Failure(
          .weightShape, "tensor \(tensor.name) of shape \(tensor.shape) has \(tensor.values.count) values",
          at: .path(path), help: "give a value for every element")
      }
      guard index == 0 || tensors[index - 1].name != tensor.name, tensor.name != "__metadata__" else {
        throw Failure(
          .weightShape, "the tensor name \(tensor.name) is taken", at: .path(path), help: "give it another name")
      }
    }
  }
}
