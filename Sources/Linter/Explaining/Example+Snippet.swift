// An example with carets under what the rule marks.

extension Example {
  /// The example's lines, each of them followed by carets where it has marks.
  var snippet: [String] {
    let marks = marks
    var lines: [String] = []
    var offset = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let end = offset + line.utf8.count
      lines.append("    \(line)".trimmingTrailingBlanks)
      let marked = marks.filter { $0.lowerBound >= offset && $0.lowerBound <= end && hasPlace }
      if !marked.isEmpty {
        var carets = ""
        for mark in marked {
          let start = line.utf8.prefix(mark.lowerBound - offset).scalarCount
          let stop = line.utf8.prefix(min(mark.upperBound, end) - offset).scalarCount
          carets += String(repeating: " ", count: max(start - carets.count, 0))
          carets += String(repeating: "^", count: max(stop - start, 1))
        }
        lines.append("    \(carets)")
      }
      offset = end + 1
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension Substring.UTF8View.SubSequence {
  /// How many Unicode scalars begin here.
  fileprivate var scalarCount: Int { count { $0 & 0xC0 != 0x80 } }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
