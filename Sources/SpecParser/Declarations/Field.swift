// Typed handles of declared fields: a layer declares `static let units = Field.integer("units", ...)` and reads
// `arguments[units]`, an Int. Decoding, schema, reference and completions use the same declaration.

/// A declared field whose decoded value is a `Value`.
public struct Field<Value: Sendable>: Sendable {
  public var declaration: FieldDeclaration
  /// Reads a decoded value; nil where it has another form.
  public var extract: @Sendable (SpecValue) -> Value?
  /// Stands in for a value that could not be decoded; the error has been reported by then.
  public var fallback: Value

  public init(
    declaration: FieldDeclaration, fallback: Value, extract: @escaping @Sendable (SpecValue) -> Value?
  ) {
    self.declaration = declaration
    self.extract = extract
    self.fallback = fallback
  }

  /// A field of any type: the constructors below are made of this.
  public static func custom(
    _ name: String, aliases: [String] = [], _ type: ValueType, required: Bool = false, default value: SpecValue? = nil,
    fallback: Value, _ documentation: String, extract: @escaping @Sendable (SpecValue) -> Value?
  ) -> Field {
    Field(
      declaration: FieldDeclaration(
        name: name, aliases: aliases, type: type, isRequired: required, defaultValue: value,
        documentation: documentation),
      fallback: fallback, extract: extract)
  }
}

extension SpecValue {
  public var integer: Int? {
    if case .integer(let value) = self { value } else { nil }
  }
  /// A number or an integer as a number.
  public var number: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }
  public var boolean: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }
  public var kind: KindValue? {
    if case .kind(let value) = self { value } else { nil }
  }
  public var record: Arguments? {
    if case .record(let value) = self { value } else { nil }
  }
  public var list: [Located<SpecValue>]? {
    if case .list(let value) = self { value } else { nil }
  }
  public var node: Node? {
    if case .node(let value) = self { value } else { nil }
  }
}

extension Field where Value == Int {
  /// An integer; required unless it has a default.
  public static func integer(
    _ name: String, aliases: [String] = [], _ bounds: Bounds = .any, default value: Int? = nil, _ documentation: String
  ) -> Field {
    custom(
      name, aliases: aliases, .integer(bounds), required: value == nil, default: value.map(SpecValue.integer),
      fallback: value ?? 1, documentation
    ) { $0.integer }
  }
}

extension Field where Value == Int? {
  public static func optionalInteger(
    _ name: String, aliases: [String] = [], _ bounds: Bounds = .any, _ documentation: String
  ) -> Field {
    custom(name, aliases: aliases, .integer(bounds), fallback: nil, documentation) { .some($0.integer) }
  }
}

extension Field where Value == Double {
  /// A number; required unless it has a default.
  public static func number(
    _ name: String, aliases: [String] = [], _ bounds: Bounds = .any, default value: Double? = nil,
    _ documentation: String
  ) -> Field {
    custom(
      name, aliases: aliases, .number(bounds), required: value == nil, default: value.map(SpecValue.number),
      fallback: value ?? 1, documentation
    ) { $0.number }
  }
}

extension Field where Value == Double? {
  public static func optionalNumber(
    _ name: String, aliases: [String] = [], _ bounds: Bounds = .any, _ documentation: String
  ) -> Field {
    custom(name, aliases: aliases, .number(bounds), fallback: nil, documentation) { .some($0.number) }
  }
}

extension Field where Value == Bool {
  public static func boolean(
    _ name: String, aliases: [String] = [], default value: Bool, _ documentation: String
  ) -> Field {
    custom(name, aliases: aliases, .boolean, default: .boolean(value), fallback: value, documentation) { $0.boolean }
  }
}

extension Field where Value == String {
  /// A string; required unless it has a default.
  public static func string(
    _ name: String, aliases: [String] = [], default value: String? = nil, _ documentation: String
  ) -> Field {
    custom(
      name, aliases: aliases, .string, required: value == nil, default: value.map(SpecValue.string),
      fallback: value ?? "", documentation
    ) { $0.string }
  }

  /// One of the given words; required unless it has a default.
  public static func choice(
    _ name: String, aliases: [String] = [], _ words: [String], default value: String? = nil, _ documentation: String
  ) -> Field {
    custom(
      name, aliases: aliases, .choice(words), required: value == nil, default: value.map(SpecValue.string),
      fallback: value ?? words.first ?? "", documentation
    ) { $0.string }
  }
}

extension Field where Value == String? {
  public static func optionalString(_ name: String, aliases: [String] = [], _ documentation: String) -> Field {
    custom(name, aliases: aliases, .string, fallback: nil, documentation) { .some($0.string) }
  }
}

extension Field where Value == KindValue? {
  /// A thing that has a kind, of the kind named by default, else absent.
  public static func kind(
    _ name: String, aliases: [String] = [], _ family: FamilyName, default value: String? = nil, required: Bool = false,
    _ documentation: String
  ) -> Field {
    custom(
      name, aliases: aliases, .kind(family), required: required, default: value.map(SpecValue.kindNamed),
      fallback: nil, documentation
    ) { .some($0.kind) }
  }
}

extension Field where Value == [KindValue] {
  /// A list of things that have a kind; empty by default.
  public static func kinds(
    _ name: String, aliases: [String] = [], _ family: FamilyName, _ documentation: String
  ) -> Field {
    custom(
      name, aliases: aliases, .list(.kind(family), minimumCount: 0), default: .list([]), fallback: [], documentation
    ) { $0.list?.compactMap(\.value.kind) }
  }
}

extension Field where Value == [Int]? {
  public static func optionalIntegers(
    _ name: String, aliases: [String] = [], _ bounds: Bounds = .any, _ documentation: String
  ) -> Field {
    custom(name, aliases: aliases, .list(.integer(bounds), minimumCount: 1), fallback: nil, documentation) {
      .some($0.list?.compactMap(\.value.integer))
    }
  }
}

extension Field where Value == Arguments? {
  public static func record(_ name: String, _ fields: [FieldDeclaration], _ documentation: String) -> Field {
    custom(name, .record(fields), fallback: nil, documentation) { .some($0.record) }
  }
}
