// As much of a JSON Schema validator as the schema of specs needs, so that the tests need no Python; a keyword that it does
// not know fails. Scripts/check-schema.py does the same with an independent one, and more.

import Diagnostics
import SpecParser

struct SchemaValidator {
  let root: JSONValue

  /// Where a value does not fit, as `/training/epochs: type`; empty where it does.
  func faults(_ value: JSONValue) -> [String] { faults(value, root, at: "") }

  /// Keywords that say nothing of a value.
  private static let annotations: Set<String> = [
    "$schema", "$defs", "title", "description", "markdownDescription", "default", "examples", "defaultSnippets",
    "patternErrorMessage", "then", "else",
  ]

  private func faults(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
    guard let keywords = schema.asObject else {
      if case .boolean(true) = schema { return [] }
      return ["\(place): false"]
    }
    let known = Set(keywords.lazy.filter { $0.0 == "properties" }.flatMap { $0.1.asObject ?? [] }.map(\.0))
    let pattern = schema.member("patternProperties")?.asObject?.first
    var found: [String] = []
    for (keyword, argument) in keywords where !Self.annotations.contains(keyword) {
      let fits: Bool
      switch keyword {
      case "type":
        let types = argument.asArray ?? [argument]
        fits = types.contains { $0.asString.map(value.isOf) ?? false }
      case "enum": fits = argument.asArray?.contains { $0.text == value.text } ?? false
      case "minimum": fits = value.asNumber.map { $0 >= argument.asNumber ?? .nan } ?? true
      case "maximum": fits = value.asNumber.map { $0 <= argument.asNumber ?? .nan } ?? true
      case "exclusiveMinimum": fits = value.asNumber.map { $0 > argument.asNumber ?? .nan } ?? true
      case "exclusiveMaximum": fits = value.asNumber.map { $0 < argument.asNumber ?? .nan } ?? true
      case "pattern": fits = value.asString.map { matches($0, argument.asString) } ?? true
      case "minItems": fits = value.asArray.map { Double($0.count) >= argument.asNumber ?? .nan } ?? true
      case "minProperties": fits = value.asObject.map { Double($0.count) >= argument.asNumber ?? .nan } ?? true
      case "maxProperties": fits = value.asObject.map { Double($0.count) <= argument.asNumber ?? .nan } ?? true
      case "required":
        fits =
          value.asObject.map { members in
            (argument.asArray ?? []).allSatisfy { name in members.contains { $0.0 == name.asString } }
          } ?? true
      case "dependentRequired":
        fits = (argument.asObject ?? []).allSatisfy { key, names in
          value.member(key) == nil || (names.asArray ?? []).allSatisfy { value.member($0.asString ?? "") != nil }
        }
      case "anyOf":
        let alternatives = (argument.asArray ?? []).map { faults(value, $0, at: place) }
        fits = alternatives.contains { $0.isEmpty }
        if !fits { found += alternatives.flatMap { $0 } }
      case "properties":
        for (key, part) in argument.asObject ?? [] {
          if let item = value.member(key) { found += faults(item, part, at: "\(place)/\(key)") }
        }
        fits = true
      case "patternProperties": fits = true
      case "additionalProperties":
        for (key, item) in value.asObject ?? [] where !known.contains(key) {
          if let pattern, matches(key, pattern.0) { continue }
          found += faults(item, argument, at: "\(place)/\(key)")
        }
        fits = true
      case "propertyNames":
        for (key, _) in value.asObject ?? [] { found += faults(.string(key), argument, at: "\(place)/\(key)") }
        fits = true
      case "items":
        for (index, item) in (value.asArray ?? []).enumerated() {
          found += faults(item, argument, at: "\(place)/\(index)")
        }
        fits = true
      case "dependentSchemas":
        for (key, part) in argument.asObject ?? [] where value.member(key) != nil {
          found += faults(value, part, at: place)
        }
        fits = true
      case "if":
        let branch = faults(value, argument, at: place).isEmpty ? "then" : "else"
        if let branch = schema.member(branch) { found += faults(value, branch, at: place) }
        fits = true
      case "$ref":
        let name = argument.asString?.split(separator: "/").last.map(String.init) ?? ""
        fits =
          root.member("$defs")?.member(name).map { part in
            found += faults(value, part, at: place)
            return true
          } ?? false
      default:
        fits = false
      }
      if !fits { found.append("\(place): \(keyword)") }
    }
    return found
  }

  private func matches(_ text: String, _ pattern: String?) -> Bool {
    guard let pattern, let regex = try? Regex(pattern) else { return false }
    return text.firstMatch(of: regex) != nil
  }
}

extension JSONValue {
  /// A YAML tree as JSON.
  init(_ node: Node) {
    switch node.content {
    case .sequence(let items): self = .array(items.map(JSONValue.init))
    case .mapping(let entries):
      self = .object(entries.map { ($0.key.scalar?.text ?? "", JSONValue($0.value)) })
    case .scalar(let scalar):
      switch scalar.value {
      case .null: self = .null
      case .boolean(let value): self = .boolean(value)
      case .integer(let value): self = .integer(value)
      case .number(let value): self = .number(value)
      case .string(let value): self = .string(value)
      }
    }
  }

  func member(_ key: String) -> JSONValue? { asObject?.first { $0.0 == key }?.1 }

  var asObject: [(String, JSONValue)]? {
    if case .object(let members) = self { members } else { nil }
  }
  var asArray: [JSONValue]? {
    if case .array(let items) = self { items } else { nil }
  }
  var asString: String? {
    if case .string(let text) = self { text } else { nil }
  }
  var asNumber: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .null, .boolean, .string, .array, .object: nil
    }
  }

  fileprivate func isOf(_ type: String) -> Bool {
    switch self {
    case .null: type == "null"
    case .boolean: type == "boolean"
    case .integer: type == "integer" || type == "number"
    case .number(let value): type == "number" || type == "integer" && value == value.rounded()
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    }
  }
}
