// Mappings with declared keys: unknown, missing and repeated keys, and defaults.

import Diagnostics

extension Decoder {
  /// Decodes a mapping's entries against declared fields, filling in the defaults of absent ones.
  /// - Parameter place: where a missing key is reported: the section's key or the kind's word.
  mutating func decodeRecord(
    _ node: Node, _ fields: [FieldDeclaration], context: RecordContext, at place: SourceRange
  ) -> Arguments {
    var arguments = Arguments(range: node.range)
    var foundElsewhere: Set<String> = []
    for written in node.mapping ?? [] {
      guard let key = written.key.scalar?.text else { continue }
      var entry = written
      let field: FieldDeclaration
      if let known = fields.first(where: { $0.name == key || $0.aliases.contains(key) }) {
        field = known
      } else {
        switch meantKey(entry, key, of: node, fields, context, taken: arguments.keyRanges.keys) {
        case .nothing: continue
        case .part(let section):
          foundElsewhere.insert(section)
          continue
        case .field(let meant, let value): (field, entry) = (meant, value)
        }
      }
      if let earlier = arguments.keyRanges[field.name] {
        report(
          .conflictingKeys, "'\(key)' is '\(field.name)' under another name, which is given already",
          at: entry.key.range, notes: [Note("given here", at: .spec(earlier))], help: "keep one of them")
        continue
      }
      arguments.keyRanges[field.name] = entry.key.range
      arguments.ranges[field.name] = entry.value.range
      if let value = decodeField(entry, field) { arguments.values[field.name] = value }
    }
    for field in fields where arguments.values[field.name] == nil {
      if let value = field.defaultValue {
        arguments.values[field.name] = filled(value, field.type, at: arguments.ranges[field.name] ?? place)
      } else if field.isRequired, arguments.keyRanges[field.name] == nil, reportsMissing,
        !foundElsewhere.contains(field.name)
      {
        report(
          .missingKey, "missing key '\(field.name)' in \(context.title)", at: place,
          help: "add '\(field.name)', \(field.type.boundedPhrase)")
      }
    }
    return arguments
  }

  private mutating func decodeField(_ entry: Node.Entry, _ field: FieldDeclaration) -> SpecValue? {
    guard case .null = entry.value.scalar?.value, !field.acceptsNull else {
      return decode(entry.value, as: field.type, named: field.name, place: entry.key.range)
    }
    if !field.isRequired, field.isEmptyByDefault { return field.defaultValue ?? .null }
    let place = entry.value.range.start == entry.value.range.end ? entry.key.range : entry.value.range
    if unresolved.contains(entry.value.range) { return nil }
    report(
      .wrongType, "\(field.name) has no value", at: place,
      help: "give it \(field.type.boundedPhrase)\(field.isRequired ? "" : ", or leave the key out")")
    return nil
  }

  /// A default with its kinds in full.
  func filled(_ value: SpecValue, _ type: ValueType, at range: SourceRange) -> SpecValue {
    switch value {
    case .kindNamed(let name):
      for family in type.families {
        if let kind = catalog[family].kind(name) {
          return .kind(defaultKind(kind, catalog[family], at: range))
        }
      }
      return .null
    case .list(let items):
      guard case .list(let element, _) = type else { return value }
      return .list(items.map { Located(filled($0.value, element, at: range), at: range) })
    case .null, .boolean, .integer, .number, .string, .dictionary, .record, .kind, .node:
      return value
    }
  }

  /// A kind with nothing written.
  private func defaultKind(_ kind: KindDeclaration, _ family: KindFamily, at range: SourceRange) -> KindValue {
    var arguments = Arguments(range: range)
    for field in kind.fields + family.commonFields {
      if let value = field.defaultValue { arguments.values[field.name] = filled(value, field.type, at: range) }
    }
    return KindValue(name: kind.name, arguments: arguments, range: range, nameRange: range)
  }
}

extension ValueType {
  /// The families that the type names, also those of its parts.
  var families: [FamilyName] {
    switch self {
    case .kind(let family): [family]
    case .oneOf(let types): types.flatMap(\.families)
    case .list(let element, _), .dictionary(let element): element.families
    case .record(let fields): fields.flatMap(\.type.families)
    case .boolean, .integer, .number, .string, .choice, .byteSize, .any: []
    }
  }
}

extension FieldDeclaration {
  /// Whether a written null is a value of the field: a choice may list the word `null`.
  fileprivate var acceptsNull: Bool { type.acceptsNull }

  /// Whether a key with nothing behind it says the same as no key: `callbacks:`.
  var isEmptyByDefault: Bool {
    switch defaultValue {
    case nil, .null: true
    case .list(let items): items.isEmpty
    case .boolean, .integer, .number, .string, .dictionary, .record, .kind, .kindNamed, .node: false
    }
  }
}

extension ValueType {
  fileprivate var acceptsNull: Bool {
    switch self {
    case .choice(let words): words.contains("null")
    case .oneOf(let types): types.contains(where: \.acceptsNull)
    case .any: true
    case .boolean, .integer, .number, .string, .kind, .list, .record, .dictionary, .byteSize: false
    }
  }
}
