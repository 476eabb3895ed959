// Text -> Outline, flow style: brackets, commas and colons, across lines. Brackets that are never closed end where a line
// is indented no deeper than the key or dash they stand behind: YAML wants the inside of brackets deeper.

import SpecParser

extension OutlineScanner {
  /// A bracket that is open.
  private struct Frame {
    var isMapping: Bool
    /// Whose value the collection is.
    var slot: Int
  }

  /// From a bracket to its partner, or to where it is given up.
  mutating func scanFlow(of slot: Int) {
    let column = outline.slots[slot].column
    var frames: [Frame] = []
    openBracket(of: slot, &frames)
    while let frame = frames.last {
      guard skipToToken(deeperThan: column), let byte = peek else {
        if position < limit { closeFlow(down: slot) }
        return
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        openBracket(of: valueSlot(of: frame), &frames)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        closeFlow(down: frame.slot)
        position += 1
        extendOpenSlots(to: position)
        outline.expectation = .nothing
        frames.removeLast()
      case UInt8(ascii: ","):
        closeFlow(down: frame.slot)
        position += 1
        outline.expectation = frame.isMapping ? .flowKey(slot: frame.slot) : .value(slot: frame.slot)
      case UInt8(ascii: ":"):
        position += 1
      default:
        scanFlowToken(in: frame)
      }
    }
  }

  private mutating func openBracket(of slot: Int, _ frames: inout [Frame]) {
    guard frames.count < Self.largestDepth else {
      position = limit
      outline.expectation = .nothing
      return
    }
    outline.slots[slot].opensFlow = true
    let isMapping = peek == UInt8(ascii: "{")
    frames.append(Frame(isMapping: isMapping, slot: slot))
    position += 1
    extendOpenSlots(to: position)
    outline.expectation = isMapping ? .flowKey(slot: slot) : .value(slot: slot)
  }

  /// A key, a value or an item.
  private mutating func scanFlowToken(in frame: Frame) {
    takeProperties()
    guard let byte = peek, !isBreak(byte) else { return }
    if byte == UInt8(ascii: "*") {
      takeAlias()
      return
    }
    let isKeyWanted = outline.open.last == frame.slot || (!frame.isMapping && isItem(outline.open.last))
    if isKeyWanted, let key = flowKeyAhead() {
      if !frame.isMapping { _ = valueSlot(of: frame) }
      let slot = openSlot(.key(key.name), key.range, column: outline.slots[frame.slot].column, isInFlow: true)
      position = key.next
      outline.expectation = .value(slot: slot)
    } else if frame.isMapping, outline.open.last == frame.slot {
      takeScalar(of: frame.slot, inFlow: true)
    } else {
      takeScalar(of: valueSlot(of: frame), inFlow: true)
    }
  }

  /// The slot that a value here belongs to: in a list a new item's, unless one is open.
  private mutating func valueSlot(of frame: Frame) -> Int {
    guard !frame.isMapping, outline.open.last == frame.slot else { return outline.open.last ?? frame.slot }
    let expectation = outline.expectation
    let slot = openSlot(
      .item, position..<position, column: outline.slots[frame.slot].column, isInFlow: true)
    outline.expectation = expectation == .value(slot: frame.slot) ? .value(slot: slot) : expectation
    return slot
  }

  private func isItem(_ slot: Int?) -> Bool { slot.map { outline.slots[$0].step == .item } ?? false }

  /// Closes what is open within a collection.
  private mutating func closeFlow(down slot: Int) {
    while let last = outline.open.last, last != slot, last != Outline.document { outline.open.removeLast() }
  }

  /// A key in brackets: a word before a colon, on one line.
  private func flowKeyAhead() -> (name: String, range: Range<Int>, next: Int)? {
    var end = position
    if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") {
      end = endOfQuoted(from: position)
    } else {
      while end < limit, !isBreak(bytes[end]), !",[]{}:".utf8.contains(bytes[end]) { end += 1 }
      while end > position, isBlank(bytes[end - 1]) { end -= 1 }
    }
    var colon = end
    while colon < limit, isBlank(bytes[colon]) { colon += 1 }
    guard end > position, colon < limit, bytes[colon] == UInt8(ascii: ":") else { return nil }
    guard isBlankOrEnd(colon + 1) || ",[]{}\"'".utf8.contains(bytes[colon + 1]) else { return nil }
    return (text(of: position..<end), position..<end, colon + 1)
  }

  /// Over blanks, breaks and comments; false where the brackets are given up.
  private mutating func skipToToken(deeperThan column: Int) -> Bool {
    while let byte = peek {
      if isBlank(byte) {
        position += 1
      } else if byte == UInt8(ascii: "#"), position == 0 || isBlank(bytes[position - 1]) || isBreak(bytes[position - 1])
      {
        takeFlowComment()
      } else if isBreak(byte) {
        let start = position
        let expectation = outline.expectation
        takeBreak()
        let lineStart = position
        skipBlanks()
        if let next = peek, !isBreak(next), next != UInt8(ascii: "#"), next != UInt8(ascii: "}"),
          next != UInt8(ascii: "]"), position - lineStart <= column
        {
          position = start
          return false
        }
        outline.expectation = expectation
      } else {
        return true
      }
    }
    return true
  }

  /// A comment between brackets: what was expected before it is expected behind its line.
  private mutating func takeFlowComment() {
    let expectation = outline.expectation
    takeComment()
    if position < limit { outline.expectation = expectation }
  }
}
