// What a value may look like, told apart by its JSON type. The keywords of one type (minimum, items, properties, pattern)
// say nothing of values of another, so a value that may be a number, a word or a mapping needs no union of schemas: one
// schema holds the keywords of all three. Editors then report what is wrong with the form that was written ("Property
// unit is not allowed"), where a union has them guess which alternative was meant.

import Diagnostics

struct SchemaForm {
  /// Which strings there may be.
  enum Strings {
    case any
    /// Regular expressions, each for a whole string.
    case matching([String])
  }

  /// Names of JSON types, without `string`.
  var types: [String] = []
  /// Keywords of these types.
  var members: [(String, JSONValue)] = []
  /// Nil where a string never fits.
  var strings: Strings?
  /// Strings to propose, which `strings` matches.
  var words: [String] = []

  /// A parameter, `$name`, or an expression, `$(...)`; `$$` begins a string of its own.
  static let substitution = #"\$[A-Za-z_(].*"#

  static func words(_ words: [String]) -> SchemaForm {
    SchemaForm(strings: .matching(words.map(literal)), words: words)
  }

  /// The forms in one; nil where two of them have a JSON type in common, so that only a union can tell them apart.
  static func merged(_ forms: [SchemaForm]) -> SchemaForm? {
    var result = SchemaForm()
    for form in forms {
      guard Set(result.types.map(kind)).isDisjoint(with: form.types.map(kind)) else { return nil }
      result.types += form.types
      result.members += form.members
      result.words += form.words
      switch (result.strings, form.strings) {
      case (_, nil): break
      case (.any, _), (_, .any): result.strings = .any
      case (nil, let strings): result.strings = strings
      case (.matching(let left), .matching(let right)): result.strings = .matching(left + right)
      }
    }
    return result
  }

  /// A schema's members.
  /// - Parameters:
  ///   - isSubstitutable: whether a `$name` may stand for the value.
  ///   - what: the value in words, for the message about a string that does not fit.
  func schema(isSubstitutable: Bool, what: String) -> [(String, JSONValue)] {
    var schema: [(String, JSONValue)] = []
    var strings = strings
    if isSubstitutable {
      switch strings {
      case nil: strings = .matching([Self.substitution])
      case .matching(let patterns): strings = .matching(patterns + [Self.substitution])
      case .any: break
      }
    }
    let types = types + (strings == nil ? [] : ["string"])
    schema.append(("type", types.count == 1 ? .string(types[0]) : .array(types.map { .string($0) })))
    schema += members
    if case .matching(let patterns) = strings {
      schema.append(("pattern", .string("^(?:\(patterns.joined(separator: "|")))$")))
      // A keyword of VS Code's.
      schema.append(("patternErrorMessage", .string("This must be \(what).\(isSubstitutable ? Self.hint : "")")))
    }
    // `true` fits everything: the list of words is there for completion, which patterns are no help for.
    if !words.isEmpty {
      schema.append(
        ("anyOf", .array([.object([("enum", .array(words.map { .string($0) }))]), .boolean(true)])))
    }
    return schema
  }

  private static let hint = " A parameter is written $name, an expression $(...)."

  /// An integer is a number, too.
  private static func kind(_ type: String) -> String { type == "integer" ? "number" : type }

  /// A word as a regular expression.
  private static func literal(_ word: String) -> String {
    var pattern = ""
    for character in word {
      if #"\^$.|?*+()[]{}/"#.contains(character) { pattern.append("\\") }
      pattern.append(character)
    }
    return pattern
  }
}
