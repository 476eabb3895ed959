// What the anchors of a document stand for. A later anchor of the same name replaces the earlier.

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

  // Apart from its index a target is large; the table of names is rebuilt as it grows.
  private var targets: [Target] = []
  private var indices: [String: Int] = [:]

  subscript(name: String) -> Target? {
    get { indices[name].map { targets[$0] } }
    set {
      guard let newValue else { return }
      // Nearly every name is new: one look at the table then does.
      if let index = indices.updateValue(targets.count, forKey: name) {
        indices[name] = index
        targets[index] = newValue
      } else {
        targets.append(newValue)
      }
    }
  }

  /// The anchor that was probably meant.
  func nearest(to name: String) -> String? {
    indices.count <= Self.suggested ? DidYouMean.nearest(to: name, in: indices.keys.sorted()) : nil
  }
}
