// What a schedule is made for. The figures are those of a common server core, the same everywhere, so that a spec gives
// the same plan on every machine with as many threads; they only weigh alternatives against one another.

public struct Machine: Sendable, Hashable {
  public var threads: Int
  /// Multiply-adds count as two; of one thread.
  public var flopsPerSecond = 100e9
  /// Bytes of the cache that a thread has for itself.
  public var privateCache = 1 << 20
  /// From beyond that cache, of one thread.
  public var bytesPerSecond = 20e9
  /// A barrier of the team, and a work item's claim with what the executor adds to each of its calls.
  public var barrierSeconds = 1e-6
  public var itemSeconds = 0.2e-6
  public var callSeconds = 0.05e-6

  public init(threads: Int) { self.threads = max(1, threads) }
}
