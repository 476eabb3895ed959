// The spec language as JSON Schema (draft 2020-12), for editors: completion, hover and marks for what is unknown.
//
// A thing that has a kind is one object with every kind as a property and at most one of them, rather than a union of
// one schema per kind: editors then complete the kinds and name the unknown one.

import Diagnostics

public enum JSONSchemaEmitter {
  private static let substitution = "substitution"

  /// The schema of a whole spec.
  public static func schema(of catalog: Catalog) -> JSONValue {
    let catalog = catalog.withLayerFields
    var definitions: [(String, JSONValue)] = [
      (
        substitution,
        .object([
          ("description", .string("a parameter, $name, or an expression, $(...)")), ("type", .string("string")),
          ("pattern", .string("^\\$[A-Za-z_(]")),
        ])
      )
    ]
    for family in catalog.families { definitions += self.family(family) }
    for name in undeclaredFamilies(of: catalog) { definitions.append((name, .object([("not", .object([]))]))) }
    var members: [(String, JSONValue)] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("Lofting spec")),
    ]
    members += record(DocumentFields.all + [DocumentFields.extends], isDocument: true)
    members.append(("patternProperties", .object([("^x-", .boolean(true))])))
    members.append(("$defs", .object(definitions)))
    return .object(members)
  }

  // MARK: - Families

  /// Families that fields name and the catalog lacks: they have no kinds, and a reference needs something to refer to.
  private static func undeclaredFamilies(of catalog: Catalog) -> [String] {
    var fields = DocumentFields.sections.flatMap(\.fields)
    for family in catalog.families { fields += family.commonFields + family.kinds.flatMap(\.fields) }
    let declared = Set(catalog.families.map(\.name))
    return Set(fields.flatMap(\.type.families)).subtracting(declared).map(\.rawValue).sorted()
  }

  /// `$defs` of a family and of each of its kinds. Layers take `when`, and `repeat` and `input` stand among them.
  private static func family(_ family: KindFamily) -> [(String, JSONValue)] {
    guard family.name == .layer else { return definitions(family, extra: []) }
    var family = family
    family.commonFields.append(LayerFields.when)
    let loop = FieldDeclaration(
      name: RepeatFields.name, type: .record(RepeatFields.schemaFields), isRequired: false, defaultValue: nil,
      documentation: RepeatFields.declaration.documentation)
    return definitions(family, extra: [property(loop), property(ModelFields.input.declaration)])
  }

  private static func definitions(
    _ family: KindFamily, extra: [(String, JSONValue)]
  ) -> [(String, JSONValue)] {
    var result: [(String, JSONValue)] = []
    var properties: [(String, JSONValue)] = []
    var words: [JSONValue] = []
    for kind in family.kinds {
      let name = "\(family.name.rawValue).\(kind.name)"
      result.append((name, schema(of: kind, family)))
      for word in [kind.name] + kind.aliases {
        properties.append((word, reference(name)))
        if !kind.fields.contains(where: \.isRequired) { words.append(.string(word)) }
      }
    }
    var forms: [JSONValue] = []
    if !words.isEmpty { forms.append(.object([("enum", .array(words))])) }
    forms.append(
      .object([
        ("type", .string("object")), ("properties", .object(properties + extra)),
        ("additionalProperties", .boolean(false)), ("minProperties", .integer(1)), ("maxProperties", .integer(1)),
      ]))
    forms.append(reference(substitution))
    let union = JSONValue.object([("description", .string(family.documentation)), ("anyOf", .array(forms))])
    return [(family.name.rawValue, union)] + result
  }

  private static func schema(of kind: KindDeclaration, _ family: KindFamily) -> JSONValue {
    var forms: [JSONValue] = []
    if let main = kind.fields.first(where: { $0.name == kind.mainField }) {
      forms.append(.object(type(main.type).filter { $0.0 != "description" }))
    }
    forms.append(.object(record(kind.fields + family.commonFields)))
    if !kind.fields.contains(where: \.isRequired) { forms.append(.object([("type", .string("null"))])) }
    return .object([("description", .string(kind.documentation)), ("anyOf", .array(forms))])
  }

  // MARK: - Fields and types

  /// The members of a schema for a mapping with declared keys.
  private static func record(_ fields: [FieldDeclaration], isDocument: Bool = false) -> [(String, JSONValue)] {
    var properties: [(String, JSONValue)] = []
    for field in fields {
      for name in [field.name] + field.aliases { properties.append((name, property(field).1)) }
    }
    // A key that has another name, and a section that `extends` may bring, can't be demanded.
    let required = isDocument ? [] : fields.filter { $0.isRequired && $0.aliases.isEmpty }
    var members: [(String, JSONValue)] = [
      ("type", .string("object")), ("properties", .object(properties)), ("additionalProperties", .boolean(false)),
    ]
    if !required.isEmpty { members.append(("required", .array(required.map { .string($0.name) }))) }
    return members
  }

  private static func property(_ field: FieldDeclaration) -> (String, JSONValue) {
    var members: [(String, JSONValue)] = [("description", .string(field.documentation))]
    if let value = field.defaultValue.flatMap(DefaultText.json) { members.append(("default", value)) }
    return (field.name, .object(members + type(field.type)))
  }

  /// The members of a schema for a type; a value may always be a `$name`, which strings are anyway.
  private static func type(_ type: ValueType) -> [(String, JSONValue)] {
    switch type {
    case .boolean: substitutable([("type", .string("boolean"))])
    case .integer(let bounds): substitutable([("type", .string("integer"))] + limits(bounds))
    case .number(let bounds): substitutable([("type", .string("number"))] + limits(bounds))
    case .string: [("type", .string("string"))]
    case .choice(let words):
      substitutable([("enum", .array(words.map { $0 == "null" ? .null : .string($0) }))])
    case .kind(let family): [("$ref", .string("#/$defs/\(family.rawValue)"))]
    case .list(let element, let minimumCount):
      substitutable(
        [("type", .string("array")), ("items", .object(self.type(element)))]
          + (minimumCount > 0 ? [("minItems", .integer(minimumCount))] : []))
    case .record(let fields): substitutable(record(fields))
    case .dictionary(let element):
      substitutable([("type", .string("object")), ("additionalProperties", .object(self.type(element)))])
    case .byteSize:
      [
        (
          "anyOf",
          .array([
            .object([("type", .string("number")), ("minimum", .integer(0))]),
            .object([
              ("type", .string("string")),
              ("pattern", .string("^([0-9.]+ *([KkMmGgTt][Ii]?)?[Bb]|\\$.*)$")),
            ]),
          ])
        )
      ]
    case .oneOf(let types): [("anyOf", .array(types.map { .object(self.type($0)) }))]
    case .any: []
    }
  }

  private static func substitutable(_ members: [(String, JSONValue)]) -> [(String, JSONValue)] {
    [("anyOf", .array([.object(members), reference(substitution)]))]
  }

  private static func limits(_ bounds: Bounds) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    if let lower = bounds.lower {
      members.append((bounds.lowerIsStrict ? "exclusiveMinimum" : "minimum", DefaultText.json(lower)))
    }
    if let upper = bounds.upper {
      members.append((bounds.upperIsStrict ? "exclusiveMaximum" : "maximum", DefaultText.json(upper)))
    }
    return members
  }

  private static func reference(_ name: String) -> JSONValue { .object([("$ref", .string("#/$defs/\(name)"))]) }
}
