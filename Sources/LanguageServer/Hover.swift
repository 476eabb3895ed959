// What is known of the word under the cursor: a kind's documentation with what the layer makes of its input, a field's
// with its default and bounds, a parameter's value, what an expression comes to.

import Diagnostics
import SpecParser

struct Hover {
  let document: OpenDocument
  let declarations: SpecDeclarations
  let offset: Int

  init(_ document: OpenDocument, _ declarations: SpecDeclarations, at offset: Int) {
    self.document = document
    self.declarations = declarations
    self.offset = offset
  }

  var json: JSONValue {
    guard !document.outline.isInComment(offset), let content = key ?? scalar, !content.markdown.isEmpty else {
      return .null
    }
    return .object([
      ("contents", .object([("kind", .string("markdown")), ("value", .string(content.markdown))])),
      ("range", document.positions.range(content.range)),
    ])
  }

  private typealias Content = (markdown: String, range: Range<Int>)

  // MARK: - Keys

  private var key: Content? {
    let outline = document.outline
    guard let slot = outline.slotNamed(at: offset) else { return nil }
    let range = outline.slots[slot].nameRange
    let path = outline.path(to: slot)
    if path.count == 2, path[0] == .key("parameters"), let name = outline.key(of: slot) {
      return (parameter(name), range)
    }
    guard let place = declarations.place(at: path) else { return nil }
    switch place {
    case .kind(let kind, let family):
      return (kindText(kind, family, range), range)
    case .value(_, let field):
      // Of what has free keys, as the parameters of a sweep, nothing is declared.
      guard let field, outline.key(of: slot).map({ $0 == field.name || field.aliases.contains($0) }) ?? false else {
        return nil
      }
      return (DeclarationText.field(field), range)
    }
  }

  // MARK: - Values

  private var scalar: Content? {
    let outline = document.outline
    guard let scalar = outline.scalar(at: offset), scalar.style != .block else { return nil }
    let content = NameUses.content(of: scalar, in: document.bytes)
    let text = document.text(content)
    if text.hasPrefix("$") { return substitution(text, scalar) }
    guard let place = declarations.place(at: outline.path(to: scalar.slot)) else { return nil }
    for family in declarations.families(at: place) {
      if let kind = family.kind(text) { return (kindText(kind, family, scalar.range), scalar.range) }
    }
    if case .value(_, let field?) = place { return (DeclarationText.field(field), scalar.range) }
    if case .kind(let kind, _) = place, let field = kind.fields.first(where: { $0.name == kind.mainField }) {
      return (DeclarationText.field(field), scalar.range)
    }
    return nil
  }

  private func kindText(_ kind: KindDeclaration, _ family: KindFamily, _ range: Range<Int>) -> String {
    var parts = [DeclarationText.kind(kind, family)]
    if family.name == .layer {
      let layers = InlayHints(document).layers(named: range.lowerBound)
      if !layers.isEmpty { parts.insert(layerText(layers.map(InlayHints.summary)), at: 0) }
    }
    return parts.joined(separator: "\n\n")
  }

  /// What a layer makes of its input; several lines for the iterations of a repeat, unless they are equal.
  private func layerText(_ summaries: [String]) -> String {
    if let first = summaries.first, summaries.count > 1, summaries.allSatisfy({ $0 == first }) {
      return "    \(summaries.count)x \(first)"
    }
    let shown = 8
    var lines = summaries.prefix(shown).map { "    \($0)" }
    if summaries.count > shown { lines.append("    and \(summaries.count - shown) more iterations") }
    return lines.joined(separator: "\n")
  }

  // MARK: - Parameters and expressions

  private func substitution(_ text: String, _ scalar: Outline.ScalarToken) -> Content? {
    let names = NameUses(document.outline, document.bytes)
    // A name within an expression is explained for itself.
    if let use = names.uses.first(where: { $0.range.touches(offset) }), text.hasPrefix("$(") {
      let whole = values(of: scalar).map { "\n\n`\(text)` is \($0)" } ?? ""
      return (nameText(use, names, scalar) + whole, use.range)
    }
    if let use = names.uses.first(where: { $0.range.touches(offset) }) {
      return (nameText(use, names, scalar), scalar.range)
    }
    return values(of: scalar).map { ("`\(text)` is \($0)", scalar.range) }
  }

  private func nameText(_ use: NameUse, _ names: NameUses, _ scalar: Outline.ScalarToken) -> String {
    if names.declaration(of: use.name, in: use.slot).map({ declared in
      names.loopNames.contains { $0.range == declared.range }
    }) ?? false {
      let isWhole = document.text(NameUses.content(of: scalar, in: document.bytes)) == "$" + use.name
      let value = isWhole ? values(of: scalar).map { ": \($0)" } ?? "" : ""
      return "`\(use.name)`, a name of the `repeat` around it\(value)"
    }
    return parameter(use.name)
  }

  private func parameter(_ name: String) -> String {
    guard let resolved = document.view?.resolved, let place = resolved.definitions[name] else { return "" }
    let value = resolved.parameters.first { $0.name == name }.map { Self.code($0.value) } ?? "without a value"
    let origin = place.path == document.path ? "" : " of \(place.path)"
    let searched = resolved.root["sweep"]?["parameters"]?[name].map { "\n\nThe sweep explores \(Self.code($0))" }
    let unused = resolved.usedParameters.contains(name) ? "" : "\n\nNothing uses it."
    return "`\(name)`, a parameter\(origin): \(value)\(searched ?? "")\(unused)"
  }

  /// What a scalar has become in the resolved document: several values in a `repeat`; nil where it can't be told.
  private func values(of scalar: Outline.ScalarToken) -> String? {
    guard let resolved = document.view?.resolved else { return nil }
    var found: [String] = []
    collect(resolved.root, scalar.range, &found)
    let shown = 8
    var different: [String] = []
    for text in found where text != different.last && different.count <= shown { different.append(text) }
    guard !different.isEmpty else { return nil }
    let rest = different.count > shown ? ", ..." : ""
    return different.prefix(shown).joined(separator: ", ") + rest
  }

  private func collect(_ node: Node, _ range: Range<Int>, _ found: inout [String]) {
    // What came in from elsewhere keeps its own place.
    guard node.range.path == document.path else { return }
    if node.range.offsets == range, !isUnresolved(node) { return found.append(Self.code(node)) }
    switch node.content {
    case .scalar: break
    case .sequence(let items): for item in items { collect(item, range, &found) }
    case .mapping(let entries): for entry in entries { collect(entry.value, range, &found) }
    }
  }

  private static func code(_ node: Node) -> String { "`\(NodeText.short(node))`" }

  private func isUnresolved(_ node: Node) -> Bool { document.view?.resolved?.unresolved.contains(node.range) ?? true }
}

/// Values in a few words.
enum NodeText {
  private static let length = 80

  static func short(_ node: Node) -> String {
    let text = node.scalar?.text ?? SpecWriter.text(of: node)
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let isWhole = line.count <= length
    return isWhole ? line : line.prefix(length) + " ..."
  }
}
