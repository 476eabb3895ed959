// The value tree of a YAML document: every node knows where it stands.
//
// Aliases and merge keys are expanded when the tree is composed, so a reader of the tree never sees them.

import Diagnostics

/// One node of a spec.
public struct Node: Sendable {
  public enum Content: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
  }

  public struct Entry: Sendable {
    public var key: Node
    public var value: Node

    public init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }
  }

  public var content: Content
  /// Where it is written. For a node that came in by an alias or a `$name`, the place of use.
  public var range: SourceRange
  /// Where its text stands when that is not `range`: the anchor's node or the parameter's value.
  public var definition: SourceRange?

  public init(_ content: Content, at range: SourceRange, definition: SourceRange? = nil) {
    self.content = content
    self.range = range
    self.definition = definition
  }

  public var scalar: Scalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }
  public var sequence: [Node]? {
    if case .sequence(let items) = content { items } else { nil }
  }
  public var mapping: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The value under a plain or quoted key.
  public subscript(key: String) -> Node? {
    mapping?.first { $0.key.scalar?.text == key }?.value
  }

  /// "a list", "the string 'x'", ...: how an error names the node.
  public var kindName: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar):
      switch scalar.value {
      case .null: "nothing"
      case .boolean(let value): "the boolean \(value)"
      case .integer: "the integer \(scalar.text)"
      case .number: "the number \(scalar.text)"
      case .string(let text): text.count <= 40 ? "the string '\(text)'" : "a string"
      }
    }
  }
}

/// A scalar and what it is under the YAML 1.2 core schema.
public struct Scalar: Sendable, Hashable {
  public enum Value: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
  }

  /// The text after unescaping and folding.
  public var text: String
  /// False for 'single', "double", literal and folded scalars, which are strings whatever they look like.
  public var isPlain: Bool
  public var value: Value

  public init(text: String, isPlain: Bool, value: Value) {
    self.text = text
    self.isPlain = isPlain
    self.value = value
  }
}
