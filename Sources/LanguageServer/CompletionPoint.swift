// Where a completion is asked for: whose value, or which key, the cursor is in. Only the text before the cursor counts, so
// that the rest may be broken.

import SpecParser

struct CompletionPoint {
  /// How the text must go on.
  enum Form: Equatable {
    /// Behind a key on its line, or between brackets: a mapping needs braces.
    case inline
    /// An item: behind a dash, or between square brackets.
    case item(isFlow: Bool)
    /// On a line of its own, where a mapping's first key or a value may stand; a list's items need a dash.
    case line
    /// On a line of its own, below the list's other items: a dash must come first.
    case itemLine
    /// A further key of a mapping.
    case key(isFlow: Bool)
  }

  var form: Form
  /// The slot that the value, or the key's mapping, belongs to.
  var slot: Int
  /// From the document to the value or the mapping.
  var path: [PathStep]
  /// What has been typed of the word, without its opening quote.
  var typed: String
  /// Where that stands; the completion replaces it.
  var replaced: Range<Int>
  var isQuoted: Bool
  /// The text up to the cursor.
  let outline: Outline

  /// Nil where nothing can be completed: in comments, behind values.
  init?(_ document: OpenDocument, at offset: Int) {
    outline = OutlineScanner.scan(document.bytes, upTo: offset)
    let expectation = outline.partial?.expectation ?? outline.expectation
    replaced = outline.partial?.range ?? offset..<offset
    isQuoted =
      !replaced.isEmpty && (document.bytes[replaced.lowerBound] == 0x22 || document.bytes[replaced.lowerBound] == 0x27)
    if isQuoted { replaced = replaced.lowerBound + 1..<replaced.upperBound }
    typed = document.text(replaced)
    switch expectation {
    case .nothing: return nil
    case .value(let slot):
      self.slot = slot
      // Behind `[` the value is an item of the slot's list.
      let isItemAhead = outline.slots[slot].opensFlow
      path = outline.path(to: slot) + (isItemAhead ? [.item] : [])
      let isItem = isItemAhead || outline.slots[slot].step == .item
      form = isItem ? .item(isFlow: isItemAhead || outline.slots[slot].isInFlow) : .inline
    case .flowKey(let slot):
      self.slot = slot
      path = outline.path(to: slot)
      form = .key(isFlow: true)
    case .line(let column):
      slot = Self.container(of: column, in: outline)
      path = outline.path(to: slot)
      // The first child decides: what follows must stand in its column.
      switch outline.children(of: slot).first {
      case nil:
        // Below a value that is a word already, the word goes on.
        let start = replaced.lowerBound
        let slot = slot
        if outline.scalars.contains(where: { $0.slot == slot && $0.range.upperBound < start }) { return nil }
        form = .line
      case let child? where outline.slots[child].column == column && !outline.slots[child].isInFlow:
        let isItem = outline.slots[child].step == .item
        form = isItem ? .itemLine : .key(isFlow: false)
        if isItem { path.append(.item) }
      case _?: return nil
      }
    }
  }

  /// The innermost slot that content at a column belongs to.
  private static func container(of column: Int, in outline: Outline) -> Int {
    outline.open.last { $0 == Outline.document || outline.slots[$0].column < column } ?? Outline.document
  }

  /// The expression that the cursor is in: the part of it before the cursor; nil outside of expressions.
  func expression(_ names: NameUses) -> String? {
    if typed.hasPrefix("$(") { return String(typed.dropFirst(2)) }
    guard !typed.hasPrefix("$"), names.isBareExpression(slot) || path == [.key("sweep"), .key("constraints"), .item]
    else { return nil }
    return typed
  }
}
