// What is declared for a place in a spec, by the path of keys and items that leads there: the editor's question, asked of
// the same declarations that the decoder uses. Documents that do not parse have paths, too.

/// One step down from a value.
public enum PathStep: Sendable, Hashable {
  case key(String)
  case item
}

/// What is declared for a value.
public enum DeclaredPlace: Sendable {
  /// A value of this type; the field whose value or part it is, nil for the document and for what has free keys.
  case value(ValueType, field: FieldDeclaration?)
  /// What stands under a kind's word: fields, or the main field's value.
  case kind(KindDeclaration, KindFamily)
}

/// The declarations of a whole spec.
public struct SpecDeclarations: Sendable {
  public let catalog: Catalog

  /// - Parameter catalog: as the decoder gets it. `repeat` and `input`, which are no layers to the decoder, are added here.
  public init(_ catalog: Catalog) {
    let input = ModelFields.input.declaration
    let inputKind = KindDeclaration(
      input.name, main: "shape",
      fields: [
        FieldDeclaration(
          name: "shape", type: input.type, isRequired: true, defaultValue: nil, documentation: input.documentation)
      ],
      input.documentation, source: "", example: "- input: [784]")
    var loop = RepeatFields.declaration
    loop.fields = RepeatFields.schemaFields.filter { $0.name != LayerFields.when.name }
    self.catalog = Catalog(
      catalog.withLayerFields.families.map { family in
        guard family.name == .layer else { return family }
        var family = family
        family.commonFields.append(LayerFields.when)
        family.kinds += [loop, inputKind]
        return family
      })
  }

  /// The document as a whole.
  public var root: DeclaredPlace {
    .value(.record(DocumentFields.all + [DocumentFields.extends]), field: nil)
  }

  /// What is declared at the end of a path; nil where nothing is.
  public func place(at path: [PathStep]) -> DeclaredPlace? {
    var place: DeclaredPlace? = root
    for step in path { place = place.flatMap { self.place(step, from: $0) } }
    return place
  }

  /// The fields that a mapping at a place takes, and those of every alternative.
  public func fields(at place: DeclaredPlace) -> [FieldDeclaration] {
    switch place {
    case .value(let type, _): fields(of: type)
    case .kind(let kind, let family):
      // The common fields of `repeat` and `input` are those of the layers in them.
      kind.fields + family.commonFields.filter { kind.takesCommonFields || $0.name == LayerFields.when.name }
    }
  }

  /// The families whose kinds may stand at a place.
  public func families(at place: DeclaredPlace) -> [KindFamily] {
    valueType(at: place)?.alternatives.compactMap { type -> KindFamily? in
      if case .kind(let family) = type { catalog[family] } else { nil }
    } ?? []
  }

  /// The type of a value that is written at a place: under a kind's word its main field's.
  public func valueType(at place: DeclaredPlace) -> ValueType? {
    switch place {
    case .value(let type, _): type
    case .kind(let kind, _): kind.fields.first { $0.name == kind.mainField }?.type
    }
  }

  private func fields(of type: ValueType) -> [FieldDeclaration] {
    type.alternatives.flatMap { type -> [FieldDeclaration] in
      if case .record(let fields) = type { fields } else { [] }
    }
  }

  private func place(_ step: PathStep, from place: DeclaredPlace) -> DeclaredPlace? {
    switch (place, step) {
    case (.value(let type, let field), _): self.place(step, from: type, field)
    case (.kind, .key(let name)):
      fields(at: place).first { $0.name == name || $0.aliases.contains(name) }.map { .value($0.type, field: $0) }
    case (.kind(let kind, _), .item):
      kind.fields.first { $0.name == kind.mainField }.flatMap { self.place(step, from: $0.type, $0) }
    }
  }

  private func place(_ step: PathStep, from type: ValueType, _ field: FieldDeclaration?) -> DeclaredPlace? {
    switch (type, step) {
    case (.record(let fields), .key(let name)):
      fields.first { $0.name == name || $0.aliases.contains(name) }.map { .value($0.type, field: $0) }
    case (.dictionary(let element), .key): .value(element, field: nil)
    case (.kind(let family), .key(let name)):
      catalog[family].kind(name).map { .kind($0, catalog[family]) }
    case (.list(let element, _), .item): .value(element, field: field)
    case (.oneOf(let types), _): types.lazy.compactMap { self.place(step, from: $0, field) }.first
    case (.any, _): .value(.any, field: nil)
    case (.record, _), (.dictionary, _), (.kind, _), (.list, _), (.boolean, _), (.integer, _), (.number, _),
      (.string, _), (.choice, _), (.byteSize, _):
      nil
    }
  }
}

extension ValueType {
  /// The types that a value may be of: several for `oneOf`.
  public var alternatives: [ValueType] {
    if case .oneOf(let types) = self { types.flatMap(\.alternatives) } else { [self] }
  }
}

extension KindDeclaration {
  /// `repeat` and `input` stand among the layers and are none: they have no name and nothing to train.
  fileprivate var takesCommonFields: Bool {
    name != RepeatFields.name && name != ModelFields.input.declaration.name
  }
}
