// Aliases: each stands for its anchor's node, whose storage it shares.

import Diagnostics

extension Composer {
  mutating func expand(_ name: String, _ event: Event) throws(Stop) -> Composed {
    let range = SourceRange(path: text.path, start: event.start, end: event.end)
    try checkName(range)
    switch anchors.use(name) {
    case .complete(let target, let height, let nodes):
      // One of them is the alias itself, which has been counted.
      expandedNodes += nodes - 1
      if expandedNodes > DocumentLimits.expandedNodes {
        throw stop(
          .aliasExpansion, "with its aliases expanded the document has more than \(DocumentLimits.expandedNodes) nodes",
          at: range, help: "aliases of aliases multiply; write out what is meant")
      }
      if depth + height > DocumentLimits.depth { throw tooDeep(at: range) }
      return Composed(
        node: Node(target.content, at: range, definition: target.range), height: height, end: event.end)
    case .open(let opening):
      try report(
        Diagnostic(
          .error, .aliasCycle, "'*\(name)' stands inside the very node that it repeats", at: .spec(range),
          notes: [Note("the node begins here", at: .spec(opening))], help: "a node can't contain itself"))
    case .spoilt: break
    case nil:
      let near = anchors.nearest(to: name)
      try report(
        .undefinedAlias, "no anchor '&\(name)' stands before this alias", at: range,
        help: near.map { "did you mean '*\($0)'?" } ?? "text that begins with '*' must be quoted")
    }
    return Composed(node: nil, end: event.end)
  }
}
