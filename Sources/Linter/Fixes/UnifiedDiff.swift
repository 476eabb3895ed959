// A unified diff of two texts, as `diff -u` and `patch` know it. Lines are compared as bytes, so that a changed line ending
// shows; Swift's own Myers difference finds which of them stay.

public enum UnifiedDiff {
  /// Unchanged lines around a change.
  private static let context = 3

  /// The diff, each line with its break; empty where nothing differs.
  public static func text(from old: [UInt8], to new: [UInt8], oldName: String, newName: String) -> String {
    let script = script(from: lines(of: old), to: lines(of: new))
    let changes = script.indices.filter { script[$0].kind != .kept }
    guard !changes.isEmpty else { return "" }
    var hunks: [Range<Int>] = []
    for change in changes {
      let range = max(0, change - context)..<min(script.count, change + context + 1)
      if let last = hunks.last, range.lowerBound <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return "--- \(oldName)\n+++ \(newName)\n" + hunks.map { text(of: script[$0]) }.joined()
  }

  private enum Kind: String {
    case kept = " "
    case removed = "-"
    case added = "+"
  }

  /// A line of either text, and how many lines of each stand before it.
  private struct Line {
    var kind: Kind
    var bytes: ArraySlice<UInt8>
    var oldBefore: Int
    var newBefore: Int
  }

  private static func text(of hunk: ArraySlice<Line>) -> String {
    guard let first = hunk.first else { return "" }
    /// The number of the first line, or of the one before where there is none, and how many there are.
    func extent(_ before: Int, _ count: Int) -> String {
      let start = count > 0 ? before + 1 : before
      return count == 1 ? "\(start)" : "\(start),\(count)"
    }
    let old = extent(first.oldBefore, hunk.count { $0.kind != .added })
    let new = extent(first.newBefore, hunk.count { $0.kind != .removed })
    var text = "@@ -\(old) +\(new) @@\n"
    for line in hunk {
      text += line.kind.rawValue + String(decoding: line.bytes, as: UTF8.self)
      if line.bytes.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n" }
    }
    return text
  }

  /// All lines of both texts: at each place those removed, then those added.
  private static func script(from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]) -> [Line] {
    var removed = Set<Int>()
    var added = Set<Int>()
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var script: [Line] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, removed.contains(i) {
        script.append(Line(kind: .removed, bytes: old[i], oldBefore: i, newBefore: j))
        i += 1
      } else if j < new.count, added.contains(j) {
        script.append(Line(kind: .added, bytes: new[j], oldBefore: i, newBefore: j))
        j += 1
      } else if i < old.count, j < new.count {
        script.append(Line(kind: .kept, bytes: old[i], oldBefore: i, newBefore: j))
        i += 1
        j += 1
      } else {
        break
      }
    }
    return script
  }

  /// Each line with its line feed.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (i, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...i])
      start = i + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }
}
