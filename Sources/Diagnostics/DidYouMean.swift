// Suggestions for a misspelt word: the optimal string alignment distance (Damerau-Levenshtein with adjacent
// transpositions), with case and the separators `-`, `_` and space not counted as differences. A word that a candidate
// begins with, or that begins with a candidate, counts as near too: `min` of `minimize`, `dense_layer` of `dense`.

public enum DidYouMean {
  /// The candidate nearest to `word`, or nil when none is near enough to be what was meant.
  /// - Parameter takesBeginnings: whether a beginning in common counts, however much follows it.
  public static func nearest(
    to word: String, in candidates: some Sequence<String>, takesBeginnings: Bool = true
  ) -> String? {
    let target = folded(word)
    guard !target.isEmpty, target.count <= 64 else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(target, folded(candidate))
      if distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    if let best, best.distance <= max(1, target.count / 3) { return best.candidate }
    return takesBeginnings ? beginning(target, candidates) : nil
  }

  /// The longest candidate that the word begins with, else the only one that begins with the word. Beginnings of less
  /// than three letters say nothing.
  private static func beginning(_ target: [UInt8], _ candidates: some Sequence<String>) -> String? {
    let shortest = 3
    var longest: (candidate: String, length: Int)?
    var continued: [String] = []
    for candidate in candidates {
      let word = folded(candidate)
      if word.count >= shortest, target.starts(with: word), word.count > (longest?.length ?? 0) {
        longest = (candidate, word.count)
      }
      if target.count >= shortest, word.starts(with: target) { continued.append(candidate) }
    }
    return longest?.candidate ?? (continued.count == 1 ? continued[0] : nil)
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
