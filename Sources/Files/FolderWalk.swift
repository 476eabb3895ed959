// The files below a folder, in the order of their names. A folder is entered once, however many links lead to it, so that
// links in a circle end.

import Diagnostics
import Glibc

public struct FolderWalk {
  /// Endings of the files that are wanted, with the dot.
  private let endings: [String]
  /// Names of folders that are not entered, beside those that begin with a dot.
  private let skipped: Set<String>
  private var entered: Set<Identity> = []
  private var files: [String] = []
  private var failures: [Diagnostic] = []

  private struct Identity: Hashable {
    var device: UInt64
    var node: UInt64
  }

  /// The files below a folder whose names end as wanted, and the folders that can't be read. The folder itself is entered
  /// whatever it is called; `.` is left out of the files' paths.
  public static func files(
    below root: String, endings: [String], skipping skipped: Set<String>
  ) -> (files: [String], failures: [Diagnostic]) {
    var walk = FolderWalk(endings: endings, skipped: skipped)
    walk.enter(root, prefix: root == "." || root == "./" ? "" : root.hasSuffix("/") ? root : root + "/")
    return (walk.files, walk.failures)
  }

  private init(endings: [String], skipped: Set<String>) {
    self.endings = endings
    self.skipped = skipped
  }

  private mutating func enter(_ path: String, prefix: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return }
    let identity = Identity(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
    guard entered.insert(identity).inserted else { return }
    guard unsafe access(path, R_OK | X_OK) == 0 else {
      failures += FileError.unreadable(path, errno).diagnostics
      return
    }
    for name in Folder.names(in: path) {
      let child = prefix + name
      switch Self.kind(of: child) {
      case S_IFDIR where !name.hasPrefix(".") && !skipped.contains(name): enter(child, prefix: child + "/")
      case S_IFREG where endings.contains(where: name.hasSuffix): files.append(child)
      default: break
      }
    }
  }

  /// The kind of file that a path leads to, links followed; 0 where it leads nowhere.
  private static func kind(of path: String) -> mode_t {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }
}

extension Folder {
  /// Whether there is a folder of this path.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
