// Bytes as a file for readers that open paths. It lies in memory, and has no name in any folder: it is unlinked before it
// is filled, and opened again by the number of its descriptor, so nothing is left behind however a run ends.

import Glibc

/// A file that lives as long as the value.
struct MemoryFile: ~Copyable {
  let path: String
  private let descriptor: Int32

  init(_ bytes: [UInt8]) throws(Violation) {
    var template = Array("/dev/shm/lofting-fuzz-XXXXXX".utf8CString)
    descriptor = unsafe template.withUnsafeMutableBufferPointer { name in
      guard let base = name.baseAddress else { return -1 }
      let descriptor = unsafe mkstemp(base)
      if descriptor >= 0 { unsafe unlink(base) }
      return descriptor
    }
    path = "/proc/self/fd/\(descriptor)"
    let written = unsafe pwrite(descriptor, bytes, bytes.count, 0)
    guard written == bytes.count else { throw Violation("no temporary file of \(bytes.count) bytes") }
  }

  deinit { close(descriptor) }
}
