// Defaults as JSON and as YAML.

import Diagnostics

enum DefaultText {
  /// Nil for what has no short form.
  static func json(_ value: SpecValue) -> JSONValue? {
    switch value {
    case .null: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .number(let value): json(value)
    case .string(let value), .kindNamed(let value): .string(value)
    case .list(let items): .array(items.compactMap { json($0.value) })
    case .kind(let kind): .string(kind.name)
    case .dictionary, .record, .node: nil
    }
  }

  /// Integral numbers without a fraction.
  static func json(_ value: Double) -> JSONValue {
    Int(exactly: value).map(JSONValue.integer) ?? .number(value)
  }

  static func yaml(_ value: SpecValue) -> String? {
    if case .string(let text) = value { return text }
    if case .kindNamed(let text) = value { return text }
    return json(value)?.text
  }
}
