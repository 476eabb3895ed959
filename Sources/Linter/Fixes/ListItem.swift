// An item of a YAML list as bytes, so that a fix can take it out: a line of its own in block style (`- dropout: 0`), or a
// stretch between commas in flow style (`[flatten, linear, {dense: 10}]`). The last item that remains is never taken out.

import Diagnostics

struct ListItem {
  private let bytes: [UInt8]
  private let source: SourceText
  private let start: Int
  private let end: Int
  private let line: Int

  /// - Parameter range: the item without its dash.
  init(_ source: SourceText, _ range: SourceRange) {
    self.source = source
    bytes = source.bytes
    start = min(max(range.start.offset, 0), bytes.count)
    end = min(max(range.end.offset, start), bytes.count)
    line = range.start.line
  }

  /// What to delete; nil where the item spans several lines, is the only one, or is no item at all.
  var removal: Range<Int>? {
    guard start < end, !bytes[start..<end].contains(UInt8(ascii: "\n")) else { return nil }
    return blockRemoval ?? flowRemoval
  }

  /// The whole line, with a comment behind the item.
  private var blockRemoval: Range<Int>? {
    let indices = source.lineStarts.indices
    guard indices.contains(line - 1), let indent = Self.dashIndent(source.text(ofLine: line)) else { return nil }
    let lineStart = source.lineStarts[line - 1]
    let before = bytes[lineStart..<start].drop { $0 == UInt8(ascii: " ") }
    let after = bytes[end...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      .drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard before.first == UInt8(ascii: "-"), before.dropFirst().allSatisfy({ $0 == UInt8(ascii: " ") }),
      after.isEmpty || after.first == UInt8(ascii: "#"), hasNeighbour(at: indent)
    else { return nil }
    return lineStart..<(indices.contains(line) ? source.lineStarts[line] : bytes.count)
  }

  /// The item with the comma behind it, else the one before it.
  private var flowRemoval: Range<Int>? {
    func isBlank(_ offset: Int) -> Bool { bytes[offset] == UInt8(ascii: " ") }
    var left = start
    while left > 0, isBlank(left - 1) { left -= 1 }
    var right = end
    while right < bytes.count, isBlank(right) { right += 1 }
    guard left > 0, right < bytes.count else { return nil }
    let opens = bytes[left - 1] == UInt8(ascii: "[")
    let follows = bytes[left - 1] == UInt8(ascii: ",")
    if bytes[right] == UInt8(ascii: ","), opens || follows {
      right += 1
      while right < bytes.count, isBlank(right) { right += 1 }
      return start..<right
    }
    return bytes[right] == UInt8(ascii: "]") && follows ? (left - 1)..<end : nil
  }

  /// Whether the next or the previous written line begins an item of the same list.
  private func hasNeighbour(at indent: Int) -> Bool {
    [1, -1].contains { step in
      var number = line + step
      while source.lineStarts.indices.contains(number - 1) {
        let text = source.text(ofLine: number)
        let written = text.drop { $0 == " " }
        if !written.isEmpty, written.first != "#" { return Self.dashIndent(text) == indent }
        number += step
      }
      return false
    }
  }

  /// The column of a line's first dash; nil where it begins no item.
  private static func dashIndent(_ text: String) -> Int? {
    let written = text.drop { $0 == " " }
    return written.hasPrefix("- ") ? text.utf8.count - written.utf8.count : nil
  }
}
