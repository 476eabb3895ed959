// SIGINT, SIGTERM, a closed terminal (SIGHUP) and a closed pipe (SIGPIPE) end a training cleanly at the next step, with
// the weights saved; a second signal ends the process at once.

import Glibc
import Synchronization

private let received = Atomic<Int32>(0)

enum Interruption {
  /// The signal that came, 0 for none.
  static var signal: Int32 { received.load(ordering: .relaxed) }

  static func install() {
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { received.store($0, ordering: .relaxed) }
      // The second signal finds the default action; a closed pipe stays closed, and every write tells so.
      action.sa_flags = number == SIGPIPE ? 0 : Int32(bitPattern: UInt32(SA_RESETHAND))
      unsafe sigaction(number, &action, nil)
    }
  }
}
