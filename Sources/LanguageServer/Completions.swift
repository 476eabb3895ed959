// What may stand at the cursor: keys, kinds, choice words, parameters, names and functions of expressions.

import Diagnostics
import SpecParser

struct Completions {
  let document: OpenDocument
  let declarations: SpecDeclarations
  let client: LanguageServer.Client
  private let point: CompletionPoint?
  /// Of the whole document, and of what stands before the cursor: the cursor's slot is one of the latter.
  private let names: NameUses
  private let earlierNames: NameUses?

  init(_ document: OpenDocument, _ declarations: SpecDeclarations, _ client: LanguageServer.Client, at offset: Int) {
    self.document = document
    self.declarations = declarations
    self.client = client
    point = CompletionPoint(document, at: offset)
    names = NameUses(document.outline, document.bytes)
    earlierNames = point.map { NameUses($0.outline, document.bytes) }
  }

  var json: JSONValue {
    guard let point else { return .array([]) }
    var replaced = point.replaced
    let items: [CompletionItem]
    if let expression = earlierNames.flatMap(point.expression) {
      let word = expression.utf8.reversed().prefix { $0.isIdentifierByte }.count
      replaced = point.replaced.upperBound - word..<point.replaced.upperBound
      items = expressionItems(point)
    } else {
      items = self.items(point)
    }
    // The rest of a word in which the cursor stands goes with it.
    let rest = document.bytes[replaced.upperBound...].prefix { $0.isIdentifierByte }.count
    let range = document.positions.range(replaced.lowerBound..<replaced.upperBound + rest)
    return .array(
      items.enumerated().map { $1.json(rank: $0, range: range, takesSnippets: client.takesSnippets) })
  }

  private func items(_ point: CompletionPoint) -> [CompletionItem] {
    guard !point.typed.contains(" "), let place = declarations.place(at: point.path) else { return [] }
    if point.typed.hasPrefix("$") { return parameterItems(point) }
    switch point.form {
    case .key: return keyItems(place, point)
    case .inline, .item, .itemLine:
      return valueItems(declarations.valueType(at: place), place, point) + (point.isQuoted ? [] : parameterItems(point))
    case .line:
      return keyItems(place, point) + valueItems(declarations.valueType(at: place), place, point)
    }
  }

  // MARK: - Keys

  private func keyItems(_ place: DeclaredPlace, _ point: CompletionPoint) -> [CompletionItem] {
    let taken = takenKeys(point)
    let isFlow = point.form.isFlow
    let isNamed = isColonAhead(point)
    var items = declarations.fields(at: place).filter { field in
      !taken.contains(field.name) && field.aliases.allSatisfy { !taken.contains($0) }
    }.map { field in
      CompletionItem(
        label: field.name, kind: .field, detail: field.guidance, documentation: field.documentation,
        insertion: isNamed ? Snippet(field.name) : Snippets.field(field, isFlow: isFlow))
    }
    guard case .value(let type, _) = place else { return items }
    // A mapping that is a thing of some kind has that kind for its only key.
    if taken.isEmpty, point.form.wantsKey { items += kindItems(place, point) }
    if case .dictionary(let element) = type, point.path == [.key("sweep"), .key("parameters")] {
      items += names.parameters.filter { !taken.contains($0.name) }.map { parameter in
        let field = FieldDeclaration(
          name: parameter.name, type: element, isRequired: false, defaultValue: nil, documentation: "")
        return CompletionItem(
          label: parameter.name, kind: .variable, detail: value(of: parameter.name), documentation: "",
          insertion: isNamed ? Snippet(parameter.name) : Snippets.field(field, isFlow: true))
      }
    }
    return items
  }

  /// The keys of the mapping at the cursor, also those behind it, but not the one being typed.
  private func takenKeys(_ point: CompletionPoint) -> Set<String> {
    let outline = document.outline
    let start = point.outline.slots[point.slot].nameRange.lowerBound
    let isSame = { (slot: Outline.Slot) in
      slot.nameRange.lowerBound == start && slot.step == point.outline.slots[point.slot].step
    }
    let slot = point.slot == Outline.document ? point.slot : outline.slots.firstIndex(where: isSame)
    let before = point.outline.children(of: point.slot).compactMap { point.outline.key(of: $0) }
    let all = slot.map { slot in
      outline.children(of: slot).filter { outline.slots[$0].nameRange.lowerBound != point.replaced.lowerBound }
        .compactMap { outline.key(of: $0) }
    }
    return Set(before + (all ?? []))
  }

  /// Whether the word is a key already: only the word is completed then.
  private func isColonAhead(_ point: CompletionPoint) -> Bool {
    let rest = document.bytes[point.replaced.upperBound...].drop { $0.isIdentifierByte }.drop { $0 == 0x20 }
    return rest.first == UInt8(ascii: ":")
  }

  // MARK: - Values

  private func valueItems(_ type: ValueType?, _ place: DeclaredPlace, _ point: CompletionPoint) -> [CompletionItem] {
    var items: [CompletionItem] = []
    for type in type?.alternatives ?? [] {
      switch type {
      case .boolean: items += words(["true", "false"], place, point)
      case .choice(let choice): items += words(choice, place, point)
      case .list(let element, _) where point.form == .line:
        var inner = point
        inner.form = .itemLine
        items += valueItems(element, .value(element, field: nil), inner)
      case .string: items += words(measures(place), place, point)
      case .kind, .integer, .number, .list, .record, .dictionary, .byteSize, .oneOf, .any: break
      }
    }
    return items + kindItems(place, point)
  }

  private func words(_ words: [String], _ place: DeclaredPlace, _ point: CompletionPoint) -> [CompletionItem] {
    let documentation =
      switch place {
      case .value(_, let field): field?.documentation ?? ""
      case .kind(let kind, _): kind.documentation
      }
    return words.map { word in
      CompletionItem(
        label: word, kind: .word, detail: "", documentation: documentation,
        insertion: Snippet((point.form.needsDash ? "- " : "") + word))
    }
  }

  private func kindItems(_ place: DeclaredPlace, _ point: CompletionPoint) -> [CompletionItem] {
    declarations.families(at: place).flatMap { family in
      family.kinds.map { kind in
        let isWord = point.isQuoted || isColonAhead(point)
        return CompletionItem(
          label: kind.name, kind: .kind, detail: family.name.rawValue,
          documentation: DeclarationText.kind(kind, family),
          insertion: isWord ? Snippet(kind.name) : Snippets.kind(kind, form: point.form))
      }
    }
  }

  /// What can be monitored: the loss and the metrics as written, on training and validation rows.
  private func measures(_ place: DeclaredPlace) -> [String] {
    guard case .value(_, let field?) = place,
      field.name == "monitor" || point?.path == [.key("sweep"), .key("metric"), .key("name")]
    else { return [] }
    let outline = document.outline
    let metrics = outline.slot(at: "training", "metrics").map { list in
      outline.scalars.filter { outline.slots[$0.slot].parent == list }.map { document.text($0.range) }
    }
    let figures = ["loss"] + (metrics ?? [])
    return figures.map { "val_\($0)" } + figures
  }

  // MARK: - Names

  private func parameterItems(_ point: CompletionPoint) -> [CompletionItem] {
    variables(point).map { name, detail in
      CompletionItem(
        label: "$\(name)", kind: .variable, detail: detail, documentation: "",
        insertion: Snippet((point.form.needsDash ? "- " : "") + "$\(name)"))
    }
  }

  private func expressionItems(_ point: CompletionPoint) -> [CompletionItem] {
    let inConstraints = point.path == [.key("sweep"), .key("constraints"), .item]
    let planNames = inConstraints ? SweepFields.planNames.map { ($0, "a figure of the plan") } : []
    let items = (variables(point) + planNames).map { name, detail in
      CompletionItem(label: name, kind: .variable, detail: detail, documentation: "", insertion: Snippet(name))
    }
    return items
      + ExpressionFunction.allCases.map { function in
        var insertion = Snippet(function.rawValue + "(")
        insertion.appendStop()
        insertion.append(")")
        return CompletionItem(
          label: function.rawValue, kind: .function, detail: "a function", documentation: "", insertion: insertion)
      }
  }

  /// The names that hold at the cursor, those of repeats first, with their values. Parameters of a base come along.
  private func variables(_ point: CompletionPoint) -> [(String, String)] {
    let own = names.parameters.map(\.name)
    let inherited = document.view?.resolved?.parameters.map(\.name).filter { !own.contains($0) } ?? []
    let loops = earlierNames?.loopNames(around: point.slot).map(\.name) ?? []
    return loops.map { ($0, "a name of the repeat") }
      + (own + inherited).filter { !loops.contains($0) }.map { ($0, value(of: $0)) }
  }

  private func value(of parameter: String) -> String {
    let node = document.view?.resolved?.parameters.first { $0.name == parameter }?.value
    return node.map(NodeText.short) ?? ""
  }
}
