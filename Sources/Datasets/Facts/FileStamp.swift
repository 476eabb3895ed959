// What tells a file from its earlier and later selves without reading it, as make and git do.

import Files
import Glibc

/// A file's identity and times.
struct FileStamp: Hashable {
  /// Absolute, without links.
  let path: String
  let size: Int64
  let inode: UInt64
  /// When the content was last written, in nanoseconds since 1970.
  let modified: Int64
  /// When the file was last touched in any way, in nanoseconds since 1970: a copy that restores the time of the content
  /// does not restore this one.
  let changed: Int64

  /// Nil where there is no such regular file.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.path = Folder.absolute(path)
    size = Int64(status.st_size)
    inode = UInt64(status.st_ino)
    modified = Self.nanoseconds(status.st_mtim)
    changed = Self.nanoseconds(status.st_ctim)
  }

  /// Whether the content is old enough that another write would get another time: file systems count in steps of up to
  /// two seconds. A time in the future tells nothing.
  func isSettled(at now: Int64) -> Bool { modified <= now &- 2_000_000_000 }

  /// The system's clock.
  static var now: Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  /// File systems can hold any seconds, so this wraps.
  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
