// What became of a problem, as values.

/// An offset for every item, and what is known about how good it is.
public struct ArenaSolution: Sendable, Hashable {
  public var offsets: [Int]
  /// The peak: where the topmost item ends.
  public var byteCount: Int
  /// The liveness lower bound: the largest sum of simultaneously live bytes.
  public var lowerBound: Int
  /// No placement has a lower peak than this: the liveness bound, raised where a search below the peak was exhausted.
  public var provedBound: Int
  /// Placements that branch and bound tried; none where a greedy order reached the bound.
  public var nodeCount: Int

  /// Whether no placement needs fewer bytes.
  public var isProvedOptimal: Bool { byteCount == provedBound }
}

/// The answer to whether a problem fits a capacity.
public enum ArenaFit: Sendable, Hashable {
  /// The solution's peak is within the capacity.
  case fits(ArenaSolution)
  /// No placement is: its proved bound is above the capacity. The solution is the best that is known.
  case impossible(ArenaSolution)
  /// The node budget was used up before either was known, or more buffers than can be searched overlap one another. The
  /// solution is the best that is known.
  case undecided(ArenaSolution)
}
