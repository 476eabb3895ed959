// The same work on each of many values, by a fixed number of threads. Each takes the next value when it is done with one;
// results keep the order of the values, so nothing depends on who did what.

import Glibc
import Synchronization

/// The results of `body` for each value. The caller's thread works, too; where no other can be started, it works alone.
func parallelMap<Value: Sendable, Result: Sendable>(
  _ values: [Value], threads: Int, _ body: @escaping @Sendable (Value) -> Result
) -> [Result] {
  let work = SharedWork(values, body)
  var others: [pthread_t] = []
  for _ in 1..<max(min(threads, values.count), 1) {
    var thread = pthread_t()
    let start = unsafe Unmanaged.passRetained(ThreadBody { work.run() })
    let error = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, start.toOpaque())
    guard error == 0 else {
      unsafe start.release()
      break
    }
    others.append(thread)
  }
  work.run()
  for thread in others { pthread_join(thread, nil) }
  return work.results.withLock { $0.compactMap(\.self) }
}

private final class SharedWork<Value: Sendable, Result: Sendable>: Sendable {
  private let values: [Value]
  private let body: @Sendable (Value) -> Result
  private let next = Atomic<Int>(0)
  let results: Mutex<[Result?]>

  init(_ values: [Value], _ body: @escaping @Sendable (Value) -> Result) {
    self.values = values
    self.body = body
    results = Mutex([Result?](repeating: nil, count: values.count))
  }

  func run() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < values.count else { return }
      let result = body(values[index])
      results.withLock { $0[index] = result }
    }
  }
}

/// What a new thread runs; a C function pointer cannot capture it.
private final class ThreadBody: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
