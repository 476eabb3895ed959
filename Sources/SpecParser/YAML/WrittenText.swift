// A file as it is written, for those who judge or edit the text itself: what the tree of values does not keep.
//
// The tree that is decoded has its aliases expanded and its `extends` merged; here is each file by itself, with its
// anchors and its comments.

import Diagnostics

/// One file of a spec before `extends` is merged.
public struct WrittenText: Sendable {
  /// As the user named it, or `<stdin>`.
  public var path: String
  /// The tree of this file alone; nil when it can't be read as YAML.
  ///
  /// A node that came by an alias has a `definition`. What is inside an aliased or merged collection has not: its
  /// `range` is the place at the anchor, at which a walk then comes by more than once.
  public var root: Node?
  /// In the order of the text.
  public var anchors: [WrittenAnchor]
  /// In the order of the text; after an error that ended the reading, those before it.
  public var comments: [Comment]

  public init(path: String, root: Node? = nil, anchors: [WrittenAnchor] = [], comments: [Comment] = []) {
    self.path = path
    self.root = root
    self.anchors = anchors
    self.comments = comments
  }
}

/// `&name`.
public struct WrittenAnchor: Sendable, Hashable {
  /// Without the ampersand.
  public var name: String
  /// `&name` itself.
  public var range: SourceRange
  /// Whether an alias stands for this anchor's node. Of two anchors of one name each has its own aliases.
  public var isUsed: Bool

  public init(name: String, range: SourceRange, isUsed: Bool) {
    self.name = name
    self.range = range
    self.isUsed = isUsed
  }
}

/// `# text`.
public struct Comment: Sendable, Hashable {
  /// From the `#` to the end of its line, without the line break.
  public var range: SourceRange
  /// All that follows the `#`.
  public var text: String
  /// Whether nothing but blanks stands before it on its line.
  public var standsAlone: Bool

  public init(range: SourceRange, text: String, standsAlone: Bool) {
    self.range = range
    self.text = text
    self.standsAlone = standsAlone
  }
}
