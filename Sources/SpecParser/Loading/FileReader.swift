// Whole files into memory, bounded. Only regular files are opened (a FIFO would hang, /dev/zero never end), except
// standard input, and no more than the limit plus one byte is ever read.

import Diagnostics
import Glibc

public enum FileReader {
  /// The bytes of a file; `-` and `/dev/stdin` are standard input.
  /// - Parameter limit: the most bytes that are read; a longer file is an error.
  /// - Throws: a `Failure` with the path as its place, coded `unreadableFile` or `tooLarge`.
  public static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    if path == "-" || path == "/dev/stdin" {
      return try drain(STDIN_FILENO, path: "<stdin>", expecting: 0, limit: limit)
    }
    if path.isEmpty { throw unreadable("", "the path is empty") }
    // C would read up to the NUL, which is another file.
    if path.utf8.contains(0) { throw unreadable(path, "a path can't hold a NUL character") }
    // O_NONBLOCK: opening a FIFO that nobody writes to would wait for a writer.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(path, reason(errno)) }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw unreadable(path, reason(errno)) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw unreadable(path, "this is a folder, not a file")
    default: throw unreadable(path, "this is a device or a pipe, not a file", help: "'-' reads standard input")
    }
    let size = Int(clamping: status.st_size)
    if size > limit { throw tooLarge(path, "has \(size) bytes", limit) }
    return try drain(descriptor, path: path, expecting: size, limit: limit)
  }

  /// Reads to the end: a file may grow after its size was asked for, and a pipe has none.
  private static func drain(_ descriptor: Int32, path: String, expecting size: Int, limit: Int) throws(Failure)
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    // One byte more than expected, so that the end is seen with the first chunk.
    var chunkSize = size > 0 ? size + 1 : 64 << 10
    while true {
      let wanted = min(chunkSize, limit - bytes.count + 1)
      let chunk = try readChunk(descriptor, wanted, path: path)
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if bytes.count > limit { throw tooLarge(path, "is longer", limit) }
      if chunk.count < wanted { return bytes }
      chunkSize = 1 << 20
    }
  }

  /// Up to `count` bytes; fewer only at the end.
  private static func readChunk(_ descriptor: Int32, _ count: Int, path: String) throws(Failure) -> [UInt8] {
    var problem: Int32 = 0
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + filled }, count - filled)
        if got > 0 {
          filled += got
        } else if got == 0 {
          return
        } else if errno != EINTR {
          problem = errno
          return
        }
      }
    }
    if problem != 0 { throw unreadable(path, reason(problem)) }
    return chunk
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case ENOTDIR: "a part of the path is a file, not a folder"
    case EISDIR: "this is a folder, not a file"
    case EACCES: "permission denied"
    case EBADF: "it is closed"
    default: unsafe String(cString: strerror(code))
    }
  }

  private static func unreadable(_ path: String, _ message: String, help: String? = nil) -> Failure {
    Failure(.unreadableFile, message, at: .path(path), help: help)
  }

  private static func tooLarge(_ path: String, _ size: String, _ limit: Int) -> Failure {
    Failure(.tooLarge, "the file \(size) and at most \(limit) bytes are read", at: .path(path))
  }
}
