// docs/REFERENCE.md: every section, family and kind with its fields, made from the declarations that the decoder uses.

import Diagnostics

public enum ReferenceEmitter {
  /// The page as Markdown.
  public static func markdown(of catalog: Catalog) -> String {
    let catalog = catalog.withLayerFields
    var lines = [
      "# The spec language", "",
      "Generated from the declared fields; don't edit it. A thing that has a kind is written as its kind alone",
      "(`flatten`), with its main field (`dense: 10`), or with a mapping of fields (`dense: {units: 10}`).", "",
      LanguageGuide.markdown,
      "## The top level", "",
    ]
    lines += table(DocumentFields.all + [DocumentFields.extends])
    for field in DocumentFields.all {
      guard case .record(let fields) = field.type else { continue }
      lines += ["## `\(field.name)`", "", field.documentation, ""] + section(fields, path: field.name, level: 3)
    }
    for family in catalog.families { lines += self.family(family) }
    return lines.joined(separator: "\n")
  }

  /// A table of fields, and the fields of those that are mappings themselves.
  private static func section(_ fields: [FieldDeclaration], path: String, level: Int) -> [String] {
    var lines = table(fields)
    for field in fields {
      for inner in records(in: field.type) {
        let path = "\(path).\(field.name)"
        lines += ["\(String(repeating: "#", count: level)) `\(path)`", ""]
        lines += section(inner, path: path, level: min(level + 1, 6))
      }
    }
    return lines
  }

  private static func records(in type: ValueType) -> [[FieldDeclaration]] {
    switch type {
    case .record(let fields): [fields]
    case .oneOf(let types): types.flatMap { records(in: $0) }
    case .dictionary(let element), .list(let element, _): records(in: element)
    case .boolean, .integer, .number, .string, .choice, .kind, .byteSize, .any: []
    }
  }

  private static func family(_ family: KindFamily) -> [String] {
    var lines = ["## \(family.title)", "", family.documentation, ""]
    let common = family.commonFields + (family.name == .layer ? [LayerFields.when] : [])
    if !common.isEmpty {
      lines += ["Every \(family.name.rawValue) takes:", ""] + table(common)
    }
    for kind in family.kinds { lines += self.kind(kind) }
    if family.name == .layer { lines += kind(RepeatFields.declaration) }
    return lines
  }

  private static func kind(_ kind: KindDeclaration) -> [String] {
    var lines = ["### `\(kind.name)`", "", kind.documentation, ""]
    if !kind.aliases.isEmpty { lines += ["Also written \(words(kind.aliases)).", ""] }
    if !kind.example.isEmpty { lines += ["```yaml", kind.example, "```", ""] }
    lines += kind.fields.isEmpty ? [] : table(kind.fields, main: kind.mainField)
    if !kind.source.isEmpty { lines += ["Source: \(kind.source)", ""] }
    return lines
  }

  private static func table(_ fields: [FieldDeclaration], main: String? = nil) -> [String] {
    var lines = ["| key | value | default | |", "|---|---|---|---|"]
    for field in fields {
      let names = "`\(field.name)`" + (field.aliases.isEmpty ? "" : " (\(words(field.aliases)))")
      let note = field.name == main ? " The main field." : ""
      let value = field.isRequired ? "required" : field.defaultValue.flatMap(DefaultText.yaml).map { "`\($0)`" } ?? ""
      lines.append(
        "| \(names) | \(cell(field.type.boundedPhrase)) | \(cell(value)) | \(cell(field.documentation))\(note) |")
    }
    return lines + [""]
  }

  private static func words(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      .split(separator: "\n").joined(separator: " ")
  }
}
