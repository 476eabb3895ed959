// Tabs as indentation. In a file whose lines are indented by tabs alone, each stands for one level, so two spaces for
// each keep what was meant; where tabs and spaces are mixed nobody knows how wide a tab was.

import Diagnostics

enum TabFix {
  /// The fix for a tab that libyaml stopped at; nil for a mixture.
  static func fix(at range: SourceRange, in text: SourceText) -> Fix? {
    let line = text.position(line: range.start.line, column: 1).offset
    let indentation = line..<max(line, text.indentationEnd(ofLine: range.start.line))
    guard indentation.contains(range.start.offset) else {
      // Behind a dash or a colon a tab only separates.
      return Fix(title: "write a space", isSafe: true, edits: [Fix.Edit(range: range, replacement: " ")])
    }
    var edits: [Fix.Edit] = []
    for line in 1...text.lineStarts.count {
      let start = text.position(line: line, column: 1)
      let end = text.indentationEnd(ofLine: line)
      guard end > start.offset, let byte = text.byte(at: end), !byte.isBreak else { continue }
      guard text.bytes[start.offset..<end].allSatisfy({ $0 == 0x09 }) else { return nil }
      edits.append(
        Fix.Edit(
          range: text.range(from: start, to: end), replacement: String(repeating: "  ", count: end - start.offset)))
    }
    return edits.isEmpty ? nil : Fix(title: "indent by spaces", isSafe: true, edits: edits)
  }
}
