// A team of workers that runs one job again and again: the calling thread and `workers - 1` threads of its own, which
// live as long as the team. Between runs they wait as TeamState says, so an idle team costs nothing.

import Diagnostics
import Glibc

/// Workers for a job. A run allocates nothing and takes no lock while nobody sleeps.
@safe public final class ThreadTeam<Job: TeamJob> {
  /// The calling thread included.
  public let workers: Int
  private let state: TeamState<Job>
  private var threads: [pthread_t] = []

  /// Starts `workers - 1` threads; a team of one has none.
  public init(workers: Int, job: Job) throws(Failure) {
    guard (1...TeamLimits.workers).contains(workers) else {
      throw Failure(
        .threadFailure, "a team has 1 to \(TeamLimits.workers) threads, not \(workers)",
        help: "give --threads a number in that range")
    }
    self.workers = workers
    state = TeamState(job: job)
    for worker in 1..<max(workers, 1) {
      let error = start { [state] in state.runAsWorker(worker) }
      guard error == 0 else {
        throw Failure(
          .threadFailure, "thread \(worker + 1) of \(workers) could not be started (error \(error))",
          help: "use fewer threads with --threads")
      }
    }
  }

  deinit {
    state.shutDown()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Runs the job from its first phase to its end. Calls must not overlap.
  public func run() { state.runAsCaller() }

  /// Starts a thread that runs `body`; returns pthread_create's error number.
  private func start(_ body: @escaping @Sendable () -> Void) -> Int32 {
    var thread = pthread_t()
    let start = unsafe Unmanaged.passRetained(ThreadStart(body: body))
    let error = unsafe pthread_create(
      &thread, nil,
      { argument in
        // The argument is what passRetained gave.
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, start.toOpaque())
    if error == 0 { threads.append(thread) } else { unsafe start.release() }
    return error
  }
}

/// What a new thread runs; a C function pointer cannot capture it.
private final class ThreadStart: Sendable {
  let body: @Sendable () -> Void

  init(body: @escaping @Sendable () -> Void) { self.body = body }
}
