// What a whole spec must say, apart from what each thing in it may look like: a file that `extends` another need not say
// it, for mappings are merged. Lists are replaced, so what stands in a list is whole in any file, and its definitions
// demand their keys themselves.

import Diagnostics

struct SchemaDemands {
  let catalog: Catalog

  /// Keywords that hold for a document without `extends`.
  var document: JSONValue { .object(demands(of: DocumentFields.all) ?? []) }

  /// The families that a mapping of the document leads to: their kinds may be completed by the file that is extended.
  var mergedFamilies: Set<FamilyName> {
    var found: Set<FamilyName> = []
    var rest = DocumentFields.all.map(\.type)
    while let type = rest.popLast() {
      switch type {
      case .boolean, .integer, .number, .string, .choice, .byteSize, .any, .list: break
      case .dictionary(let element): rest.append(element)
      case .record(let fields): rest += fields.map(\.type)
      case .oneOf(let types): rest += types
      case .kind(let family):
        if found.insert(family).inserted { rest += catalog[family].kinds.flatMap { $0.fields.map(\.type) } }
      }
    }
    return found
  }

  /// Keywords for a mapping; nil where it demands nothing.
  private func demands(of fields: [FieldDeclaration], within families: Set<FamilyName> = []) -> [(String, JSONValue)]? {
    var members = SchemaConstraints.of(fields)?.demands ?? []
    let required = fields.filter { $0.isRequired && $0.aliases.isEmpty }.map { JSONValue.string($0.name) }
    if !required.isEmpty { members.append(("required", .array(required))) }
    let properties = fields.flatMap { field in
      demands(of: field.type, within: families).map { demand in
        ([field.name] + field.aliases).map { ($0, JSONValue.object(demand)) }
      } ?? []
    }
    if !properties.isEmpty { members.append(("properties", .object(properties))) }
    return members.isEmpty ? nil : members
  }

  private func demands(of type: ValueType, within families: Set<FamilyName>) -> [(String, JSONValue)]? {
    switch type {
    case .boolean, .integer, .number, .string, .choice, .byteSize, .any, .list: return nil
    case .record(let fields): return demands(of: fields, within: families)
    case .dictionary(let element):
      return demands(of: element, within: families).map { [("additionalProperties", .object($0))] }
    case .oneOf(let types):
      // What one alternative must have says nothing of the others; what its keys hold does.
      var properties: [(String, JSONValue)] = []
      for member in types.flatMap({ demands(of: $0, within: families) ?? [] }) where member.0 == "properties" {
        if case .object(let members) = member.1 { properties += members }
      }
      return properties.isEmpty ? nil : [("properties", .object(properties))]
    case .kind(let name):
      guard !families.contains(name) else { return nil }
      let family = catalog[name]
      let properties = family.kinds.flatMap { kind in
        demands(of: kind.fields + family.commonFields, within: families.union([name])).map { demand in
          ([kind.name] + kind.aliases).map { ($0, JSONValue.object(demand)) }
        } ?? []
      }
      return properties.isEmpty ? nil : [("properties", .object(properties))]
    }
  }
}
