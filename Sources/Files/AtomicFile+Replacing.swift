// Changing a file in place, as an editor does: a link stays a link, and the file keeps its owner and permissions.

import Diagnostics
import Glibc

extension AtomicFile {
  /// Replaces the bytes of a file that exists.
  /// - Throws: `R111`.
  public static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
    let target = Folder.absolute(path)
    var status = stat()
    guard unsafe stat(target, &status) == 0 else { throw FileError.unwritable(path, errno) }
    // Without this a file that is write-protected would be replaced all the same.
    guard unsafe access(target, W_OK) == 0 else { throw FileError.unwritable(path, errno) }
    var file = try AtomicFile(path: target)
    try file.adopt(status)
    try unsafe file.write(bytes.span.bytes)
    try file.commit()
  }
}
