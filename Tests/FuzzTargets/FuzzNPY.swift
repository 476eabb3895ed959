// NPY files: the shape accounts for every byte behind the header.

import Datasets
import ExecutionPlan
import SpecParser

func fuzzNPY(_ bytes: [UInt8]) throws(Violation) -> Verdict {
  guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else { return .refused }
  let file = try MemoryFile(bytes)
  let input = DataInput(bytes, path: file.path)
  let fields: [String: SpecValue] = ["inputs": .string(file.path), "targets": .string(file.path)]
  let loaded = [try input.load("npy", fields, .classes), try input.load("npy", fields, .numbers)]
  guard case .tensor(let tensor)? = try input.description() else {
    try require(!loaded.contains(.accepted), "loaded, but refused by 'data show'")
    return .refused
  }
  let sizes = ["bool": 1, "uint8": 1, "int32": 4, "int64": 8, "float32": 4, "float64": 8]
  guard let size = sizes[tensor.elementType] else { throw Violation("elements of '\(tensor.elementType)'") }
  let lengthBytes = bytes[6] == 1 ? 2 : 4
  let length = (0..<lengthBytes).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
  try require(
    8 + lengthBytes + length + tensor.shape.reduce(size, *) == bytes.count, "\(tensor.shape) is not all of the file")
  return .accepted
}
