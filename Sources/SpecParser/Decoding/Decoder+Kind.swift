// Things that have a kind, in their three forms: `flatten`, `dense: 10` (the main field) and `dense: {units: 10}`.

import Diagnostics

extension Decoder {
  /// The kind with its fields; nil when its kind is not known, which has then been reported.
  mutating func decodeKind(_ node: Node, _ family: KindFamily, named name: String) -> KindValue? {
    switch node.content {
    case .scalar(let scalar):
      guard case .string(let text) = scalar.value else {
        reportWrongType(node, as: .kind(family.name), named: name, help: Self.kinds(of: family))
        return nil
      }
      guard let kind = family.kind(text) else {
        guard let meant = meantKind(node, text, family, whole: node) else { return nil }
        return decodeFields(nil, meant, family, word: node, whole: node)
      }
      return decodeFields(nil, kind, family, word: node, whole: node)
    case .sequence(let items):
      let edits = TreeEdits(sources: sources)
      let item = items.count == 1 && edits.isFlow(node) ? items.first.flatMap { edits.flowText(of: $0) } : nil
      let fix = item.map {
        Fix(title: "take the brackets away", isSafe: true, edits: [Fix.Edit(range: node.range, replacement: $0)])
      }
      reportWrongType(
        node, as: .kind(family.name), named: name, help: item.map { "write '\($0)'" } ?? "write one, without a list",
        fix: fix)
      return nil
    case .mapping(let entries):
      let entry = entries.first { family.kind($0.key.scalar?.text ?? "") != nil } ?? entries.first
      guard let entry, let text = entry.key.scalar?.text else {
        report(
          .wrongType, "\(name) must be \(ValueType.kind(family.name).phrase), is an empty mapping", at: node,
          help: Self.kinds(of: family))
        return nil
      }
      if let meant = kindWrittenAsField(node, entries, family) {
        return decodeFields(meant.fields, meant.kind, family, word: meant.word, whole: node)
      }
      guard let kind = family.kind(text) ?? meantKind(entry.key, text, family, whole: node) else { return nil }
      guard let fields = fieldsUnderKind(of: node, entry, kind, family: family.name) else { return nil }
      return decodeFields(fields, kind, family, word: entry.key, whole: node)
    }
  }

  private mutating func decodeFields(
    _ fields: Node?, _ kind: KindDeclaration, _ family: KindFamily, word: Node, whole: Node
  ) -> KindValue {
    let node = fields ?? Node(.mapping([]), at: whole.range)
    let arguments = decodeRecord(
      node, kind.fields + family.commonFields, context: .kind(family.name, kind.name), at: word.range)
    return KindValue(
      name: kind.name, writtenName: word.scalar?.text, arguments: arguments, range: whole.range, nameRange: word.range)
  }

  /// What stands under a kind as a mapping of fields: a scalar or a list goes to the main field.
  ///
  /// Keys beside the kind are reported; those that are its fields are taken for what was meant.
  /// - Returns: nil when what stands there can't be fields, which has been reported.
  mutating func fieldsUnderKind(
    of node: Node, _ entry: Node.Entry, _ kind: KindDeclaration, family: FamilyName
  ) -> Node? {
    if unresolved.contains(entry.value.range) { return nil }
    var entries: [Node.Entry]
    switch entry.value.content {
    case .mapping(let fields): entries = fields
    case .scalar(let scalar) where scalar.value == .null: entries = []
    case .scalar, .sequence:
      guard let main = kind.mainField else {
        let takesFields = !kind.fields.isEmpty
        report(
          .wrongType, "\(kind.name) takes no single value, is given \(entry.value.kindName)", at: entry.value,
          help: takesFields
            ? Self.keys(of: kind.fields)
            : KeyHints.valueHint(for: kind.name) ?? "write '\(kind.name)' alone")
        return nil
      }
      let key = Node(.scalar(Scalar(text: main, isPlain: true, value: .string(main))), at: entry.key.range)
      entries = [Node.Entry(key: key, value: entry.value)]
    }
    entries += takingKeysBeside(entry, in: node, kind, catalog[family])
    let range = entry.value.mapping == nil ? node.range : entry.value.range
    return Node(.mapping(entries), at: range, definition: entry.value.definition)
  }

  /// Reports the keys beside a kind and returns those that are its fields.
  private mutating func takingKeysBeside(
    _ entry: Node.Entry, in node: Node, _ kind: KindDeclaration, _ family: KindFamily
  ) -> [Node.Entry] {
    let others = (node.mapping ?? []).filter { $0.key.range != entry.key.range }
    guard !others.isEmpty else { return [] }
    let names = (kind.fields + family.commonFields).flatMap { [$0.name] + $0.aliases } + [LayerFields.when.name]
    let fields = others.filter { names.contains($0.key.scalar?.text ?? "") }
    for other in others {
      guard let key = other.key.scalar?.text, !names.contains(key) else { continue }
      let isKind = family.kind(key) != nil
      report(
        .secondKeyBesideKind, "'\(key)' stands beside '\(kind.name)', and a \(family.name.rawValue) has one kind",
        at: other.key,
        help: isKind ? "begin an item of its own for '\(key)'" : "it is no field of \(kind.name) either: remove it")
    }
    if let first = fields.first, let key = first.key.scalar?.text {
      let isAlone = fields.count == others.count
      let isFlow = TreeEdits(sources: sources).isFlow(node)
      report(
        .secondKeyBesideKind, "'\(key)' stands beside '\(kind.name)', not under it", at: first.key,
        help: isFlow
          ? "give the fields of \(kind.name) braces of their own: '{\(kind.name): {\(key): ...}}'"
          : "indent it, so that it is a field of \(kind.name)",
        fix: isAlone
          ? SecondKeyFix(node: node, kind: entry, mainField: kind.mainField, sources: sources)?.fix : nil)
    }
    // `when` is no field for the decoder, which never sees one in its place.
    return fields.filter { $0.key.scalar?.text != LayerFields.when.name }
  }
}
