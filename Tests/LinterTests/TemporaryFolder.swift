// A folder of a test's own, which goes with the test.

import Datasets
import Files
import Glibc

final class TemporaryFolder {
  let path: String

  init() throws {
    path = "/tmp/lofting-lint-\(getpid())-\(UInt64.random(in: .min ... .max))"
    try Folder.make(path)
  }

  deinit { _ = try? CommandRunner.system.run(["rm", "-r", path]) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = path + "/" + name
    try AtomicFile.write(text, to: file)
    return file
  }
}
