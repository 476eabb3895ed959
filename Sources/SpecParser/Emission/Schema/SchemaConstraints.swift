// What the keys of one mapping demand of one another, as far as a schema can say it; the decoder's own checks say the
// rest, and with better words.

import Diagnostics

struct SchemaConstraints {
  /// A mapping that declares all of these keys is the one that is meant.
  private let keys: Set<String>
  /// Keywords that hold for what a file says by itself.
  let members: [(String, JSONValue)]
  /// Keywords about what is missing, which a file that `extends` another may leave to that one.
  let demands: [(String, JSONValue)]

  /// Those of a mapping with these fields; nil for most.
  static func of(_ fields: [FieldDeclaration]) -> SchemaConstraints? {
    let names = Set(fields.map(\.name))
    return all.first { $0.keys.isSubset(of: names) }
  }

  private static let all = [
    // A split takes rows from the end, as they stand, or draws a share.
    SchemaConstraints(
      keys: ["last", "fraction", "stratify"],
      members: [excluding("last", ["fraction", "stratify"])], demands: []),
    // A repeat counts, or goes over a list.
    SchemaConstraints(
      keys: ["times", "each", "as", "layers"],
      members: [
        excluding("times", ["each", "as"]), ("dependentRequired", .object([("each", .array([.string("as")]))])),
        ("anyOf", .array(["times", "each"].map { .object([("required", .array([.string($0)]))]) })),
      ], demands: []),
    // A parameter's space is a list of values or a range.
    SchemaConstraints(
      keys: ["values", "min", "max"],
      members: [excluding("values", ["min", "max", "distribution", "steps"])], demands: []),
    // Drawn trials have no end of their own.
    SchemaConstraints(
      keys: ["method", "run_cap"], members: [],
      demands: [
        (
          "if",
          .object([
            ("required", .array([.string("method")])),
            (
              "properties",
              .object([("method", .object([("enum", .array([.string("random"), .string("bayes")]))]))])
            ),
          ])
        ), ("then", .object([("required", .array([.string("run_cap")]))])),
      ]),
  ]

  /// Where `key` stands, these others may not.
  private static func excluding(_ key: String, _ others: [String]) -> (String, JSONValue) {
    let none = JSONValue.object(others.map { ($0, .boolean(false)) })
    return ("dependentSchemas", .object([(key, .object([("properties", none)]))]))
  }
}
