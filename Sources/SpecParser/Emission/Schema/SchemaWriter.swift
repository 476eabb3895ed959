// Declared fields and kinds as schemas.

import Diagnostics

struct SchemaWriter {
  let catalog: Catalog
  /// Families whose kinds a file that is extended may complete: see SchemaDemands.
  let mergedFamilies: Set<FamilyName>

  // MARK: - Families

  /// `$defs`: every family and every kind.
  var definitions: [(String, JSONValue)] {
    catalog.families.flatMap(definitions)
      // A reference to a family that the catalog lacks needs something to refer to; nothing fits it.
      + undeclaredFamilies.map { ($0, JSONValue.boolean(false)) }
  }

  private var undeclaredFamilies: [String] {
    var fields = DocumentFields.sections.flatMap(\.fields)
    for family in catalog.families { fields += family.commonFields + family.kinds.flatMap(\.fields) }
    return Set(fields.flatMap(\.type.families)).subtracting(catalog.families.map(\.name)).map(\.rawValue).sorted()
  }

  private func definitions(_ family: KindFamily) -> [(String, JSONValue)] {
    let title = family.name.rawValue
    let union: [(String, JSONValue)] =
      SchemaTexts(documentation: family.documentation).members
      + form(of: family).schema(isSubstitutable: true, what: phrase(for: family))
      + [("defaultSnippets", .array(SchemaExamples.snippets(for: family)))]
    let kinds = family.kinds.map { kind in ("\(title).\(kind.name)", schema(of: kind, family)) }
    let common = commonFields(of: family).map { field in
      (Self.definition(of: field, family), property(field, path: "\(title).*.\(field.name)", demandsKeys: true))
    }
    return [(title, .object(union))] + kinds + common
  }

  /// Fields that every kind of a family takes, defined once.
  private func commonFields(of family: KindFamily) -> [FieldDeclaration] {
    family.commonFields + (family.name == .layer ? [LayerFields.when] : [])
  }

  private static func definition(of field: FieldDeclaration, _ family: KindFamily) -> String {
    "\(family.name.rawValue)_field.\(field.name)"
  }

  /// One object with every kind as a property, or the word of a kind that needs no fields. `repeat` and `input` stand
  /// among the layers.
  private func form(of family: KindFamily) -> SchemaForm {
    var properties: [(String, JSONValue)] = []
    for kind in family.kinds {
      for word in [kind.name] + kind.aliases {
        properties.append((word, reference("\(family.name.rawValue).\(kind.name)")))
      }
    }
    if family.name == .layer {
      let loop = FieldDeclaration(
        name: RepeatFields.name, type: .record(RepeatFields.schemaFields), isRequired: false, defaultValue: nil,
        documentation: RepeatFields.declaration.documentation)
      properties.append((loop.name, property(loop, path: loop.name, demandsKeys: true)))
      properties.append(
        (
          ModelFields.input.declaration.name,
          property(ModelFields.input.declaration, path: "model.input", demandsKeys: true)
        ))
    }
    var form = SchemaForm.words(words(of: family))
    form.types = ["object"]
    form.members = [
      ("properties", .object(properties)), ("additionalProperties", .boolean(false)), ("minProperties", .integer(1)),
      ("maxProperties", .integer(1)),
    ]
    return form
  }

  /// The kinds that may stand as a word alone.
  private func words(of family: KindFamily) -> [String] {
    family.kinds.filter { !$0.fields.contains(where: \.isRequired) }.flatMap { [$0.name] + $0.aliases }
  }

  /// "a layer: alone (flatten, ...) or with fields (dense, ...)".
  private func phrase(for family: KindFamily) -> String {
    let alone = words(of: family)
    let others = family.kinds.map(\.name).filter { !alone.contains($0) }
    let parts = [(alone, ""), (others, "with fields ")].filter { !$0.0.isEmpty }
    let lists = parts.map { "\($1)\($0.joined(separator: ", "))" }
    return "\(ValueType.kind(family.name).phrase): \(lists.joined(separator: "; or, "))"
  }

  // MARK: - Kinds

  /// What stands under a kind: a mapping of fields, the main field's value, or nothing where no field is required.
  private func schema(of kind: KindDeclaration, _ family: KindFamily) -> JSONValue {
    let path = "\(family.name.rawValue).\(kind.name)"
    let common = commonFields(of: family).flatMap { field in
      ([field.name] + field.aliases).map { ($0, reference(Self.definition(of: field, family))) }
    }
    let members = record(
      kind.fields, and: common, path: path, demandsKeys: !mergedFamilies.contains(family.name))
    var forms = [SchemaForm(types: ["object"], members: members.filter { $0.0 != "type" })]
    if let main = kind.fields.first(where: { $0.name == kind.mainField }) {
      // A mapping is always fields.
      forms +=
        self.forms(of: main.type, path: "\(path).\(main.name)", demandsKeys: true).filter {
          !$0.types.contains("object")
        }
        + wordForms(of: main.type)
    }
    if !kind.fields.contains(where: \.isRequired) { forms.append(SchemaForm(types: ["null"])) }
    // The forms that a kind's main field has in any catalog differ in their types.
    let form = SchemaForm.merged(forms) ?? forms[0]
    let examples = SchemaExamples.values(of: kind)
    return .object(
      SchemaTexts(kind: kind).members + form.schema(isSubstitutable: true, what: kind.mainPhrase)
        + (examples.isEmpty ? [] : [("examples", .array(examples))]))
  }

  /// The words that a main field takes whose type has kinds.
  private func wordForms(of type: ValueType) -> [SchemaForm] {
    switch type {
    case .kind(let family): [SchemaForm.words(words(of: catalog[family]))]
    case .oneOf(let types): types.flatMap { wordForms(of: $0) }
    case .boolean, .integer, .number, .string, .choice, .list, .record, .dictionary, .byteSize, .any: []
    }
  }

  // MARK: - Fields

  /// The members of a schema for a mapping with declared keys.
  /// - Parameters:
  ///   - others: properties beside the fields'.
  ///   - path: the mapping's place in the language, by which examples are found.
  ///   - demandsKeys: whether required keys are.
  func record(
    _ fields: [FieldDeclaration], and others: [(String, JSONValue)] = [], path: String, demandsKeys: Bool
  ) -> [(String, JSONValue)] {
    var properties: [(String, JSONValue)] = []
    for field in fields {
      let schema = property(field, path: path.isEmpty ? field.name : "\(path).\(field.name)", demandsKeys: demandsKeys)
      for name in [field.name] + field.aliases { properties.append((name, schema)) }
    }
    var members: [(String, JSONValue)] = [
      ("type", .string("object")), ("properties", .object(properties + others)),
      ("additionalProperties", .boolean(false)),
    ]
    members += SchemaConstraints.of(fields)?.members ?? []
    // A key that has another name can't be demanded.
    let required = demandsKeys ? fields.filter { $0.isRequired && $0.aliases.isEmpty } : []
    if !required.isEmpty { members.append(("required", .array(required.map { .string($0.name) }))) }
    return members
  }

  private func property(_ field: FieldDeclaration, path: String, demandsKeys: Bool) -> JSONValue {
    var members = SchemaTexts(field: field).members
    if let value = field.defaultValue.flatMap(DefaultText.json) { members.append(("default", value)) }
    members += schema(
      of: field.type, path: path, demandsKeys: demandsKeys, takesNull: !field.isRequired && field.isEmptyByDefault)
    let examples = SchemaExamples.values(of: field, path: path, catalog: catalog)
    if !examples.isEmpty { members.append(("examples", .array(examples))) }
    return .object(members)
  }

  // MARK: - Types

  /// The members of a schema for a type.
  private func schema(
    of type: ValueType, path: String, demandsKeys: Bool, takesNull: Bool = false
  ) -> [(String, JSONValue)] {
    switch type {
    case .any: return []
    case .kind(let family) where !takesNull: return [("$ref", .string("#/$defs/\(family.rawValue)"))]
    case .boolean, .integer, .number, .string, .choice, .kind, .list, .record, .dictionary, .byteSize, .oneOf: break
    }
    var forms = forms(of: type, path: path, demandsKeys: demandsKeys)
    if takesNull { forms.append(SchemaForm(types: ["null"])) }
    let families = type.directFamilies
    if families.isEmpty, let form = SchemaForm.merged(forms) {
      return form.schema(isSubstitutable: true, what: type.boundedPhrase)
    }
    // Editors that can't tell which alternative was meant report on the first.
    let alternatives =
      families.map { reference($0.rawValue) }
      + forms.map { JSONValue.object($0.schema(isSubstitutable: families.isEmpty, what: type.boundedPhrase)) }
    return [("anyOf", .array(alternatives))]
  }

  /// What values of a type look like, but for kinds, which have schemas of their own.
  private func forms(of type: ValueType, path: String, demandsKeys: Bool) -> [SchemaForm] {
    switch type {
    case .boolean: return [SchemaForm(types: ["boolean"])]
    case .integer(let bounds): return [SchemaForm(types: ["integer"], members: limits(bounds))]
    case .number(let bounds): return [SchemaForm(types: ["number"], members: limits(bounds))]
    case .string: return [SchemaForm(strings: .any)]
    case .choice(let words):
      let null = words.contains("null") ? [SchemaForm(types: ["null"])] : []
      let others = words.filter { $0 != "null" }
      return null + (others.isEmpty ? [] : [SchemaForm.words(others)])
    case .byteSize:
      return [
        SchemaForm(
          types: ["number"], members: [("minimum", .integer(0))],
          strings: .matching([#"[0-9]*\.?[0-9]+ *(?:[KkMmGgTt][Ii]?)?[Bb]"#]))
      ]
    case .list(let element, let minimumCount):
      let items = schema(of: element, path: "\(path)[]", demandsKeys: true)
      let count: [(String, JSONValue)] = minimumCount > 0 ? [("minItems", .integer(minimumCount))] : []
      return [SchemaForm(types: ["array"], members: [("items", .object(items))] + count)]
    case .record(let fields):
      let members = record(fields, path: path, demandsKeys: demandsKeys)
      return [SchemaForm(types: ["object"], members: members.filter { $0.0 != "type" })]
    case .dictionary(let element):
      let values = schema(of: element, path: "\(path).*", demandsKeys: demandsKeys)
      var members: [(String, JSONValue)] = [("additionalProperties", .object(values))]
      if path.hasSuffix(DocumentFields.parameters.name) {
        members.append(("propertyNames", .object([("pattern", .string("^(?:<<|[A-Za-z_][A-Za-z0-9_]*)$"))])))
      }
      return [SchemaForm(types: ["object"], members: members)]
    case .oneOf(let types): return types.flatMap { forms(of: $0, path: path, demandsKeys: demandsKeys) }
    case .kind, .any: return []
    }
  }

  private func limits(_ bounds: Bounds) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    if let lower = bounds.lower {
      members.append((bounds.lowerIsStrict ? "exclusiveMinimum" : "minimum", DefaultText.json(lower)))
    }
    if let upper = bounds.upper {
      members.append((bounds.upperIsStrict ? "exclusiveMaximum" : "maximum", DefaultText.json(upper)))
    }
    return members
  }

  private func reference(_ name: String) -> JSONValue { .object([("$ref", .string("#/$defs/\(name)"))]) }
}

extension ValueType {
  /// The families whose kinds a value may be itself.
  fileprivate var directFamilies: [FamilyName] {
    switch self {
    case .kind(let family): [family]
    case .oneOf(let types): types.flatMap(\.directFamilies)
    case .boolean, .integer, .number, .string, .choice, .list, .record, .dictionary, .byteSize, .any: []
    }
  }
}

extension KindDeclaration {
  /// What may stand under the kind, in words.
  fileprivate var mainPhrase: String {
    let main = fields.first { $0.name == mainField }
    return main.map { "\($0.type.boundedPhrase), or a mapping of \(name)'s fields" } ?? "a mapping of \(name)'s fields"
  }
}
