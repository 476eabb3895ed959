// `Dense(10, activation='relu')`: a line of Python where a kind is wanted, and the same in YAML. Only what has one
// reading is turned round: numbers, words, quoted strings, True, False, None, and flat tuples and lists of these.

import Diagnostics

struct PythonCall {
  var name: String
  private(set) var positional: [String] = []
  private(set) var keywords: [(name: String, value: String)] = []

  /// - Returns: nil for a text that is no call, or one with an open parenthesis or quote.
  init?(_ text: String) {
    var text = Substring(text)
    while let last = text.last, last == "," || last == " " { text = text.dropLast() }
    guard let open = text.firstIndex(of: "("), text.last == ")", open != text.startIndex else { return nil }
    name = String(text[..<open])
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }) else { return nil }
    let inner = text[text.index(after: open)...].dropLast()
    guard let parts = Self.parts(of: inner) else { return nil }
    for part in parts where !part.isEmpty {
      if let equals = part.firstIndex(of: "="), Identifier.isValid(Self.trimmed(part[..<equals])) {
        keywords.append((Self.trimmed(part[..<equals]), Self.trimmed(part[part.index(after: equals)...])))
      } else {
        positional.append(part)
      }
    }
  }

  /// The arguments between commas; nil where a bracket or a quote stays open.
  private static func parts(of text: Substring) -> [String]? {
    var parts: [String] = []
    var part = ""
    var depth = 0
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else {
        switch character {
        case "'", "\"": quote = character
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth -= 1
        default: break
        }
        if depth < 0 { return nil }
        if character == ",", depth == 0 {
          parts.append(trimmed(part[...]))
          part = ""
          continue
        }
      }
      part.append(character)
    }
    guard depth == 0, quote == nil else { return nil }
    return parts + [trimmed(part[...])]
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }

  // MARK: - In YAML

  /// The call as `dense: {units: 10, activation: relu}`, or the kind's word alone; nil where an argument has no one
  /// reading here.
  func yaml(for kind: KindDeclaration, _ family: KindFamily) -> String? {
    var fields: [(name: String, value: String)] = []
    var values = positional
    // PyTorch's layers take the size of what comes in, which the plan knows, before that of what goes out.
    if values.count == 2, ForeignName.withoutModule(name) == "Linear" { values.removeFirst() }
    guard values.count <= 1 else { return nil }
    if let value = values.first {
      guard let main = kind.mainField, let text = Self.yaml(value) else { return nil }
      if keywords.isEmpty { return "\(kind.name): \(text)" }
      fields.append((main, text))
    }
    for (word, value) in keywords {
      guard let field = ForeignKeys.field(word, among: kind.fields + family.commonFields), let text = Self.yaml(value),
        !fields.contains(where: { $0.name == field.name })
      else { return nil }
      fields.append((field.name, text))
    }
    if fields.isEmpty { return kind.name }
    return "\(kind.name): {\(fields.map { "\($0.name): \($0.value)" }.joined(separator: ", "))}"
  }

  /// A Python literal as it is written in a flow collection.
  private static func yaml(_ text: String) -> String? {
    switch text {
    case "True": return "true"
    case "False": return "false"
    case "None": return "null"
    default: break
    }
    if let first = text.first, let last = text.last, text.count >= 2 {
      if first == last, first == "'" || first == "\"" {
        let word = String(text.dropFirst().dropLast())
        return Identifier.isValid(word) && CoreSchema.value(ofPlain: word) == .string(word) ? word : nil
      }
      if first == "(" && last == ")" || first == "[" && last == "]" {
        guard let parts = parts(of: text.dropFirst().dropLast()) else { return nil }
        let items = parts.filter { !$0.isEmpty }.map(Self.yaml)
        guard items.allSatisfy({ $0 != nil }) else { return nil }
        return "[\(items.compactMap { $0 }.joined(separator: ", "))]"
      }
    }
    switch CoreSchema.value(ofPlain: text) {
    case .integer, .number: return text
    case .null, .boolean, .string: break
    }
    // `1/255`: arithmetic without names.
    let isFlat = !text.contains { ",[]{}\"'".contains($0) }
    guard isFlat, let expression = try? Expression.parse(text), expression.names.isEmpty else { return nil }
    return "$(\(text))"
  }
}
