// Edits of a spec's text that follow its tree: an entry or an item taken out, an entry put in, a value carried into
// braces. Whatever can't be edited without a guess (text that came in by an alias, values over many lines, comments in
// the way) gives nil, and the finding then has no fix.

import Diagnostics

struct TreeEdits {
  let sources: SourceMap

  /// The text that a range stands in; nil for a command-line override, which nobody edits.
  func source(of range: SourceRange) -> SourceText? {
    range.path.hasPrefix("--set") ? nil : sources[range.path]
  }

  /// Whether a collection is written in brackets, in its own place.
  func isFlow(_ node: Node) -> Bool {
    guard node.scalar == nil, node.definition == nil, let source = source(of: node.range) else { return false }
    let first = source.byte(at: node.range.start.offset)
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// Whether a node is an item of a list, by the character before it: there a `key: value` needs no braces.
  func isListItem(_ node: Node) -> Bool {
    guard let source = source(of: node.range) else { return false }
    var offset = node.range.start.offset - 1
    while let byte = source.byte(at: offset), byte.isBlank { offset -= 1 }
    guard let byte = source.byte(at: offset) else { return false }
    return "-[,".utf8.contains(byte)
  }

  /// The text of a node as it can stand in a flow collection; nil where it takes more than a line.
  func flowText(of node: Node) -> String? {
    let range = node.range
    guard range.start.line == range.end.line, range.start.offset < range.end.offset, let source = source(of: range)
    else { return nil }
    let text = source.text(of: range)
    if node.definition != nil, node.definition != range { return text }
    switch node.content {
    case .scalar(let scalar):
      guard scalar.isPlain || text.utf8.first == UInt8(ascii: "$"), text.contains(where: { ",[]{}".contains($0) })
      else { return text }
      return text.contains(where: { $0 == "\"" || $0 == "\\" }) ? nil : "\"\(text)\""
    case .sequence, .mapping:
      if isFlow(node) { return text }
      guard let entry = node.mapping?.first, node.mapping?.count == 1, let key = entry.key.scalar?.text,
        let value = flowText(of: entry.value)
      else { return nil }
      return "{\(key): \(value)}"
    }
  }

  // MARK: - Taking out

  /// Takes an entry out of a mapping that keeps others.
  func removing(_ entry: Node.Entry, from mapping: Node) -> Fix.Edit? {
    guard let entries = mapping.mapping, mapping.definition == nil, entry.key.definition == nil,
      let place = entries.firstIndex(where: { $0.key.range == entry.key.range }),
      let source = source(of: mapping.range), hasNothingBetween(entry, source)
    else { return nil }
    let end = max(entry.key.range.end, entry.value.range.end)
    return removing(
      from: entry.key.range.start, to: end, after: place > 0 ? entries[place - 1].value.range.end : nil,
      before: place + 1 < entries.count ? entries[place + 1].key.range.start : nil, lead: "",
      isFlow: isFlow(mapping), source)
  }

  /// Takes an item out of a list that keeps others.
  func removing(item place: Int, from list: Node) -> Fix.Edit? {
    guard let items = list.sequence, list.definition == nil, items.indices.contains(place),
      let source = source(of: list.range), items[place].range.path == list.range.path
    else { return nil }
    let range = items[place].range
    return removing(
      from: range.start, to: range.end, after: place > 0 ? items[place - 1].range.end : nil,
      before: place + 1 < items.count ? items[place + 1].range.start : nil, lead: "-", isFlow: isFlow(list), source)
  }

  private func removing(
    from start: SourcePosition, to end: SourcePosition, after previous: SourcePosition?, before next: SourcePosition?,
    lead: String, isFlow: Bool, _ source: SourceText
  ) -> Fix.Edit? {
    guard previous != nil || next != nil, start.line == end.line else { return nil }
    if isFlow {
      let cut = previous.map { ($0, end) } ?? next.map { (start, $0) }
      guard let (from, to) = cut, from < to else { return nil }
      // Between two neighbours there is a comma and nothing else: no comment, no anchor, no bracket.
      let gap = previous == nil ? end.offset..<to.offset : from.offset..<start.offset
      guard source.bytes.indices.contains(gap.upperBound),
        source.bytes[gap].allSatisfy({ $0.isBlank || $0.isBreak || $0 == UInt8(ascii: ",") })
      else { return nil }
      return edit(source, from.offset, to.offset, "")
    }
    let lineStart = source.position(line: start.line, column: 1).offset
    let before = String(decoding: source.bytes[lineStart..<start.offset], as: UTF8.self)
    guard before.filter({ $0 != " " }) == lead else { return nil }
    var stop = end.offset
    while let byte = source.byte(at: stop), byte.isBlank { stop += 1 }
    if let byte = source.byte(at: stop), !byte.isBreak {
      // A comment stays where it is.
      return byte == UInt8(ascii: "#") ? edit(source, start.offset - before.utf8.count, stop, "") : nil
    }
    if source.byte(at: stop) == 0x0D { stop += 1 }
    if source.byte(at: stop) == 0x0A { stop += 1 }
    return edit(source, lineStart, min(stop, source.bytes.count), "")
  }

  /// Whether an entry's value follows its colon at once: no anchor, no tag, no comment between them.
  private func hasNothingBetween(_ entry: Node.Entry, _ source: SourceText) -> Bool {
    let (start, end) = (entry.key.range.end.offset, entry.value.range.start.offset)
    guard start <= end, end <= source.bytes.count else { return false }
    return source.bytes[start..<end].allSatisfy { $0.isBlank || $0 == UInt8(ascii: ":") }
  }

  // MARK: - Putting in

  /// Adds `key: value` as the last entry of a mapping.
  func appending(_ text: String, to mapping: Node) -> Fix.Edit? {
    guard let entries = mapping.mapping, mapping.definition == nil, let source = source(of: mapping.range) else {
      return nil
    }
    if isFlow(mapping) {
      guard mapping.range.start.line == mapping.range.end.line else { return nil }
      var offset = mapping.range.end.offset - 1
      guard source.byte(at: offset) == UInt8(ascii: "}") else { return nil }
      while let byte = source.byte(at: offset - 1), byte.isBlank { offset -= 1 }
      let before = source.byte(at: offset - 1)
      let isFirst = before == UInt8(ascii: "{") || before == UInt8(ascii: ",")
      return edit(source, offset, offset, isFirst ? text : ", \(text)")
    }
    guard let first = entries.first, first.key.definition == nil, first.key.range.path == mapping.range.path else {
      return nil
    }
    let end = source.endOfLine(from: mapping.range.end.offset)
    // The end of a block that a blank line follows may lie at the beginning of that line.
    guard mapping.range.end.column > 1 || end > mapping.range.end.offset else { return nil }
    let lineBreak = source.byte(at: end) == 0x0D ? "\r\n" : "\n"
    let indentation = String(repeating: " ", count: first.key.range.start.column - 1)
    return edit(source, end, end, "\(lineBreak)\(indentation)\(text)")
  }

  /// Indents every line from one to another that isn't empty.
  func indenting(lines: ClosedRange<Int>, by width: Int, in source: SourceText) -> [Fix.Edit] {
    lines.filter { !source.text(ofLine: $0).isEmpty }.map { line in
      let start = source.position(line: line, column: 1).offset
      return edit(source, start, start, String(repeating: " ", count: width))
    }
  }

  /// Rewrites a scalar, where its text stands on one line in its own place.
  func replacing(_ node: Node, with text: String, title: String, isSafe: Bool) -> Fix? {
    let range = node.range
    guard node.scalar != nil, node.definition == nil || node.definition == range, source(of: range) != nil,
      range.start != range.end, range.start.line == range.end.line
    else { return nil }
    return Fix(title: title, isSafe: isSafe, edits: [Fix.Edit(range: range, replacement: text)])
  }

  func edit(_ source: SourceText, _ start: Int, _ end: Int, _ replacement: String) -> Fix.Edit {
    let range = SourceRange(
      path: source.path, start: source.position(offset: start), end: source.position(offset: end))
    return Fix.Edit(range: range, replacement: replacement)
  }
}

extension Node {
  /// The last line that the node's text reaches.
  var lastLine: Int {
    let end = range.end
    return end.column == 1 && end.line > range.start.line ? end.line - 1 : end.line
  }
}
