// Every name of a document: parameters and the names of repeats, where they are declared and where they are used. Found
// in the text itself, so that a half-written expression still has names.

import SpecParser

/// A name in the text.
struct NameUse {
  var name: String
  var range: Range<Int>
  /// The slot it stands in: of a declared parameter its own.
  var slot: Int
}

struct NameUses {
  private static let reserved: Set<String> = [
    "and", "or", "not", "true", "false", "True", "False", "TRUE", "FALSE",
  ]

  private let outline: Outline
  private let bytes: [UInt8]
  /// Keys of `parameters`.
  private(set) var parameters: [NameUse] = []
  /// Values of `index` and `as` in repeats; the slot is the repeat's.
  private(set) var loopNames: [NameUse] = []
  /// `$name`, names in expressions, and keys of `sweep.parameters`.
  private(set) var uses: [NameUse] = []
  /// The parameters by name, and the loop names by their repeat.
  private var parametersByName: [String: NameUse] = [:]
  private var loopNamesBySlot: [Int: [NameUse]] = [:]

  init(_ outline: Outline, _ bytes: [UInt8]) {
    self.outline = outline
    self.bytes = bytes
    if let section = outline.slot(at: "parameters") { parameters = keys(of: section) }
    if let section = outline.slot(at: "sweep", "parameters") { uses = keys(of: section) }
    for scalar in outline.scalars where scalar.style != .block {
      let content = Self.content(of: scalar, in: bytes)
      if let declaration = loopName(scalar, content) {
        loopNames.append(declaration)
      } else {
        uses += names(in: content, slot: scalar.slot)
      }
    }
    parametersByName = Dictionary(parameters.map { ($0.name, $0) }) { first, _ in first }
    loopNamesBySlot = Dictionary(grouping: loopNames, by: \.slot)
  }

  private func keys(of slot: Int) -> [NameUse] {
    outline.children(of: slot).compactMap { child in
      outline.key(of: child).map {
        NameUse(name: $0, range: outline.slots[child].nameRange, slot: child)
      }
    }
  }

  private func loopName(_ scalar: Outline.ScalarToken, _ content: Range<Int>) -> NameUse? {
    guard let key = outline.key(of: scalar.slot), key == "index" || key == "as",
      case let loop = outline.slots[scalar.slot].parent, outline.key(of: loop) == "repeat"
    else { return nil }
    return NameUse(name: text(content), range: content, slot: loop)
  }

  // MARK: - Resolving

  /// Where a name that stands in a slot is declared in this document: the innermost repeat that declares it, else the
  /// parameters.
  func declaration(of name: String, in slot: Int) -> NameUse? {
    var slot = slot
    while slot != Outline.document {
      let parent = outline.slots[slot].parent
      // A repeat's names hold in its layers.
      if outline.key(of: slot) == "layers",
        let declaration = loopNamesBySlot[parent]?.first(where: { $0.name == name })
      {
        return declaration
      }
      slot = parent
    }
    return parametersByName[name]
  }

  /// The loop names that hold in a slot, innermost first.
  func loopNames(around slot: Int) -> [NameUse] {
    var result: [NameUse] = []
    var slot = slot
    while slot != Outline.document {
      let parent = outline.slots[slot].parent
      if outline.key(of: slot) == "layers" { result += loopNamesBySlot[parent] ?? [] }
      slot = parent
    }
    return result
  }

  /// The name at an offset, used or declared.
  func name(at offset: Int) -> (use: NameUse, isDeclaration: Bool)? {
    if let declared = (parameters + loopNames).first(where: { $0.range.touches(offset) }) { return (declared, true) }
    return uses.first { $0.range.touches(offset) }.map { ($0, false) }
  }

  // MARK: - Names in scalars

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Without its quotes.
  static func content(of scalar: Outline.ScalarToken, in bytes: [UInt8]) -> Range<Int> {
    let range = scalar.range.clamped(to: 0..<bytes.count)
    guard scalar.style == .quoted, let first = bytes[range].first else { return range }
    let isClosed = range.count >= 2 && bytes[range.upperBound - 1] == first
    return range.lowerBound + 1..<max(range.lowerBound + 1, range.upperBound - (isClosed ? 1 : 0))
  }

  /// The names that a scalar asks for.
  private func names(in content: Range<Int>, slot: Int) -> [NameUse] {
    let text = bytes[content]
    guard text.first == UInt8(ascii: "$") else {
      return isBareExpression(slot) ? identifiers(in: content, slot: slot) : []
    }
    let rest = content.lowerBound + 1..<content.upperBound
    if text.dropFirst().first == UInt8(ascii: "(") { return identifiers(in: rest, slot: slot) }
    // `$$` is a dollar sign, and `$1` no name.
    return identifiers(in: rest, slot: slot).first.flatMap { $0.range.lowerBound == rest.lowerBound ? [$0] : nil } ?? []
  }

  /// `when` and sweep constraints are expressions without a dollar sign.
  func isBareExpression(_ slot: Int) -> Bool {
    if outline.key(of: slot) == "when" { return true }
    return outline.path(to: slot) == [.key("sweep"), .key("constraints"), .item]
  }

  /// The words of an expression that are neither functions, nor reserved, nor in quotes.
  private func identifiers(in range: Range<Int>, slot: Int) -> [NameUse] {
    var result: [NameUse] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = bytes[position]
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        let end = bytes[position + 1..<range.upperBound].firstIndex(of: byte) ?? range.upperBound - 1
        position = end + 1
      } else if byte.isIdentifierByte {
        let start = position
        while position < range.upperBound, bytes[position].isIdentifierByte { position += 1 }
        let word = text(start..<position)
        let isCall = position < range.upperBound && bytes[position] == UInt8(ascii: "(")
        let isNumber = byte.isDigitByte
        if !isCall, !isNumber, !Self.reserved.contains(word) {
          result.append(NameUse(name: word, range: start..<position, slot: slot))
        }
      } else {
        position += 1
      }
    }
    return result
  }

  /// Whether a text can be the name of a parameter.
  static func isValidName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !first.isDigitByte else { return false }
    return text.utf8.allSatisfy(\.isIdentifierByte) && !reserved.contains(text)
  }
}

extension UInt8 {
  var isDigitByte: Bool { self >= 0x30 && self <= 0x39 }
  var isIdentifierByte: Bool {
    isDigitByte || (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A) || self == UInt8(ascii: "_")
  }
}
