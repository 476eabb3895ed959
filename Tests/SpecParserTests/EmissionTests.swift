// The writer, the schema and the reference.

import Diagnostics
import SpecParser
import Testing

private func load(_ text: String) -> Node? {
  var list = DiagnosticList()
  return DocumentLoader.load(bytes: Array(text.utf8), path: "w.yaml", diagnostics: &list).document?.root
}

/// Values without places: what must survive writing.
private func outline(_ node: Node) -> String {
  switch node.content {
  case .scalar(let scalar): "\(scalar.value)"
  case .sequence(let items): "[" + items.map(outline).joined(separator: ",") + "]"
  case .mapping(let entries):
    "{" + entries.map { outline($0.key) + ":" + outline($0.value) }.joined(separator: ",") + "}"
  }
}

@Test(arguments: [
  "a: 1", "a: [1, 2.5, -3e-4, true, null, no, '1', 'true', '', '~', 'null', 0x1F]", "a: {}\nb: []", "a: [[1, [2]], []]",
  "- a: 1\n  b: [x, {y: z}]\n- - c\n  - d: e", "a: 'it''s # not: a comment'",
  "a: \"line\\nbreak \\\"quoted\\\" \\t\\x07\"",
  "a: ' leading'\nb: 'trailing '\nc: 'colon: in'\nd: 'a:b'\ne: 'ends:'\nf: '- dash'\ng: '# hash'\nh: '[x'\ni: '&a'\nj: '*a'",
  "a: é日本\nz: \"\\u2028 \\x85 \\e\"\nb: '@x'\nc: '%x'\nd: '1e3'\ne: '0o7'\nf: .inf\ng: '.inf'\nh: '---'\ni: '?'\nj: '<<'",
  "a: |\n  block\n  text\nb: >\n  folded\n  text", "'a b': 1\n'1': 2\n3: 4\ntrue: 5\n'x: y': 6",
  "a:\n  b:\n    - c: {d: 1, e: 2}\n      f: g\n    - repeat: {times: 2, layers: [dense: 3, flatten]}",
  "a: '$x'\nb: $(1 + 2)\nc: '$$'", "a: {b: {c: {d: 1}}}", "a: '=x'\nb: '='\nc: \"\\u2029\\ufeff\"",
])
func whatIsWrittenReadsBackTheSame(text: String) throws {
  let tree = try #require(load(text))
  let written = SpecWriter.text(of: tree)
  let again = try #require(load(written), "not readable: \(written)")
  #expect(outline(again) == outline(tree))
  #expect(SpecWriter.text(of: again) == written)
}

@Test func longKeysAndListsAreWrittenReadably() throws {
  let key = String(repeating: "k", count: 2000)
  let items = (0..<100).map(String.init).joined(separator: ", ")
  let tree = try #require(load("? \(key)\n: [\(items)]\n"))
  #expect(try outline(#require(load(SpecWriter.text(of: tree)))) == outline(tree))
}

@Test func aResolvedSpecResolvesToItself() throws {
  let text = """
    parameters: {width: 30, label: $$cost}
    data: {source: digits, classes: [a, $label]}
    model:
      layers:
        - repeat: {times: 2, index: i, layers: [dense: {units: $(width + i), name: block}]}
        - dense: {units: 3, when: width > 100}
    training: {loss: mse, optimizer: {adam: $(1 / 1000)}}
    """
  let first = try #require(Reading(text).spec)
  let again = Reading(SpecWriter.text(of: first.resolved, escapesDollars: true))
  #expect(again.findings == [])
  #expect(again.spec.map { outline($0.resolved) } == outline(first.resolved))
  #expect(again.spec?.data.classes == ["a", "$cost"])
}

// MARK: - Schema

extension JSONValue {
  fileprivate func at(_ way: String...) -> JSONValue? {
    way.reduce(self as JSONValue?) { value, key in
      switch value {
      case .object(let members): members.first { $0.0 == key }?.1
      case .array(let items): Int(key).flatMap { items.indices.contains($0) ? items[$0] : nil }
      default: nil
      }
    }
  }

  /// Every `$ref` in it.
  fileprivate var references: Set<String> {
    switch self {
    case .object(let members):
      members.reduce(into: []) { result, member in
        if member.0 == "$ref", case .string(let text) = member.1 { result.insert(text) }
        result.formUnion(member.1.references)
      }
    case .array(let items): items.reduce(into: []) { $0.formUnion($1.references) }
    default: []
    }
  }
}

@Test func everyReferenceOfTheSchemaIsDefined() throws {
  let schema = JSONSchemaEmitter.schema(of: TestCatalog.catalog)
  guard case .object(let definitions)? = schema.at("$defs") else {
    Issue.record("no $defs")
    return
  }
  let defined = Set(definitions.map { "#/$defs/\($0.0)" })
  #expect(schema.references.subtracting(defined) == [])
  #expect(definitions.count == defined.count)
}

@Test func aThingWithAKindIsOneObjectOrAWord() {
  let layer = JSONSchemaEmitter.schema(of: TestCatalog.catalog).at("$defs", "layer")
  #expect(layer?.at("type")?.text == #"["object","string"]"#)
  #expect(layer?.at("anyOf", "0", "enum")?.text == #"["flatten","batch_normalization","batch_norm","activation"]"#)
  #expect(layer?.at("anyOf", "1")?.text == "true")
  #expect(layer?.at("additionalProperties")?.text == "false")
  #expect(layer?.at("maxProperties")?.text == "1")
  #expect(layer?.at("minProperties")?.text == "1")
  for key in ["dense", "batch_norm", "repeat", "input"] { #expect(layer?.at("properties", key) != nil) }
}

@Test func fieldsHaveBoundsDefaultsAndDescriptions() {
  let definitions = JSONSchemaEmitter.schema(of: TestCatalog.catalog).at("$defs")
  let dense = definitions?.at("layer.dense")
  #expect(dense?.at("properties", "units", "minimum")?.text == "1")
  #expect(dense?.at("properties", "activation", "default")?.text == #""linear""#)
  #expect(dense?.at("properties", "use_bias", "description")?.text == #""Whether there is a bias.""#)
  #expect(dense?.at("properties", "bias", "default")?.text == "true")
  #expect(dense?.at("properties", "when", "$ref")?.text == ##""#/$defs/layer_field.when""##)
  #expect(dense?.at("required")?.text == #"["units"]"#)
  // Under the kind stands a mapping of fields, the main field's value or a parameter.
  #expect(dense?.at("type")?.text == #"["object","integer","string"]"#)
  #expect(dense?.at("minimum")?.text == "1")
  #expect(definitions?.at("layer.flatten", "type")?.text == #"["object","null","string"]"#)
}

@Test func markdownTellsTypeBoundsAndDefault() {
  let dense = JSONSchemaEmitter.schema(of: TestCatalog.catalog).at("$defs", "layer.dense", "properties")
  #expect(
    dense?.at("units", "markdownDescription")?.text
      == #""The number of outputs.\n\n*an integer, at least 1; required*""#)
  #expect(
    dense?.at("use_bias", "markdownDescription")?.text
      == #""Whether there is a bias.\n\n*true or false; by default `true`; also written `bias`*""#)
}

/// A file that extends another may leave out what that one says; what stands in a list is whole in any file.
@Test func whatASpecMustSayIsDemandedOfFilesThatExtendNone() {
  let schema = JSONSchemaEmitter.schema(of: TestCatalog.catalog)
  #expect(schema.at("required") == nil)
  #expect(schema.at("properties", "data", "required") == nil)
  #expect(schema.at("$defs", "source.csv", "required") == nil)
  #expect(schema.at("if")?.text == #"{"required":["extends"]}"#)
  let demands = schema.at("else")
  #expect(demands?.at("required")?.text == #"["data","model","training"]"#)
  #expect(demands?.at("properties", "data", "required")?.text == #"["source"]"#)
  let csv = demands?.at("properties", "data", "properties", "source", "properties", "csv", "required")
  #expect(csv?.text == #"["path","target"]"#)
}

@Test func snippetsEscapeTheirDollarSigns() throws {
  let schema = JSONSchemaEmitter.schema(of: TestCatalog.catalog)
  let body = try #require(schema.at("defaultSnippets", "0", "body"))
  #expect(body.at("data", "preprocessing", "0", "rescaling")?.text == #""\\$(1 / 16)""#)
}

@Test func prettyTextIsIndented() {
  let value = JSONValue.object([("a", .array([.integer(1), .object([])])), ("b", .string("x"))])
  #expect(value.prettyText == "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"x\"\n}")
}

// MARK: - Reference

@Test func theReferenceHasEveryKindAndField() {
  let page = ReferenceEmitter.markdown(of: TestCatalog.catalog)
  for family in TestCatalog.catalog.families {
    for kind in family.kinds {
      #expect(page.contains("### `\(kind.name)`"))
      for field in kind.fields { #expect(page.contains("| `\(field.name)`")) }
    }
  }
  for section in DocumentFields.sections { #expect(page.contains("## `\(section.name)`")) }
  #expect(page.contains("| `units` | an integer, at least 1 | required | The number of outputs. The main field. |"))
}

@Test("what readers of YAML 1.1 take for booleans is written in quotes", arguments: ["no", "Yes", "on", "OFF"])
func booleansOfOldAreQuoted(word: String) throws {
  let tree = try #require(load("a: '\(word)'"))
  #expect(SpecWriter.text(of: tree) == "a: \"\(word)\"\n")
}
