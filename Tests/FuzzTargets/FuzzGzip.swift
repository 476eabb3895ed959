// Gzipped IDX files, byte by byte as a stranger may have made them: no stream inflates to more than the format's own ratio
// allows, and one of several members is what its parts are.

import Datasets
import ExecutionPlan
import SpecParser

func fuzzGzip(_ bytes: [UInt8]) throws(Violation) -> Verdict {
  guard bytes.starts(with: [0x1F, 0x8B]) else { return .refused }
  let file = try MemoryFile(bytes)
  let input = DataInput(bytes, path: file.path)
  let fields: [String: SpecValue] = ["images": .string(file.path), "labels": .string(file.path)]
  for kind in [TargetKind.classes, .numbers] { _ = try input.load("idx", fields, kind) }
  guard case .tensor(let tensor)? = try input.description() else { return .refused }
  let count = tensor.shape.reduce(1, *)
  // Deflate's largest ratio, and a header besides.
  try require(count <= 1032 * bytes.count, "\(count) elements from \(bytes.count) bytes")
  return .accepted
}
