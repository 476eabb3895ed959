// The first bytes of a file: what tells its kind, whatever its name.

import Glibc

public enum FilePrefix {
  /// Up to `count` bytes; nil for what is no regular file or cannot be read. A pipe is left as it is.
  public static func read(_ path: String, count: Int) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + filled }, count - filled)
        if got > 0 { filled += got } else if got == 0 || errno != EINTR { return }
      }
    }
  }
}
