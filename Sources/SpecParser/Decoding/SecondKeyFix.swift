// The commonest slip in a list of layers, and its cure:
//
//   - dense:             - dense:                 - dense: 10            - dense:
//     units: 10     ->       units: 10              activation: relu ->      units: 10
//                                                                            activation: relu
//
// and in flow style `{dense: 10, activation: relu}` -> `{dense: {units: 10, activation: relu}}`.

import Diagnostics

struct SecondKeyFix {
  private(set) var fix: Fix

  /// - Parameters:
  ///   - node: the mapping with the kind and the keys beside it, which are all fields of the kind.
  ///   - kind: the kind's entry.
  /// - Returns: nil where the text can't be mended by adding to it.
  init?(node: Node, kind: Node.Entry, mainField: String?, sources: SourceMap) {
    let path = node.range.path
    guard let entries = node.mapping, entries.first?.key.range == kind.key.range,
      let second = entries.dropFirst().first,
      entries.allSatisfy({ $0.key.definition == nil && $0.key.range.path == path && $0.value.isWrittenIn(path) }),
      let source = sources[path], !path.hasPrefix("--set")
    else { return nil }
    let isFlow =
      source.bytes.indices.contains(node.range.start.offset)
      && source.bytes[node.range.start.offset] == UInt8(ascii: "{")
    let edits =
      isFlow
      ? Self.wrapping(kind, entries, mainField)
      : Self.indenting(kind, second, entries, mainField, source)
    guard let edits else { return nil }
    fix = Fix(title: "put it under the kind", isSafe: true, edits: edits)
  }

  private static func wrapping(_ kind: Node.Entry, _ entries: [Node.Entry], _ mainField: String?) -> [Fix.Edit]? {
    guard let last = entries.last, let second = entries.dropFirst().first else { return nil }
    let path = kind.key.range.path
    let closing = Fix.Edit(range: empty(path, last.value.range.end), replacement: "}")
    switch kind.value.content {
    case .scalar(let scalar) where scalar.value == .null:
      let gap = SourceRange(path: path, start: kind.key.range.end, end: second.key.range.start)
      return [Fix.Edit(range: gap, replacement: ": {"), closing]
    case .scalar:
      guard let mainField else { return nil }
      return [Fix.Edit(range: gap(kind), replacement: ": {\(mainField): "), closing]
    case .mapping(let fields):
      // The inner braces are closed behind the last key instead.
      guard let field = fields.last, kind.value.range.start.line == kind.value.range.end.line else { return nil }
      let tail = SourceRange(path: path, start: field.value.range.end, end: kind.value.range.end)
      return [Fix.Edit(range: tail, replacement: ""), closing]
    case .sequence:
      return nil
    }
  }

  private static func indenting(
    _ kind: Node.Entry, _ second: Node.Entry, _ entries: [Node.Entry], _ mainField: String?, _ source: SourceText
  ) -> [Fix.Edit]? {
    let column = kind.key.range.start.column
    guard second.key.range.start.line > kind.key.range.start.line, second.key.range.start.column == column,
      let last = entries.last
    else { return nil }
    var edits: [Fix.Edit] = []
    var width = 2
    switch kind.value.content {
    case .scalar(let scalar) where scalar.value == .null: break
    case .scalar:
      guard let mainField, kind.value.range.start.line == kind.key.range.start.line else { return nil }
      let indentation = String(repeating: " ", count: column - 1 + width)
      edits.append(Fix.Edit(range: gap(kind), replacement: ":\n\(indentation)\(mainField): "))
    case .mapping(let fields):
      // The keys join those that stand under the kind already, at their depth.
      guard let first = fields.first, first.key.range.start.line > kind.key.range.start.line,
        first.key.range.start.column > column
      else { return nil }
      width = first.key.range.start.column - column
    case .sequence:
      return nil
    }
    let lines = second.key.range.start.line...max(second.key.range.start.line, last.value.lastLine)
    for line in lines where !source.text(ofLine: line).isEmpty {
      let start = source.position(line: line, column: 1)
      edits.append(
        Fix.Edit(range: empty(kind.key.range.path, start), replacement: String(repeating: " ", count: width)))
    }
    return edits
  }

  /// From the end of the kind's word to its value.
  private static func gap(_ kind: Node.Entry) -> SourceRange {
    SourceRange(path: kind.key.range.path, start: kind.key.range.end, end: kind.value.range.start)
  }

  private static func empty(_ path: String, _ position: SourcePosition) -> SourceRange {
    SourceRange(path: path, start: position, end: position)
  }
}

extension Node {
  /// Whether the node's text stands in its own place, all of it in one file.
  fileprivate func isWrittenIn(_ path: String) -> Bool {
    guard definition == nil || definition == range, range.path == path else { return false }
    switch content {
    case .scalar: return true
    case .sequence(let items): return items.allSatisfy { $0.isWrittenIn(path) }
    case .mapping(let entries): return entries.allSatisfy { $0.key.isWrittenIn(path) && $0.value.isWrittenIn(path) }
    }
  }
}
