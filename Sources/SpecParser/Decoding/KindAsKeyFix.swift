// A kind that is written as a field, and its cure:
//
//   - type: Dense        - dense:
//     units: 10     ->       units: 10         and in flow style   {type: dense, units: 10}  ->  {dense: {units: 10}}

import Diagnostics

struct KindAsKeyFix {
  private(set) var fix: Fix

  /// - Parameter node: the mapping whose first entry names the kind.
  /// - Returns: nil where the text can't be mended in place.
  init?(_ node: Node, _ kind: String, sources: SourceMap) {
    let edits = TreeEdits(sources: sources)
    guard let entries = node.mapping, let first = entries.first, node.definition == nil,
      let source = edits.source(of: node.range),
      entries.allSatisfy({ $0.key.definition == nil && $0.key.range.path == node.range.path }),
      first.value.range.start.line == first.key.range.start.line
    else { return nil }
    let start = first.key.range.start.offset
    guard let second = entries.dropFirst().first, let last = entries.last else {
      let whole =
        edits.isFlow(node)
        ? node.range
        : SourceRange(
          path: node.range.path, start: first.key.range.start, end: first.value.range.end)
      fix = Fix(title: "write '\(kind)'", isSafe: true, edits: [Fix.Edit(range: whole, replacement: kind)])
      return
    }
    if edits.isFlow(node) {
      let end = max(last.key.range.end.offset, last.value.range.end.offset)
      fix = Fix(
        title: "make the kind the key", isSafe: true,
        edits: [
          edits.edit(source, start, second.key.range.start.offset, "\(kind): {"), edits.edit(source, end, end, "}"),
        ])
      return
    }
    guard second.key.range.start.line > first.key.range.start.line else { return nil }
    let lines = second.key.range.start.line...max(second.key.range.start.line, last.value.lastLine)
    fix = Fix(
      title: "make the kind the key", isSafe: true,
      edits: [edits.edit(source, start, first.value.range.end.offset, "\(kind):")]
        + edits.indenting(lines: lines, by: 2, in: source))
  }
}
