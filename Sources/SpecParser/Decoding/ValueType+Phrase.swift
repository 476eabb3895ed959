// How messages name what is wanted: "an integer of at least 1", "one of index, one_hot".

extension Bounds {
  /// "at least 1", "above 0 and at most 1"; nil without bounds.
  public var phrase: String? {
    if let lower, lower == upper { return Self.text(lower) }
    let low = lower.map { (lowerIsStrict ? "above " : "at least ") + Self.text($0) }
    let high = upper.map { (upperIsStrict ? "below " : "at most ") + Self.text($0) }
    switch (low, high) {
    case (nil, nil): return nil
    case (let low?, nil): return low
    case (nil, let high?): return high
    case (let low?, let high?): return "\(low) and \(high)"
    }
  }

  /// Integers without `.0`.
  static func text(_ value: Double) -> String {
    Int(exactly: value).map { String($0) } ?? value.description
  }
}

extension ValueType {
  /// What a value must be: "an integer", "a number or a schedule".
  public var phrase: String {
    switch self {
    case .boolean: "true or false"
    case .integer: "an integer"
    case .number: "a number"
    case .string: "a string"
    case .choice(let words): words.count == 1 ? "'\(words[0])'" : "one of \(words.joined(separator: ", "))"
    case .kind(let family): Self.withArticle(family.rawValue)
    case .list: "a list"
    case .record: "a mapping"
    case .dictionary: "a mapping"
    case .byteSize: "a size such as 128MiB"
    case .oneOf(let types): types.map(\.phrase).joined(separator: " or ")
    case .any: "a value"
    }
  }

  /// The phrase with its bounds: "an integer of at least 1".
  var boundedPhrase: String {
    switch self {
    case .integer(let bounds), .number(let bounds): phrase + (bounds.phrase.map { ", " + $0 } ?? "")
    case .boolean, .string, .choice, .kind, .list, .record, .dictionary, .byteSize, .oneOf, .any: phrase
    }
  }

  static func withArticle(_ noun: String) -> String {
    ("aeiou".contains(noun.first ?? "x") ? "an " : "a ") + noun
  }
}
