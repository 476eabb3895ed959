// Puts the values of `--set` into the tree as written, before anything is substituted. A bare name that is a parameter
// sets it; a dotted path goes down from the top, through mappings by key and through lists by index.

import Diagnostics

struct OverrideApplier {
  private(set) var root: Node
  private(set) var diagnostics: DiagnosticList
  /// Parameters that have been set: a sweep doesn't vary them.
  private(set) var pinned: Set<String> = []

  init(root: Node, diagnostics: DiagnosticList) {
    self.root = root
    self.diagnostics = diagnostics
  }

  private var parameterNames: [String] {
    root[DocumentFields.parameters.name]?.mapping?.compactMap(\.key.scalar?.text) ?? []
  }

  mutating func apply(_ override: Override) {
    let names = parameterNames
    let section = DocumentFields.parameters.name
    if names.contains(override.path) {
      pinned.insert(override.path)
      set([section, override.path], override)
      return
    }
    let keys = override.path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard keys.count <= ResolvingLimits.overrideKeys, !keys.contains("") else {
      report(override, "'\(override.path)' is no path in a spec", help: "write names with single dots between them")
      return
    }
    if keys[0] == section, keys.count > 1 {
      guard names.contains(keys[1]) else {
        report(override, "unknown parameter '\(keys[1])'", help: help(for: keys[1], in: names))
        return
      }
      pinned.insert(keys[1])
    } else if !DocumentFields.names.contains(keys[0]) {
      let what = keys.count == 1 ? "neither a parameter nor a section" : "no section of a spec"
      report(
        override, "'\(keys[0])' is \(what)",
        help: help(for: keys[0], in: keys.count == 1 ? names + DocumentFields.names : DocumentFields.names))
      return
    }
    set(keys, override)
  }

  private func help(for word: String, in candidates: [String]) -> String {
    candidates.isEmpty
      ? "the spec declares no parameters" : DidYouMean.help(for: word, in: candidates, naming: "there are")
  }

  private mutating func set(_ keys: [String], _ override: Override) {
    do throws(Problem) {
      root = try Self.replace(root, keys[...], with: override.node)
    } catch {
      report(override, error.message, help: error.help)
    }
  }

  private struct Problem: Error {
    var message: String
    var help: String
  }

  /// The node with the value at the path below it; at most ``ResolvingLimits/overrideKeys`` deep.
  private static func replace(_ node: Node, _ keys: ArraySlice<String>, with value: Node) throws(Problem) -> Node {
    guard let key = keys.first else { return value }
    var result = node
    switch node.content {
    case .mapping(var entries):
      if let place = entries.firstIndex(where: { $0.key.scalar?.text == key }) {
        entries[place].value = try replace(entries[place].value, keys.dropFirst(), with: value)
      } else {
        entries.append(newEntry(key, keys.dropFirst(), value))
      }
      result.content = .mapping(entries)
    case .sequence(var items):
      guard let index = Int(key), items.indices.contains(index) else {
        let range = items.isEmpty ? "the list is empty" : "the indices of the list are 0 to \(items.count - 1)"
        throw Problem(message: "'\(key)' is no index of a list of \(items.count)", help: range)
      }
      items[index] = try replace(items[index], keys.dropFirst(), with: value)
      result.content = .sequence(items)
    case .scalar(let scalar):
      guard scalar.value == .null else {
        throw Problem(
          message: "the path goes through \(node.kindName), which has no '\(key)'",
          help: "set the whole value in its place")
      }
      result.content = .mapping([newEntry(key, keys.dropFirst(), value)])
    }
    return result
  }

  /// A key that the spec doesn't have, with mappings for what follows; it stands where the value stands.
  private static func newEntry(_ key: String, _ rest: ArraySlice<String>, _ value: Node) -> Node.Entry {
    var inner = value
    for name in rest.reversed() {
      inner = Node(.mapping([Node.Entry(key: keyNode(name, value), value: inner)]), at: value.range)
    }
    return Node.Entry(key: keyNode(key, value), value: inner)
  }

  private static func keyNode(_ name: String, _ value: Node) -> Node {
    Node(.scalar(Scalar(text: name, isPlain: true, value: .string(name))), at: value.range)
  }

  private mutating func report(_ override: Override, _ message: String, help: String) {
    diagnostics.error(.overridePlace, message, at: override.node.range, help: help)
  }
}
