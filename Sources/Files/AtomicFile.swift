// A file that appears whole or not at all: bytes go to a temporary file beside it, which is synchronized and renamed
// over the old one at the end. An abandoned or failed write leaves the old file and no other trace.

import Diagnostics
import Glibc
import Synchronization

/// A file being written.
public struct AtomicFile: ~Copyable {
  /// Distinguishes files that this process writes at the same time.
  private static let serial = Atomic<UInt64>(0)

  private let path: String
  private let temporaryPath: String
  private var descriptor: Int32
  private var isCommitted = false

  /// Opens the temporary file.
  /// - Throws: `R111`.
  public init(path: String) throws(Failure) {
    self.path = path
    // A process of the same number may have been killed here before: its file is left alone.
    var attempt = 0
    var candidate: String
    repeat {
      let serial = Self.serial.add(1, ordering: .relaxed).newValue
      candidate = "\(path).\(getpid())-\(serial).tmp"
      descriptor = unsafe open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      attempt += 1
    } while descriptor < 0 && errno == EEXIST && attempt < 100
    temporaryPath = candidate
    guard descriptor >= 0 else { throw FileError.unwritable(path, errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted && descriptor >= 0 { unsafe unlink(temporaryPath) }
  }

  /// Appends bytes.
  public mutating func write(_ bytes: RawSpan) throws(Failure) {
    var written = 0
    while written < bytes.byteCount {
      let count = unsafe bytes.extracting(droppingFirst: written).withUnsafeBytes { rest in
        unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      if count > 0 {
        written += count
      } else if count == 0 || errno != EINTR {
        throw FileError.unwritable(path, count == 0 ? ENOSPC : errno)
      }
    }
  }

  /// Gives the file the permissions of another, and its owner where that is allowed.
  mutating func adopt(_ status: stat) throws(Failure) {
    // Changing the owner may take bits from the mode: first the one, then the other.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    guard fchmod(descriptor, status.st_mode & 0o7777) == 0 else { throw FileError.unwritable(path, errno) }
  }

  /// Makes the file durable and gives it its name.
  ///
  /// - Parameter durably: false for a cache's file, which may be damaged after a power cut.
  public mutating func commit(durably: Bool = true) throws(Failure) {
    guard !durably || fsync(descriptor) == 0, unsafe rename(temporaryPath, path) == 0 else {
      throw FileError.unwritable(path, errno)
    }
    isCommitted = true
    guard durably else { return }
    // The new name is durable once its folder is; not every file system can do that, and the file is whole either way.
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let directory = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
  }
}

extension AtomicFile {
  /// Replaces a file by a text.
  /// - Throws: `R111`.
  public static func write(_ text: String, to path: String) throws(Failure) { try write(Array(text.utf8), to: path) }

  /// Replaces a file by bytes.
  /// - Throws: `R111`.
  public static func write(_ bytes: [UInt8], to path: String, durably: Bool = true) throws(Failure) {
    var file = try AtomicFile(path: path)
    try unsafe file.write(bytes.span.bytes)
    try file.commit(durably: durably)
  }
}
