// Text -> Outline, block style: a key or a dash opens a slot at its column and closes those at its column or beyond it.
//
// Quoted keys, anchors, tags, aliases, block scalars, comments and brackets (OutlineScanner+Flow.swift) are followed;
// explicit keys (`? key`) are not, as nobody writes specs with them.

import SpecParser

struct OutlineScanner {
  /// Slots and brackets open at once; deeper ones are passed over, as the parser refuses such documents.
  static let largestDepth = 128

  let bytes: [UInt8]
  /// Where the text ends for this scan: the cursor, or the end.
  let limit: Int
  var position = 0
  var outline = Outline()

  /// The outline of a text, or of its beginning up to a cursor.
  static func scan(_ bytes: [UInt8], upTo limit: Int? = nil) -> Outline {
    var scanner = OutlineScanner(bytes: bytes, limit: min(max(limit ?? bytes.count, 0), bytes.count))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.position = min(3, scanner.limit) }
    while scanner.position < scanner.limit { scanner.scanLine() }
    return scanner.outline
  }

  private init(bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  // MARK: - Lines

  private mutating func scanLine() {
    let lineStart = position
    skipBlanks()
    outline.expectation = .line(column: position - lineStart)
    guard let byte = peek else { return }
    if isBreak(byte) { return takeBreak() }
    let isMarker = position == lineStart && (starts(with: "---") || starts(with: "...") || byte == UInt8(ascii: "%"))
    if isMarker {
      position = endOfLine()
    } else {
      scanContent(lineStart: lineStart)
    }
    finishLine()
  }

  /// Takes what is left of a line, a comment at most.
  private mutating func finishLine() {
    skipBlanks()
    if peek == UInt8(ascii: "#") {
      takeComment()
    } else if let byte = peek, !isBreak(byte) {
      outline.expectation = .nothing
      position = endOfLine()
    }
    if peek != nil { takeBreak() }
  }

  private mutating func scanContent(lineStart: Int) {
    while let byte = peek, !isBreak(byte), byte != UInt8(ascii: "#") {
      let column = position - lineStart
      if byte == UInt8(ascii: "-"), isBlankOrEnd(position + 1) {
        closeSlots { $0.column > column || ($0.column == column && $0.step == .item) }
        let slot = openSlot(.item, position..<position + 1, column: column)
        position += 1
        outline.expectation = .value(slot: slot)
        skipBlanks()
        guard let next = peek, !isBreak(next), next != UInt8(ascii: "#") else { return }
        // What follows may be the item's value or its first key, at a column of its own.
      } else if let key = keyAhead() {
        closeSlots { $0.column >= column }
        let slot = openSlot(.key(key.name), key.range, column: column)
        position = key.next
        outline.expectation = .value(slot: slot)
        skipBlanks()
        return scanValue(of: slot)
      } else {
        let expectation = outline.expectation
        if case .line = expectation { closeSlots { $0.column >= column } }
        return scanValue(of: outline.open.last ?? Outline.document)
      }
    }
  }

  /// What stands behind a key or a dash, or alone on a line.
  private mutating func scanValue(of slot: Int) {
    takeProperties()
    guard let byte = peek, !isBreak(byte), byte != UInt8(ascii: "#") else { return }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): scanFlow(of: slot)
    case UInt8(ascii: "|"), UInt8(ascii: ">"): takeBlockScalar(of: slot)
    case UInt8(ascii: "*"): takeAlias()
    default: takeScalar(of: slot, inFlow: false)
    }
  }

  // MARK: - Slots

  mutating func closeSlots(_ isClosed: (Outline.Slot) -> Bool) {
    while let last = outline.open.last, last != Outline.document, isClosed(outline.slots[last]) {
      outline.open.removeLast()
    }
  }

  mutating func openSlot(_ step: PathStep, _ range: Range<Int>, column: Int, isInFlow: Bool = false) -> Int {
    let parent = outline.open.last ?? Outline.document
    guard outline.open.count < Self.largestDepth else { return parent }
    outline.slots[parent].children.append(outline.slots.count)
    outline.slots.append(
      Outline.Slot(
        parent: parent, step: step, nameRange: range, column: column, isInFlow: isInFlow, end: range.upperBound))
    outline.open.append(outline.slots.count - 1)
    extendOpenSlots(to: range.upperBound)
    return outline.slots.count - 1
  }

  mutating func extendOpenSlots(to end: Int) {
    for slot in outline.open { outline.slots[slot].end = max(outline.slots[slot].end, end) }
  }

  // MARK: - Tokens

  /// The key that begins here, if a colon follows it on this line.
  func keyAhead() -> (name: String, range: Range<Int>, next: Int)? {
    var end = position
    if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") {
      end = endOfQuoted(from: position)
    } else {
      guard let first = peek, !"[{|>*&!%@`".utf8.contains(first) else { return nil }
      while end < limit, !isBreak(bytes[end]), !(bytes[end] == UInt8(ascii: ":") && isBlankOrEnd(end + 1)),
        !(bytes[end] == UInt8(ascii: "#") && end > position && isBlank(bytes[end - 1]))
      {
        end += 1
      }
    }
    var colon = end
    while colon < limit, isBlank(bytes[colon]) { colon += 1 }
    guard colon < limit, bytes[colon] == UInt8(ascii: ":"), isBlankOrEnd(colon + 1) else { return nil }
    return (text(of: position..<end), position..<end, colon + 1)
  }

  mutating func takeScalar(of slot: Int, inFlow: Bool) {
    let start = position
    let isQuoted = peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'")
    position = isQuoted ? endOfQuoted(from: start) : endOfPlain(from: start, inFlow: inFlow)
    note(Outline.ScalarToken(range: start..<position, slot: slot, style: isQuoted ? .quoted : .plain))
  }

  /// Keeps a scalar; where the text ends in it, it is what is being typed.
  mutating func note(_ token: Outline.ScalarToken) {
    if outline.slots[token.slot].scalar == nil { outline.slots[token.slot].scalar = outline.scalars.count }
    outline.scalars.append(token)
    extendOpenSlots(to: token.range.upperBound)
    if token.range.upperBound == limit { outline.partial = (token.range, outline.expectation) }
    outline.expectation = .nothing
  }

  private mutating func takeBlockScalar(of slot: Int) {
    let start = position
    let column = outline.slots[slot].column
    position = endOfLine()
    while position < limit {
      var next = position
      if bytes[next] == 0x0D, next + 1 < limit, bytes[next + 1] == 0x0A { next += 1 }
      next += 1
      let lineStart = next
      while next < limit, isBlank(bytes[next]) { next += 1 }
      if next < limit, !isBreak(bytes[next]), next - lineStart <= column { break }
      position = next
      position = endOfLine()
    }
    note(Outline.ScalarToken(range: start..<position, slot: slot, style: .block))
  }

  /// Takes anchors and tags.
  mutating func takeProperties() {
    while let byte = peek, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
      let start = position + 1
      while let next = peek, !isBlank(next), !isBreak(next) { position += 1 }
      if byte == UInt8(ascii: "&") { noteAnchor(start..<max(start, position), isAlias: false) }
      skipBlanks()
    }
  }

  mutating func takeAlias() {
    let start = position + 1
    while let next = peek, !isBlank(next), !isBreak(next), !",]}".utf8.contains(next) { position += 1 }
    noteAnchor(start..<max(start, position), isAlias: true)
    extendOpenSlots(to: position)
    outline.expectation = .nothing
  }

  private mutating func noteAnchor(_ range: Range<Int>, isAlias: Bool) {
    let range = range.clamped(to: 0..<limit)
    outline.anchors.append(Outline.AnchorToken(name: text(of: range), nameRange: range, isAlias: isAlias))
  }

  mutating func takeComment() {
    let start = position
    position = endOfLine()
    outline.comments.append(start..<position)
    if position == limit { outline.expectation = .nothing }
  }

  // MARK: - Bytes

  var peek: UInt8? { position < limit ? bytes[position] : nil }

  private func starts(with text: String) -> Bool { bytes[position..<limit].starts(with: text.utf8) }

  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
  func isBlankOrEnd(_ offset: Int) -> Bool { offset >= limit || isBlank(bytes[offset]) || isBreak(bytes[offset]) }

  mutating func skipBlanks() { while let byte = peek, isBlank(byte) { position += 1 } }

  mutating func takeBreak() {
    if peek == 0x0D, position + 1 < limit, bytes[position + 1] == 0x0A { position += 1 }
    position += 1
    outline.expectation = .line(column: 0)
  }

  private func endOfLine() -> Int {
    var end = position
    while end < limit, !isBreak(bytes[end]) { end += 1 }
    return end
  }

  /// Behind the closing quote; a quote that is not closed ends with its line, so that it does not swallow the document.
  func endOfQuoted(from start: Int) -> Int {
    let quote = bytes[start]
    var end = start + 1
    while end < limit {
      if bytes[end] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        end += 1
      } else if bytes[end] == quote {
        guard quote == UInt8(ascii: "'"), end + 1 < limit, bytes[end + 1] == quote else { return end + 1 }
        end += 1
      } else if isBreak(bytes[end]) {
        return end
      }
      end += 1
    }
    return min(end, limit)
  }

  /// Behind the last character of a plain scalar on its line.
  private func endOfPlain(from start: Int, inFlow: Bool) -> Int {
    var end = start
    while end < limit, !isBreak(bytes[end]) {
      let byte = bytes[end]
      if byte == UInt8(ascii: "#"), end > start, isBlank(bytes[end - 1]) { break }
      if inFlow, ",[]{}".utf8.contains(byte) { break }
      if byte == UInt8(ascii: ":"), isBlankOrEnd(end + 1) || (inFlow && ",[]{}".utf8.contains(bytes[end + 1])) { break }
      end += 1
    }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    // Something is taken in any case, so that a scan always goes on.
    return max(end, min(start + 1, limit))
  }

  func text(of range: Range<Int>) -> String {
    var slice = bytes[range.clamped(to: 0..<bytes.count)]
    if let quote = slice.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      slice = slice.dropFirst()
      if slice.last == quote { slice = slice.dropLast() }
    }
    return String(decoding: slice, as: UTF8.self)
  }
}
