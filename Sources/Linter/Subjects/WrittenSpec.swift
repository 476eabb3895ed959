// A spec as written, before and beside its meaning: what rules about the document look at.

import Diagnostics
import SpecParser

public struct WrittenSpec: Sendable {
  /// The spec's own text first, then those that it extends. Empty where the YAML could not be parsed.
  public var texts: [WrittenText]
  /// Parameters and what names them; nil where the document is no mapping.
  public var resolved: ResolvedDocument?
  public var sources: SourceMap

  public init(texts: [WrittenText], resolved: ResolvedDocument?, sources: SourceMap) {
    self.texts = texts
    self.resolved = resolved
    self.sources = sources
  }

  /// Every scalar value and key of the texts that is written where it stands: none that came in by an alias.
  public func forEachScalar(_ body: (Scalar, Node, _ isKey: Bool) -> Void) {
    for text in texts {
      if let root = text.root { Self.visit(root, isKey: false, body) }
    }
  }

  /// Whether a mapping is in flow style: a line that is put into it would want a comma.
  func beginsWithBrace(_ node: Node) -> Bool {
    sources[node.range.path]?.bytes.dropFirst(node.range.start.offset).first == UInt8(ascii: "{")
  }

  private static func visit(_ node: Node, isKey: Bool, _ body: (Scalar, Node, Bool) -> Void) {
    guard node.definition == nil else { return }
    switch node.content {
    case .scalar(let scalar): body(scalar, node, isKey)
    case .sequence(let items): for item in items { visit(item, isKey: false, body) }
    case .mapping(let entries):
      for entry in entries {
        visit(entry.key, isKey: true, body)
        visit(entry.value, isKey: false, body)
      }
    }
  }
}
