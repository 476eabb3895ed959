// Runs another program and waits for it: how `lofting data get` calls curl. A value, so that tests can put another
// program in its place.

import Diagnostics
import Files
import Glibc

/// How a command is run.
public struct CommandRunner: Sendable {
  /// Runs a command, its name first, and returns its exit status; 128 + N for one ended by signal N.
  public var run: @Sendable ([String]) throws(Failure) -> Int

  public init(_ run: @escaping @Sendable ([String]) throws(Failure) -> Int) { self.run = run }

  /// As a child process found through PATH, with this process's streams. Ctrl-C reaches it, too.
  public static let system = CommandRunner { (command: [String]) throws(Failure) -> Int in
    guard let name = command.first else { return 0 }
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe command.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    defer { for i in 0..<command.count { unsafe free(arguments[i]) } }
    var child = pid_t()
    let code = unsafe posix_spawnp(&child, name, nil, nil, arguments, environ)
    guard code == 0 else {
      throw Failure(
        .downloadFailed, "cannot run \(name): \(FileError.words(code))",
        help: code == ENOENT ? "install it (`apt-get install \(name)`), or fetch the files by hand" : nil)
    }
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else {
        throw Failure(.downloadFailed, "lost sight of \(name): \(FileError.words(errno))")
      }
    }
    let signal = Int(status & 0x7F)
    return signal == 0 ? Int(status >> 8 & 0xFF) : 128 + signal
  }
}
