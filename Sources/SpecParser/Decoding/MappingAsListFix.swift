// A mapping where a list is wanted, and its cure:
//
//   layers:            layers:
//     flatten:    ->     - flatten:        and in flow style   {flatten: , dense: 10}  ->  [flatten: , dense: 10]
//     dense: 10          - dense: 10

import Diagnostics

struct MappingAsListFix {
  private(set) var fix: Fix

  /// - Returns: nil where the mapping's text can't be mended line by line.
  init?(_ node: Node, sources: SourceMap) {
    let edits = TreeEdits(sources: sources)
    guard let first = node.mapping?.first, node.definition == nil, let source = edits.source(of: node.range) else {
      return nil
    }
    let changes =
      edits.isFlow(node)
      ? Self.exchangingBrackets(node.range, edits, source)
      : Self.addingDashes(node, first.key.range.start, edits, source)
    guard let changes, !changes.isEmpty else { return nil }
    fix = Fix(title: "make it a list", isSafe: true, edits: changes)
  }

  private static func exchangingBrackets(
    _ range: SourceRange, _ edits: TreeEdits, _ source: SourceText
  ) -> [Fix.Edit]? {
    let last = range.end.offset - 1
    guard source.byte(at: last) == UInt8(ascii: "}") else { return nil }
    return [
      edits.edit(source, range.start.offset, range.start.offset + 1, "["), edits.edit(source, last, last + 1, "]"),
    ]
  }

  /// A dash before every line that begins in the keys' column, two spaces before the others.
  private static func addingDashes(
    _ node: Node, _ start: SourcePosition, _ edits: TreeEdits, _ source: SourceText
  ) -> [Fix.Edit]? {
    guard source.indentationEnd(ofLine: start.line) == start.offset else { return nil }
    var changes: [Fix.Edit] = []
    for line in start.line...max(start.line, node.lastLine) {
      let offset = source.indentationEnd(ofLine: line)
      guard let byte = source.byte(at: offset), !byte.isBreak else { continue }
      let column = source.position(offset: offset).column
      guard column >= start.column else { return nil }
      let isItem = column == start.column && byte != UInt8(ascii: "#")
      changes.append(edits.edit(source, offset, offset, isItem ? "- " : "  "))
    }
    return changes
  }
}
