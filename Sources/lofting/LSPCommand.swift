// lofting lsp: the language server on standard input and output. It answers what has come, and lints once nothing more
// waits; so a burst of keystrokes is linted once, without clocks or threads.

import ArgumentParser
import Glibc
import LanguageServer
import Pipeline

struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Run the language server: findings as you type, completions, hovers, hints and fixes in your editor.",
    discussion: """
      EXAMPLES
        lofting lsp                          for editors to start: docs/EDITORS.md
        lofting lsp --data ~/data            where to look for built-in data sets

      It speaks the Language Server Protocol 3.17 on standard input and output, and ends when the editor says so or closes \
      its end. Nothing is trained or downloaded.
      """)

  @OptionGroup var options: SpecOptions

  // Some editors add it for every server; standard input and output are the only way here.
  @Flag(name: .customLong("stdio"), help: .hidden)
  var usesStandardStreams = false

  func run() throws {
    var server = LanguageServer(template: options.request(""), version: LoftingCommand.version)
    while server.exitStatus == nil {
      if server.hasWaitingDocuments, !Self.inputWaits() {
        Terminal.send(server.lintNext())
        continue
      }
      guard let bytes = Self.readInput() else {
        // The editor is gone without a word.
        throw ExitCode(1)
      }
      Terminal.send(server.receive(bytes))
    }
    if let status = server.exitStatus, status != 0 { throw ExitCode(status) }
  }

  private static func inputWaits() -> Bool {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&descriptor, 1, 0) > 0
  }

  /// What has come, after waiting for it; nil at the end.
  private static func readInput() -> [UInt8]? {
    let largest = 1 << 16
    while true {
      var count = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: largest) { buffer, filled in
        count = unsafe read(STDIN_FILENO, buffer.baseAddress, largest)
        filled = max(count, 0)
      }
      if count > 0 { return bytes }
      if count == 0 || (errno != EINTR && errno != EAGAIN) { return nil }
    }
  }
}
