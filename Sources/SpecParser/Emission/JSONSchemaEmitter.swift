// The spec language as JSON Schema (draft 2020-12), for editors: completion, hover and marks for what is unknown.
//
// A thing that has a kind is one object with every kind as a property and at most one of them, or a word: editors then
// complete the kinds and name the unknown one. Emission/Schema/ has the parts: what a value may look like (SchemaForm),
// what a whole spec must say (SchemaDemands), what keys demand of one another (SchemaConstraints), texts (SchemaTexts) and
// examples (SchemaExamples).

import Diagnostics

public enum JSONSchemaEmitter {
  /// The schema of a whole spec.
  public static func schema(of catalog: Catalog) -> JSONValue {
    let catalog = catalog.withLayerFields
    let demands = SchemaDemands(catalog: catalog)
    let writer = SchemaWriter(catalog: catalog, mergedFamilies: demands.mergedFamilies)
    var members: [(String, JSONValue)] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("Lofting spec")),
      ("description", .string("A neural network, its data, its training and what to vary, for lofting.")),
    ]
    members += writer.record(DocumentFields.all + [DocumentFields.extends], path: "", demandsKeys: false)
    members.append(
      (
        "patternProperties",
        .object([("^x-", .object([("description", .string("Yours: Lofting ignores it. A home for anchors."))]))])
      ))
    members.append(("if", .object([("required", .array([.string(DocumentFields.extends.name)]))])))
    members.append(("then", .boolean(true)))
    members.append(("else", demands.document))
    members.append(("defaultSnippets", .array([SchemaExamples.document])))
    members.append(("$defs", .object(writer.definitions)))
    return .object(members)
  }
}
