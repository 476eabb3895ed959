// What the tests of the YAML half share: loading a text, finding a node by its way, codes with their places.

import Diagnostics
import SpecParser

/// A text loaded as `spec.yaml`.
struct YAMLLoaded {
  var root: Node?
  var source: SourceText
  var diagnostics: [Diagnostic]

  init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  init(bytes: [UInt8]) {
    var list = DiagnosticList()
    root = DocumentLoader.load(bytes: bytes, path: "spec.yaml", diagnostics: &list).document?.root
    source = SourceText(path: "spec.yaml", bytes: bytes)
    diagnostics = list.items
  }

  /// `Y102@3:1`: every finding with its code, line and column.
  var findings: [String] {
    diagnostics.map { diagnostic in
      guard case .spec(let range) = diagnostic.place else { return diagnostic.code.id }
      return "\(diagnostic.code.id)@\(range.start.line):\(range.start.column)"
    }
  }

  /// The text with the first finding's fix applied; nil without one.
  func fixed() -> String? {
    guard let fix = diagnostics.first?.fix else { return nil }
    var bytes = source.bytes
    for edit in fix.edits.sorted(by: { $0.range.start.offset > $1.range.start.offset }) {
      bytes.replaceSubrange(edit.range.start.offset..<edit.range.end.offset, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text under the caret of the first finding.
  var marked: String? {
    guard case .spec(let range)? = diagnostics.first?.place else { return nil }
    return source.text(of: range)
  }
}

extension Node {
  /// The node at `a.0.b`: keys and list indices.
  func at(_ way: String) -> Node? {
    way.split(separator: ".").reduce(self as Node?) { node, step in
      guard let node else { return nil }
      if let index = Int(step), let items = node.sequence { return items.indices.contains(index) ? items[index] : nil }
      return node[String(step)]
    }
  }

  /// The tree without its places, as flow YAML; strings in quotes.
  var outline: String {
    switch content {
    case .sequence(let items): "[" + items.map(\.outline).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { ($0.key.scalar?.text ?? "?") + ": " + $0.value.outline }.joined(separator: ", ") + "}"
    case .scalar(let scalar):
      switch scalar.value {
      case .null: "null"
      case .boolean(let value): "\(value)"
      case .integer(let value): "\(value)"
      case .number(let value): "\(value)"
      case .string(let value): "'\(value)'"
      }
    }
  }
}
