// Safetensors files: every tensor of a sound header can be read, and what is read, written and read again is the same.

import Diagnostics
import LoftingRuntime

func fuzzSafetensors(_ bytes: [UInt8]) throws(Violation) -> Verdict {
  let file = try MemoryFile(bytes)
  do throws(Failure) {
    let weights = try SafetensorsFile(path: file.path)
    var end = 0
    for tensor in weights.header.tensors {
      try hold(tensor.begin == end && tensor.end >= end, "tensor \(tensor.name) does not follow the one before")
      end = tensor.end
      guard tensor.type.isReadable else { continue }
      let values = try weights.values(of: tensor)
      try hold(values.count == tensor.elementCount, "\(values.count) values of \(tensor.elementCount)")
    }
    try hold(end <= bytes.count, "tensors beyond the file")
    return .accepted
  } catch {
    if let broken = error.diagnostics.first, broken.code == brokenPromise { throw Violation(broken.message) }
    try ReadInput(bytes, path: file.path).check(error)
    return .refused
  }
}

/// A violation on the way through code that throws failures.
private let brokenPromise = DiagnosticCode("-", "broken-promise")

private func hold(_ condition: Bool, _ message: String) throws(Failure) {
  guard condition else { throw Failure(brokenPromise, message) }
}
