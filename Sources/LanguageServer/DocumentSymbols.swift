// The outline as the protocol's symbols: sections and keys, and list items by what they are.

import Diagnostics

struct DocumentSymbols {
  /// Deeper keys are details that a table of contents leaves out.
  private static let depth = 5

  let document: OpenDocument

  init(_ document: OpenDocument) { self.document = document }

  var json: JSONValue { .array(symbols(in: Outline.document, depth: 0)) }

  private func symbols(in slot: Int, depth: Int) -> [JSONValue] {
    guard depth < Self.depth else { return [] }
    return document.outline.children(of: slot).flatMap { child in symbol(child, depth: depth) }
  }

  private func symbol(_ slot: Int, depth: Int) -> [JSONValue] {
    let outline = document.outline
    let place = outline.slots[slot]
    let scalar = outline.scalar(of: slot)
    guard let key = outline.key(of: slot) else {
      // An item that is a word is its word; one that is a mapping is its keys, as `dense` of `- dense: 10`.
      guard let scalar else { return symbols(in: slot, depth: depth) }
      return [json(document.text(scalar.range), scalar.range, scalar.range, detail: nil, kind: .value, [])]
    }
    let children = symbols(in: slot, depth: depth + 1)
    let detail = scalar.map { document.text($0.range) }.flatMap { $0.utf8.count <= 60 ? $0 : nil }
    let range = place.nameRange.lowerBound..<max(place.end, place.nameRange.upperBound)
    let kind: SymbolKind = depth == 0 ? .section : children.isEmpty ? .value : .collection
    return [json(key, range, place.nameRange, detail: detail, kind: kind, children)]
  }

  /// Of the protocol's kinds those that fit.
  private enum SymbolKind: Int {
    case section = 3  // Namespace
    case collection = 19  // Object
    case value = 7  // Property
  }

  private func json(
    _ name: String, _ range: Range<Int>, _ selection: Range<Int>, detail: String?, kind: SymbolKind,
    _ children: [JSONValue]
  ) -> JSONValue {
    var members: [(String, JSONValue)] = [
      // The protocol forbids names that are empty or blank.
      ("name", .string(name.allSatisfy(\.isWhitespace) ? "(empty)" : name)), ("kind", .integer(kind.rawValue)),
      ("range", document.positions.range(range)), ("selectionRange", document.positions.range(selection)),
    ]
    if let detail { members.append(("detail", .string(detail))) }
    if !children.isEmpty { members.append(("children", .array(children))) }
    return .object(members)
  }
}
