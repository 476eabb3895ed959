// What the anchors of a document stand for. An alias means the anchor of its name that stands nearest before it.

import Diagnostics

struct AnchorTable {
  enum Target {
    /// Its node is being composed: an alias now would contain itself.
    case open(SourceRange)
    /// With its levels of collections and its number of nodes, aliases expanded.
    case complete(Node, height: Int, nodes: Int)
    /// A reported mistake has spoilt it.
    case spoilt
  }

  /// Beyond this many names none is suggested for an unknown one: each suggestion looks at all.
  private static let suggested = 200

  /// Every anchor in the order of the text.
  private(set) var written: [WrittenAnchor] = []
  /// What each of them stands for. Apart from the names: a target is large, and their table is rebuilt as it grows.
  private var targets: [Target] = []
  /// The latest anchor of each name.
  private var indices: [String: Int] = [:]

  /// Takes the next anchor of the text; its index is for `settle`.
  @discardableResult
  mutating func declare(_ name: String, at range: SourceRange, as target: Target) -> Int {
    let index = written.count
    indices[name] = index
    written.append(WrittenAnchor(name: name, range: range, isUsed: false))
    targets.append(target)
    return index
  }

  /// Says what an anchor stands for once its node has been composed.
  mutating func settle(_ index: Int, as target: Target) { targets[index] = target }

  /// What an alias of a name stands for; nil when there is no anchor of that name before it.
  mutating func use(_ name: String) -> Target? {
    guard let index = indices[name] else { return nil }
    written[index].isUsed = true
    return targets[index]
  }

  /// The anchor that was probably meant.
  func nearest(to name: String) -> String? {
    indices.count <= Self.suggested ? DidYouMean.nearest(to: name, in: indices.keys.sorted()) : nil
  }
}
