// The places of a spec's values with the keys and items that lead there, read tolerantly: a document that does not parse
// while it is being typed still has an outline. Its scanner goes by indentation and brackets alone; what the document
// means is the parser's business.

import SpecParser

struct Outline {
  /// A place where a value stands: the document, what is behind a key, an item of a list.
  struct Slot {
    /// Index of the slot that this one is in; the document's is its own.
    var parent: Int
    /// Nil for the document.
    var step: PathStep?
    /// The key's text or the dash. In flow style an item has none: this is where it begins.
    var nameRange: Range<Int>
    /// Of the key or the dash in its line, from 0; -1 for the document.
    var column: Int
    /// Whether it stands between brackets.
    var isInFlow: Bool
    /// Where the last of its text ends.
    var end: Int
    /// Whether brackets follow the key or the dash.
    var opensFlow = false
    /// The slots directly in this one, in order.
    var children: [Int] = []
    /// The first of the scalars that are its value.
    var scalar: Int?
  }

  /// A scalar that is no key.
  struct ScalarToken {
    enum Style: Equatable {
      case plain, quoted, block
    }
    /// Quotes included.
    var range: Range<Int>
    /// Whose value it is, or may become part of.
    var slot: Int
    var style: Style
  }

  /// `&name` or `*name`.
  struct AnchorToken {
    var name: String
    /// Without the sign.
    var nameRange: Range<Int>
    var isAlias: Bool
  }

  /// What may come where the scanned text ends.
  enum Expectation: Equatable {
    /// Within a comment, behind a value, ...
    case nothing
    /// The value of a slot, behind its key, dash or bracket.
    case value(slot: Int)
    /// Anything that begins a line's content, at this column.
    case line(column: Int)
    /// A key of the flow mapping that is a slot's value.
    case flowKey(slot: Int)
  }

  var slots = [Slot(parent: 0, step: nil, nameRange: 0..<0, column: -1, isInFlow: false, end: 0)]
  var scalars: [ScalarToken] = []
  var anchors: [AnchorToken] = []
  var comments: [Range<Int>] = []
  var expectation = Expectation.line(column: 0)
  /// The slots that are open where the text ends, from the document inwards.
  var open = [0]
  /// The scalar that the text ends in, and what was expected where it began.
  var partial: (range: Range<Int>, expectation: Expectation)?

  static let document = 0

  /// The path from the document to a slot.
  func path(to slot: Int) -> [PathStep] {
    var path: [PathStep] = []
    var slot = slot
    while slot != Self.document, let step = slots[slot].step {
      path.append(step)
      slot = slots[slot].parent
    }
    return path.reversed()
  }

  /// The slots directly in a slot, in order.
  func children(of slot: Int) -> [Int] { slots[slot].children }

  /// The child of a slot under a key.
  func child(_ key: String, of slot: Int) -> Int? { children(of: slot).first { self.key(of: $0) == key } }

  /// A slot's key; nil for items and the document.
  func key(of slot: Int) -> String? {
    if case .key(let name) = slots[slot].step { name } else { nil }
  }

  /// The slot of a path of keys.
  func slot(at keys: String...) -> Int? {
    var slot = Self.document
    for key in keys {
      guard let next = child(key, of: slot) else { return nil }
      slot = next
    }
    return slot
  }

  /// The slot whose key is at an offset.
  func slotNamed(at offset: Int) -> Int? {
    slots.indices.first { key(of: $0) != nil && slots[$0].nameRange.touches(offset) }
  }

  /// The scalar at an offset, and the one that is a slot's value.
  func scalar(at offset: Int) -> ScalarToken? { scalars.first { $0.range.touches(offset) } }
  func scalar(of slot: Int) -> ScalarToken? { slots[slot].scalar.map { scalars[$0] } }

  func isInComment(_ offset: Int) -> Bool {
    comments.contains { $0.lowerBound < offset && offset <= $0.upperBound }
  }
}

extension Range<Int> {
  /// Whether a cursor at an offset is in the range or at one of its ends.
  func touches(_ offset: Int) -> Bool { lowerBound <= offset && offset <= upperBound }
}
