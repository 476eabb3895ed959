// How a case went, judged by the suite's expectation and by what Lofting refuses on purpose (docs/YAML.md).

import Diagnostics
import SpecParser

enum SuiteVerdict: Hashable, CustomStringConvertible {
  /// An invalid text was refused, or a valid one came to the expected tree.
  case right
  /// A valid text was refused for these reasons, each of which it gives cause for.
  case refusedOnPurpose(Set<String>)
  /// An invalid text was read.
  case wronglyRead
  /// A valid text was refused for another reason.
  case wronglyRefused
  /// A valid text came to another tree.
  case differentTree(String)

  var isRight: Bool {
    switch self {
    case .right, .refusedOnPurpose: true
    case .wronglyRead, .wronglyRefused, .differentTree: false
    }
  }

  var description: String {
    switch self {
    case .right: "right"
    case .refusedOnPurpose(let codes): "refused on purpose, " + codes.sorted().joined(separator: ", ")
    case .wronglyRead: "invalid and read"
    case .wronglyRefused: "valid and refused"
    case .differentTree(let difference): "read differently: \(difference)"
    }
  }

  init(_ item: SuiteCase) {
    var list = DiagnosticList()
    let loaded = DocumentLoader.load(bytes: item.yaml, path: "in.yaml", diagnostics: &list)
    let codes = Set(list.items.filter { $0.severity == .error }.map(\.code))
    if item.isInvalid {
      self = codes.isEmpty ? .wronglyRead : .right
      return
    }
    guard let documents = SuiteEvents.documents(item.events) else {
      self = .differentTree("test.event can't be read")
      return
    }
    if !codes.isEmpty {
      let reasons = Self.reasons(documents, item.yaml)
      self = codes.isSubset(of: reasons) ? .refusedOnPurpose(Set(codes.map(\.id))) : .wronglyRefused
    } else if let root = loaded.document?.root, documents.count == 1 {
      let expectedJSON = item.json.flatMap { SuiteJSON($0) }
      if !documents[0].matches(root) {
        self = .differentTree("\(root.outline) is not what test.event says")
      } else if item.json != nil, expectedJSON?.matches(root) != true {
        self = .differentTree("\(root.outline) is not what in.json says")
      } else {
        self = .right
      }
    } else {
      self = .differentTree("\(documents.count) documents")
    }
  }

  private static let coreTags = Set(
    ["null", "bool", "int", "float", "str", "seq", "map"].map { "tag:yaml.org,2002:" + $0 })

  /// What Lofting refuses and is in these documents.
  private static func reasons(_ documents: [SuiteNode], _ yaml: [UInt8]) -> Set<DiagnosticCode> {
    var reasons: Set<DiagnosticCode> = []
    if documents.count > 1 { reasons.insert(.secondDocument) }
    if documents.first?.isAbsent ?? true { reasons.insert(.emptyDocument) }
    let hasTagDirective = yaml.split(separator: 0x0A).contains { $0.starts(with: "%TAG".utf8) }
    let hasTag = documents.contains { $0.contains { node in node.tag.map { !coreTags.contains($0) } ?? false } }
    if hasTagDirective || hasTag { reasons.insert(.tagNotAllowed) }
    for document in documents {
      if document.contains(where: \.hasUnfitKey) { reasons.insert(.keyNotScalar) }
      if document.contains(where: \.hasDuplicateKey) { reasons.insert(.duplicateKey) }
    }
    return reasons
  }
}

extension SuiteNode {
  /// A mapping with a key that is a collection or nothing.
  var hasUnfitKey: Bool {
    guard case .mapping(let entries, _) = self else { return false }
    return entries.contains { entry in
      if case .scalar = entry.key { entry.key.isAbsent } else { true }
    }
  }

  var hasDuplicateKey: Bool {
    guard case .mapping(let entries, _) = self else { return false }
    let names = entries.compactMap { entry in
      if case .scalar(let text, _, _) = entry.key { text } else { nil as String? }
    }
    return Set(names).count < names.count
  }

  /// Whether a tree has the same collections and texts, and the same idea of which are plain.
  func matches(_ node: Node) -> Bool {
    switch self {
    case .scalar(let text, let isPlain, let tag):
      guard let scalar = node.scalar else { return false }
      return Array(scalar.text.unicodeScalars) == Array(text.unicodeScalars)
        && (tag != nil || scalar.isPlain == isPlain)
    case .sequence(let items, _):
      guard let nodes = node.sequence, nodes.count == items.count else { return false }
      return zip(items, nodes).allSatisfy { $0.matches($1) }
    case .mapping(let entries, _):
      guard let nodes = node.mapping, nodes.count == entries.count else { return false }
      return zip(entries, nodes).allSatisfy { $0.key.matches($1.key) && $0.value.matches($1.value) }
    }
  }
}

extension SuiteJSON {
  /// Whether a tree's values under the core schema are these; keys are compared by their text, in any order.
  func matches(_ node: Node) -> Bool {
    switch (self, node.content) {
    case (.array(let items), .sequence(let nodes)):
      return items.count == nodes.count && zip(items, nodes).allSatisfy { $0.matches($1) }
    case (.object(let entries), .mapping(let nodes)):
      return entries.count == nodes.count
        && nodes.allSatisfy { entry in
          entries[entry.key.scalar?.text ?? ""].map { $0.matches(entry.value) } ?? false
        }
    case (_, .scalar(let scalar)):
      switch (self, scalar.value) {
      case (.null, .null): return true
      case (.boolean(let value), .boolean(let own)): return value == own
      case (.number(let value), .integer(let own)): return value == Double(own)
      case (.number(let value), .number(let own)): return value == own
      case (.string(let value), .string(let own)): return value == own
      default: return false
      }
    default: return false
    }
  }
}
