// A scalar or a list where a mapping is wanted, though only one of the mapping's fields can be meant: `data: mnist` is
// `data: {source: mnist}`, `model: [flatten]` is `model: {layers: [flatten]}`, `validation: 0.2` is
// `validation: {fraction: 0.2}`.

import Diagnostics

extension Decoder {
  typealias Cure = (help: String, fix: Fix?)

  /// The cure where the alternative is a record.
  func recordCure(for node: Node, _ type: ValueType) -> Cure? {
    if case .record(let fields) = type { recordCure(for: node, fields) } else { nil }
  }

  /// - Returns: nil where the node is no value of a required field, nor of the first optional one that takes it.
  func recordCure(for node: Node, _ fields: [FieldDeclaration]) -> Cure? {
    let candidates = fields.filter(\.isRequired) + fields.filter { !$0.isRequired }
    guard let field = candidates.first(where: { takes($0.type, node, isRequired: $0.isRequired) }) else {
      return pathCure(for: node, fields)
    }
    let edits = TreeEdits(sources: sources)
    let isNumber = node.scalar.map { $0.value != .string($0.text) } ?? false
    if let share = percentage(node) {
      return (
        "write '{\(field.name): \(share)}'",
        replacing(node, with: "{\(field.name): \(share)}", title: "write {\(field.name): \(share)}", isSafe: false)
      )
    }
    if let text = edits.flowText(of: node) {
      let whole = "{\(field.name): \(text)}"
      let help = whole.count <= 60 ? "write '\(whole)'" : "write '{\(field.name): ...}'"
      guard node.definition == nil, let source = edits.source(of: node.range) else { return (help, nil) }
      let edit = edits.edit(source, node.range.start.offset, node.range.end.offset, whole)
      return (help, Fix(title: "write it under '\(field.name)'", isSafe: !isNumber, edits: [edit]))
    }
    let blockEdits = heading(node, field.name, edits)
    return (
      "write '\(field.name):' above it, indented",
      blockEdits.map { Fix(title: "write it under '\(field.name)'", isSafe: true, edits: $0) }
    )
  }

  /// Puts `layers:` over the items of a block list, in their column; items in the first column are indented under it.
  private func heading(_ node: Node, _ name: String, _ edits: TreeEdits) -> [Fix.Edit]? {
    guard node.sequence != nil, node.definition == nil, let source = edits.source(of: node.range) else { return nil }
    let start = node.range.start
    guard source.indentationEnd(ofLine: start.line) == start.offset else { return nil }
    let line = source.position(line: start.line, column: 1).offset
    let isOutermost = start.column == 1
    let indentation = String(repeating: " ", count: isOutermost ? 2 : start.column - 1)
    let lineBreak = source.byte(at: source.endOfLine(from: start.offset)) == 0x0D ? "\r\n" : "\n"
    let head = edits.edit(source, line, line, "\(indentation)\(name):\(lineBreak)")
    if !isOutermost { return [head] }
    var body = edits.indenting(lines: start.line...max(start.line, node.lastLine), by: 2, in: source)
    guard !body.isEmpty else { return nil }
    // Two edits of one place are one.
    body[0].replacement = head.replacement + body[0].replacement
    return body
  }

  /// Whether a node is a value of the type beyond doubt. A string is anything: only a required one counts.
  private func takes(_ type: ValueType, _ node: Node, isRequired: Bool) -> Bool {
    switch type {
    case .kind(let family):
      guard case .string(let text)? = node.scalar?.value else { return false }
      return catalog[family].kind(text) != nil
    case .list: return node.sequence != nil
    case .integer(let bounds):
      if case .integer(let value)? = node.scalar?.value { return bounds.contains(Double(value)) }
      return false
    case .number(let bounds):
      if let share = percentage(node).flatMap(Double.init) { return bounds.contains(share) }
      if case .number(let value)? = node.scalar?.value { return bounds.contains(value) }
      return false
    case .byteSize:
      guard case .string(let text)? = node.scalar?.value else { return false }
      return ByteSize.parse(text) != nil
    case .string:
      guard isRequired, case .string? = node.scalar?.value else { return false }
      return true
    case .boolean, .choice, .record, .dictionary, .oneOf, .any: return false
    }
  }

  /// `20%` as `0.2`.
  func percentage(_ node: Node) -> String? {
    guard case .string(let text)? = node.scalar?.value, text.last == "%", let value = Double(String(text.dropLast())),
      value.isFinite
    else { return nil }
    return Bounds.text(value / 100)
  }

  /// `data: train.csv`: a file where the section of the field `source` is wanted.
  private func pathCure(for node: Node, _ fields: [FieldDeclaration]) -> Cure? {
    for field in fields {
      guard case .kind(let family) = field.type, case .string(let text)? = node.scalar?.value,
        let source = SourceFile.kind(ofPath: text, in: catalog[family])
      else { continue }
      return ("write '{\(field.name): \(source)}'", nil)
    }
    return nil
  }
}

/// A path where a source's kind is wanted.
enum SourceFile {
  /// `{csv: {path: train.csv, target: ...}}`; nil for a text that is no path of a file that some source reads.
  static func kind(ofPath text: String, in family: KindFamily) -> String? {
    let name = text.lowercased()
    let endings: [(ending: String, kind: String, more: String)] = [
      (".csv", "csv", ", target: ..."), (".tsv", "csv", ", delimiter: \"\\t\", target: ..."),
      (".npy", "npy", ", targets: ..."), ("-ubyte", "idx", ", labels: ..."), (".idx", "idx", ", labels: ..."),
      ("-ubyte.gz", "idx", ", labels: ..."),
    ]
    guard family.name == .source, let found = endings.first(where: { name.hasSuffix($0.ending) }),
      let kind = family.kind(found.kind), let main = kind.mainField ?? kind.fields.first?.name
    else { return nil }
    return "{\(kind.name): {\(main): \(text)\(found.more)}}"
  }
}
