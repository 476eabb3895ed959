// The catalog: every family of things that have a kind, as declared by the modules that implement them. The parser
// decodes against the catalog that it is given and knows none of its kinds.

/// One kind: a layer, a loss, an optimizer, ...
public struct KindDeclaration: Sendable {
  public var name: String
  public var aliases: [String]
  /// The field that a bare scalar or list under the kind stands for.
  public var mainField: String?
  public var fields: [FieldDeclaration]
  /// What it does, with formulas; Markdown.
  public var documentation: String
  /// Where its semantics come from: a Keras page or a paper.
  public var source: String
  /// A line of YAML that uses it.
  public var example: String

  public init(
    _ name: String, aliases: [String] = [], main mainField: String? = nil, fields: [FieldDeclaration] = [],
    _ documentation: String, source: String, example: String
  ) {
    self.name = name
    self.aliases = aliases
    self.mainField = mainField
    self.fields = fields
    self.documentation = documentation
    self.source = source
    self.example = example
  }
}

public struct KindFamily: Sendable {
  public var name: FamilyName
  /// The plural's heading in the reference.
  public var title: String
  public var documentation: String
  /// Fields that every kind of the family takes, as `name` and `trainable` of a layer.
  public var commonFields: [FieldDeclaration]
  public var kinds: [KindDeclaration]

  public init(
    _ name: FamilyName, title: String, _ documentation: String, commonFields: [FieldDeclaration] = [],
    kinds: [KindDeclaration]
  ) {
    self.name = name
    self.title = title
    self.documentation = documentation
    self.commonFields = commonFields
    self.kinds = kinds
  }

  /// The kind of a name or an alias.
  public func kind(_ name: String) -> KindDeclaration? {
    kinds.first { $0.name == name } ?? kinds.first { $0.aliases.contains(name) }
  }
}

public struct Catalog: Sendable {
  public private(set) var families: [KindFamily]

  public init(_ families: [KindFamily]) { self.families = families }

  public subscript(name: FamilyName) -> KindFamily {
    families.first { $0.name == name } ?? KindFamily(name, title: name.rawValue, "", kinds: [])
  }
}
