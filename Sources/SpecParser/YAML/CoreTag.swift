// The tags of YAML's core schema, which may be written (`!!str 10`); all others are refused: a spec is data, not code.

/// What libyaml resolves `!!str` and its like to.
enum CoreTag: String {
  case null = "tag:yaml.org,2002:null"
  case boolean = "tag:yaml.org,2002:bool"
  case integer = "tag:yaml.org,2002:int"
  case number = "tag:yaml.org,2002:float"
  case string = "tag:yaml.org,2002:str"
  case sequence = "tag:yaml.org,2002:seq"
  case mapping = "tag:yaml.org,2002:map"

  /// A tag that is unknown or doesn't fit its node.
  struct Mismatch: Error {
    var message: String
    var help: String
  }

  private static let unknown = Mismatch(
    message: "tags are not allowed", help: "remove the tag; text that begins with '!' must be quoted")

  /// The scalar as its tag wants it.
  static func apply(_ name: String, toScalar scalar: Scalar) throws(Mismatch) -> Scalar {
    guard let tag = CoreTag(rawValue: name) else { throw unknown }
    if tag == .string { return Scalar(text: scalar.text, isPlain: false, value: .string(scalar.text)) }
    var result = scalar
    result.value = CoreSchema.value(ofPlain: scalar.text)
    switch (tag, result.value) {
    case (.null, .null), (.boolean, .boolean), (.integer, .integer), (.number, .number): return result
    case (.number, .integer(let value)):
      result.value = .number(Double(value))
      return result
    default:
      throw Mismatch(
        message: "the tag says \(tag.title), and '\(scalar.text.prefix(40))' is none",
        help: "remove the tag or change the value")
    }
  }

  static func check(_ name: String, on collection: Node) throws(Mismatch) {
    guard let tag = CoreTag(rawValue: name) else { throw unknown }
    let fits = collection.sequence == nil ? tag == .mapping : tag == .sequence
    guard fits else {
      throw Mismatch(
        message: "the tag says \(tag.title), and this is \(collection.kindName)",
        help: "remove the tag or change the value")
    }
  }

  private var title: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .number: "a number"
    case .string: "a string"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
