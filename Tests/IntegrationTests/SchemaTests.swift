// The schema of specs with the real catalog: specs fit it where lint finds no mistake that it can express, and only there;
// its own examples fit; every key is explained.

import Diagnostics
import Pipeline
import SpecParser
import Testing

struct SchemaTests {
  private static let schema = JSONSchemaEmitter.schema(of: catalog)
  private static let validator = SchemaValidator(root: schema)

  /// Findings of lint that a schema can have, too.
  private static let expressible: Set<String> = [
    "unknown-key", "unknown-kind", "unknown-choice", "wrong-type", "out-of-range", "missing-key",
    "second-key-beside-kind",
  ]

  private func tree(_ text: String) throws -> JSONValue {
    var diagnostics = DiagnosticList()
    let loaded = DocumentLoader.load(bytes: Array(text.utf8), path: "s.yaml", diagnostics: &diagnostics)
    return JSONValue(try #require(loaded.document).root)
  }

  @Test(arguments: GoldenTests.lintCases + GoldenTests.planCases + GoldenTests.examples)
  func `a spec fits the schema where lint finds nothing that it can express`(path: String) throws {
    let path = "\(GoldenTests.repository)/\(path)"
    var diagnostics = DiagnosticList()
    guard let document = DocumentLoader.load(path: path, diagnostics: &diagnostics).document, !diagnostics.hasErrors
    else { return }
    let found = Set(lint(CompileRequest(path: path)).diagnostics.items.map(\.code.name))
    let faults = Self.validator.faults(JSONValue(document.root))
    #expect(faults.isEmpty == found.isDisjoint(with: Self.expressible), "lint: \(found), schema: \(faults)")
  }

  @Test(arguments: SpecTemplate.allCases)
  func `every template fits the schema`(template: SpecTemplate) throws {
    #expect(try Self.validator.faults(tree(template.text)) == [])
  }

  private static let mistakes: [(text: String, fault: String)] = [
    ("model: {layers: [{dens: 10}]}", "/model/layers/0/dens: false"),
    ("model: {layers: [flaten]}", "/model/layers/0: pattern"),
    ("model: {layers: [{dense: {unit: 10, units: 3}}]}", "/model/layers/0/dense/unit: false"),
    ("model: {layers: [{dense: {activation: relu}}]}", "/model/layers/0/dense: required"),
    ("model: {layers: [{dense: 0}]}", "/model/layers/0/dense: minimum"),
    ("model: {layers: [{dense: '10'}]}", "/model/layers/0/dense: pattern"),
    ("model: {layers: [{dense: null, units: 10}]}", "/model/layers/0: maxProperties"),
    ("model: {layers: [{dropout: 1}]}", "/model/layers/0/dropout: exclusiveMaximum"),
    ("training: {batch_size: 12.5}", "/training/batch_size: type"),
    ("training: {optimizer: {adam: {learning_rate: yes}}}", "/training/optimizer/adam/learning_rate: pattern"),
    ("data: {test: {last: 3, fraction: 0.1}}", "/data/test/fraction: false"),
    ("sweep: {parameters: {a: {values: [1], min: 0}}}", "/sweep/parameters/a/min: false"),
    ("model: {layers: [{repeat: {each: [1], layers: [flatten]}}]}", "/model/layers/0/repeat: dependentRequired"),
    ("epochs: 3", "/epochs: false"),
  ]

  /// `extends` keeps what is missing out of the picture.
  @Test(arguments: mistakes)
  private func `a mistake is found where it stands`(text: String, fault: String) throws {
    var list = DiagnosticList()
    let (node, _) = DocumentLoader.parseValue("\(text)\nextends: base.yaml", path: "s.yaml", diagnostics: &list)
    #expect(Self.validator.faults(JSONValue(try #require(node))).contains(fault))
  }

  @Test func `what is missing is found in a file that extends none`() throws {
    #expect(try Self.validator.faults(tree("version: 1")) == [": required"])
    let faults = try Self.validator.faults(tree("data: {source: {csv: {target: y}}}\nmodel: {}\ntraining: {}"))
    #expect(Set(faults) == ["/data/source/csv: required", "/model: required", "/training: required"])
  }

  @Test(arguments: ["$n", "$(n + 1)"])
  func `a parameter may stand in place of any value`(value: String) throws {
    let text = """
      data: {source: \(value), shuffle: \(value), test: {fraction: \(value)}, classes: \(value), preprocessing: \(value)}
      model: {layers: [\(value), {dense: \(value)}, {dense: {units: \(value), activation: \(value), trainable: \(value)}}]}
      training: {loss: \(value), metrics: [\(value)], epochs: \(value), class_weight: {a: \(value)}}
      limits: {peak_memory: \(value)}
      sweep: {method: \(value), run_cap: \(value), parameters: {n: {values: \(value)}}}
      """
    #expect(try Self.validator.faults(tree(text)) == [])
  }

  @Test func `every key has a text, Markdown and an example`() {
    var keys = 0
    func look(_ schema: JSONValue, _ place: String) {
      for (keyword, argument) in schema.asObject ?? [] {
        switch keyword {
        case "properties":
          for (key, part) in argument.asObject ?? [] {
            let name = part.member("$ref")?.asString?.split(separator: "/").last.map(String.init)
            let target = name.flatMap { Self.schema.member("$defs")?.member($0) }
            // What may stand without anything under it needs no example of that.
            let takesNull = target?.member("type")?.asArray?.contains { $0.asString == "null" } ?? false
            for wanted in ["description", "markdownDescription"] + (takesNull ? [] : ["examples"]) {
              #expect(part.member(wanted) != nil || target?.member(wanted) != nil, "\(place)/\(key) has no \(wanted)")
            }
            keys += 1
            look(part, "\(place)/\(key)")
          }
        case "$defs": for (name, part) in argument.asObject ?? [] { look(part, name) }
        case "items", "additionalProperties": look(argument, place)
        case "anyOf": for part in argument.asArray ?? [] { look(part, place) }
        default: break
        }
      }
    }
    look(Self.schema, "")
    #expect(keys > 300)
  }
}
