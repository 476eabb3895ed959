// What a value in a spec may be: the types of declared fields.

/// Limits of a number; a strict limit excludes its own value.
public struct Bounds: Sendable, Hashable {
  public var lower: Double?
  public var upper: Double?
  public var lowerIsStrict: Bool
  public var upperIsStrict: Bool

  public init(lower: Double? = nil, upper: Double? = nil, lowerIsStrict: Bool = false, upperIsStrict: Bool = false) {
    self.lower = lower
    self.upper = upper
    self.lowerIsStrict = lowerIsStrict
    self.upperIsStrict = upperIsStrict
  }

  public static let any = Bounds()
  public static func atLeast(_ lower: Double) -> Bounds { Bounds(lower: lower) }
  public static func above(_ lower: Double) -> Bounds { Bounds(lower: lower, lowerIsStrict: true) }
  public static func between(_ lower: Double, _ upper: Double) -> Bounds { Bounds(lower: lower, upper: upper) }
  /// `[lower, upper)`, as of a probability that must leave something.
  public static func from(_ lower: Double, below upper: Double) -> Bounds {
    Bounds(lower: lower, upper: upper, upperIsStrict: true)
  }

  public func contains(_ value: Double) -> Bool {
    if let lower, lowerIsStrict ? value <= lower : value < lower { return false }
    if let upper, upperIsStrict ? value >= upper : value > upper { return false }
    return !value.isNaN
  }
}

/// The name of a family of things that have a kind.
public struct FamilyName: Sendable, Hashable, RawRepresentable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ name: String) { rawValue = name }

  public static let layer = FamilyName("layer")
  public static let activation = FamilyName("activation")
  public static let initializer = FamilyName("initializer")
  public static let regularizer = FamilyName("regularizer")
  public static let optimizer = FamilyName("optimizer")
  public static let schedule = FamilyName("schedule")
  public static let loss = FamilyName("loss")
  public static let metric = FamilyName("metric")
  public static let callback = FamilyName("callback")
  public static let source = FamilyName("source")
  public static let preprocessing = FamilyName("preprocessing")
}

public indirect enum ValueType: Sendable {
  case boolean
  case integer(Bounds)
  case number(Bounds)
  case string
  /// One of the given words.
  case choice([String])
  /// A thing that has a kind: `flatten`, `dense: 10` or `dense: {units: 10}`.
  case kind(FamilyName)
  /// A list; a single value that fits the element is not taken for a list.
  case list(ValueType, minimumCount: Int)
  /// A mapping with declared keys.
  case record([FieldDeclaration])
  /// A mapping with free keys, as class weights are.
  case dictionary(ValueType)
  /// `128MiB`, `1.5GB` or a number of bytes.
  case byteSize
  /// The first alternative whose form (scalar, list, mapping, kind) fits.
  case oneOf([ValueType])
  /// Any node, kept as it is.
  case any
}

/// One key of a mapping, with all that the schema, the reference, the completions and the decoder say of it.
public struct FieldDeclaration: Sendable {
  public var name: String
  public var aliases: [String]
  public var type: ValueType
  public var isRequired: Bool
  /// The value when the key is absent, nil for none.
  public var defaultValue: SpecValue?
  /// One or two sentences.
  public var documentation: String

  public init(
    name: String, aliases: [String] = [], type: ValueType, isRequired: Bool, defaultValue: SpecValue?,
    documentation: String
  ) {
    self.name = name
    self.aliases = aliases
    self.type = type
    self.isRequired = isRequired
    self.defaultValue = defaultValue
    self.documentation = documentation
  }
}
