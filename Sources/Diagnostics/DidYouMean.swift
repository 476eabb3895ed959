// Suggestions for a misspelt word: the optimal string alignment distance (Damerau-Levenshtein with adjacent
// transpositions), with case and the separators `-`, `_` and space not counted as differences.

public enum DidYouMean {
  /// The candidate nearest to `word`, or nil when none is near enough to be what was meant.
  public static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let target = folded(word)
    guard !target.isEmpty, target.count <= 64 else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(target, folded(candidate))
      if distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(1, target.count / 3) else { return nil }
    return best.candidate
  }

  /// "did you mean 'x'?" or, without a near one, the list of what is accepted.
  public static func help(for word: String, in candidates: [String], naming what: String) -> String {
    if let near = nearest(to: word, in: candidates) { return "did you mean '\(near)'?" }
    return "\(what): \(candidates.joined(separator: ", "))"
  }

  private static func folded(_ word: String) -> [UInt8] {
    // `CamelCase` counts like `camel_case`: separators are dropped and case is folded.
    word.utf8.compactMap { byte in
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: " "): nil
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
  }

  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var twoBack = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for i in 1...left.count {
      var row = [i] + [Int](repeating: 0, count: right.count)
      for j in 1...right.count {
        let substitution = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
        row[j] = min(previous[j] + 1, row[j - 1] + 1, substitution)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          row[j] = min(row[j], twoBack[j - 2] + 1)
        }
      }
      (twoBack, previous) = (previous, row)
    }
    return previous[right.count]
  }
}
