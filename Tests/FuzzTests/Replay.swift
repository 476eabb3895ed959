// Inputs one after the other on a thread of their own, so that one that never ends is a failure with a name and not a test
// run that hangs.

import FuzzTargets
import Glibc
import Synchronization

final class Replay: Sendable {
  struct Input: Sendable {
    var name: String
    var bytes: [UInt8]
    /// What must come of it; nil where anything may.
    var verdict: Verdict?
  }

  /// Far beyond what any input takes, and little enough to wait for.
  static let bound = Duration.seconds(10)

  private struct State {
    var failures: [String] = []
    /// What is being read, since when; nil after the last.
    var current: (name: String, start: ContinuousClock.Instant)?
  }

  private let target: FuzzTarget
  private let inputs: [Input]
  private let state = Mutex(State(current: ("the first input", .now)))

  init(target: FuzzTarget, inputs: [Input]) {
    self.target = target
    self.inputs = inputs
  }

  /// What was not as promised, after all inputs or at the first that takes too long.
  func failures() async -> [String] {
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(self).toOpaque()
    let code = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<Replay>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context)
    guard code == 0 else { return ["no thread to replay on"] }
    pthread_detach(thread)
    while true {
      try? await Task.sleep(for: .milliseconds(5))
      let (failures, current) = state.withLock { ($0.failures, $0.current) }
      guard let current else { return failures }
      if .now - current.start > Self.bound {
        return failures + ["\(target), \(current.name): not done after \(Self.bound)"]
      }
    }
  }

  private func run() {
    for input in inputs {
      state.withLock { $0.current = (input.name, .now) }
      if let failure = failure(of: input) {
        state.withLock { $0.failures.append("\(target), \(input.name): \(failure)") }
      }
    }
    state.withLock { $0.current = nil }
  }

  private func failure(of input: Input) -> String? {
    do throws(Violation) {
      let verdict = try target.run(input.bytes)
      guard let wanted = input.verdict, wanted != verdict else { return nil }
      return "\(verdict), not \(wanted)"
    } catch {
      return error.description
    }
  }
}
