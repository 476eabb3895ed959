// Going to where a name is declared, listing where it is used, renaming it: parameters, names of repeats, anchors, and the
// file that a spec extends.

import Diagnostics
import SpecParser

struct NameLookup {
  let document: OpenDocument
  private let names: NameUses

  init(_ document: OpenDocument) {
    self.document = document
    names = NameUses(document.outline, document.bytes)
  }

  /// A name's declaration and uses in the document.
  private struct Occurrences {
    /// Nil where another file declares it.
    var declaration: Range<Int>?
    var uses: [Range<Int>]
    var isAnchor: Bool

    var all: [Range<Int>] { (declaration.map { [$0] } ?? []) + uses }
  }

  // MARK: - Definition and references

  func definition(at offset: Int) -> JSONValue {
    if let file = extendedFile(at: offset) { return file }
    if let place = occurrences(at: offset)?.declaration { return document.location(place) }
    guard let name = names.name(at: offset)?.use.name, let resolved = document.view?.resolved,
      let place = resolved.definitions[name]
    else { return .null }
    return document.location(place, sources: resolved.sources) ?? .null
  }

  func references(at offset: Int, withDeclaration: Bool) -> JSONValue {
    guard let found = occurrences(at: offset) else { return .null }
    return .array((withDeclaration ? found.all : found.uses).map { document.location($0) })
  }

  private func extendedFile(at offset: Int) -> JSONValue? {
    guard let slot = document.outline.slot(at: "extends"), let scalar = document.outline.scalar(of: slot),
      scalar.range.touches(offset), document.path.hasPrefix("/")
    else { return nil }
    let name = document.text(NameUses.content(of: scalar, in: document.bytes))
    let folder = document.path[...(document.path.lastIndex(of: "/") ?? document.path.startIndex)]
    let path = name.hasPrefix("/") ? name : folder + name
    let start = TextPosition(line: 0, character: 0).json
    return .object([
      ("uri", .string(DocumentURI.uri(ofPath: path))), ("range", .object([("start", start), ("end", start)])),
    ])
  }

  private func occurrences(at offset: Int) -> Occurrences? {
    anchorOccurrences(at: offset) ?? nameOccurrences(at: offset)
  }

  private func nameOccurrences(at offset: Int) -> Occurrences? {
    guard let found = names.name(at: offset) else { return nil }
    let declaration = found.isDeclaration ? found.use : names.declaration(of: found.use.name, in: found.use.slot)
    let uses = names.uses.filter { use in
      use.name == found.use.name
        && names.declaration(of: use.name, in: use.slot)?.range == declaration?.range
    }
    return Occurrences(declaration: declaration?.range, uses: uses.map(\.range), isAnchor: false)
  }

  /// An anchor goes with the aliases behind it, up to the next anchor of its name.
  private func anchorOccurrences(at offset: Int) -> Occurrences? {
    let anchors = document.outline.anchors
    guard
      let found = anchors.first(where: { $0.nameRange.lowerBound - 1 <= offset && offset <= $0.nameRange.upperBound })
    else { return nil }
    let same = anchors.filter { $0.name == found.name }
    let declaration = same.last { !$0.isAlias && $0.nameRange.lowerBound <= found.nameRange.lowerBound }
    let next = same.first { !$0.isAlias && $0.nameRange.lowerBound > found.nameRange.lowerBound }
    let aliases = same.filter { alias in
      alias.isAlias && alias.nameRange.lowerBound > (declaration?.nameRange.lowerBound ?? -1)
        && alias.nameRange.lowerBound < (next?.nameRange.lowerBound ?? .max)
    }
    return Occurrences(declaration: declaration?.nameRange, uses: aliases.map(\.nameRange), isAnchor: true)
  }

  // MARK: - Renaming

  /// What would be renamed at an offset; null for what has no name, or one that another file declares.
  func renamedRange(at offset: Int) -> JSONValue {
    guard let found = occurrences(at: offset), found.declaration != nil,
      let range = found.all.first(where: { $0.lowerBound - 1 <= offset && offset <= $0.upperBound })
    else { return .null }
    return document.positions.range(range)
  }

  func rename(at offset: Int, to newName: String, _ client: LanguageServer.Client) throws(RequestError) -> JSONValue {
    guard let found = occurrences(at: offset) else { throw .failed("there is no name here") }
    guard found.declaration != nil else {
      throw .failed("the name is not declared in this file: rename it where it is")
    }
    if found.isAnchor {
      guard !newName.isEmpty, newName.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !",[]{}&*".utf8.contains($0) }) else {
        throw .failed("'\(newName)' can't be the name of an anchor")
      }
    } else {
      guard NameUses.isValidName(newName) else {
        throw .failed("'\(newName)' can't be a name: use letters, digits and '_', and no word of expressions")
      }
      let inherited = document.view?.resolved.map { Array($0.definitions.keys) } ?? []
      let taken = (names.parameters + names.loopNames).map(\.name) + inherited
      if taken.contains(newName) { throw .failed("the name '\(newName)' is taken") }
    }
    let edits = found.all.map { range in
      JSONValue.object([("range", document.positions.range(range)), ("newText", .string(newName))])
    }
    return document.workspaceEdit(edits, client)
  }
}
