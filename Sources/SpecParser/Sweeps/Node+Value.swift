// What a node is, whatever way it is written: `1`, `1.0` and `+1` are one value, and so are mappings in another order.

import Diagnostics

extension Node {
  /// Equal for nodes of equal value, and for no others.
  public var valueKey: String {
    switch content {
    case .scalar(let scalar):
      switch scalar.value {
      case .null: return "~"
      case .boolean(let value): return "b\(value)"
      case .integer(let value): return Int(exactly: Double(value)) == value ? "n\(Double(value))" : "i\(value)"
      // Adding zero makes one zero of the two.
      case .number(let value): return "n\(value + 0)"
      case .string(let value): return "s\(value.utf8.count):\(value)"
      }
    case .sequence(let items): return "[\(items.map(\.valueKey).joined(separator: ","))]"
    case .mapping(let entries):
      let keys = entries.map { "\($0.key.valueKey)=\($0.value.valueKey)" }.sorted()
      return "{\(keys.joined(separator: ","))}"
    }
  }

  /// The value in flow style, short enough for a message.
  public var valueText: String {
    let text: String
    switch content {
    case .scalar(let scalar): text = scalar.text
    case .sequence(let items): text = "[\(items.prefix(8).map(\.valueText).joined(separator: ", "))]"
    case .mapping(let entries):
      text = "{\(entries.prefix(8).map { "\($0.key.valueText): \($0.value.valueText)" }.joined(separator: ", "))}"
    }
    return text.count <= 40 ? text : "\(text.prefix(37))..."
  }

  /// The same value with every `$` at a scalar's beginning escaped: what has been substituted is not to be again.
  func escaped() -> Node {
    var node = self
    switch content {
    case .scalar(let scalar):
      guard case .string(let value) = scalar.value, value.hasPrefix("$") else { return self }
      node.content = .scalar(Scalar(text: "$" + value, isPlain: false, value: .string("$" + value)))
    case .sequence(let items): node.content = .sequence(items.map { $0.escaped() })
    case .mapping(let entries):
      node.content = .mapping(entries.map { Node.Entry(key: $0.key, value: $0.value.escaped()) })
    }
    return node
  }
}

extension ResolvedDocument {
  /// Sets a parameter to a value that stands in this document, as a trial of a sweep does.
  public func override(_ name: String, _ value: Node) -> Override {
    let path = value.range.path
    return Override(path: name, node: value.escaped(), source: sources[path] ?? SourceText(path: path, bytes: []))
  }
}
