// Declarations as Markdown, for hovers and completions.

import SpecParser

enum DeclarationText {
  /// A kind with all that it takes.
  static func kind(_ kind: KindDeclaration, _ family: KindFamily) -> String {
    var parts = ["**\(kind.name)**, \(family.name.rawValue)", kind.documentation]
    if !kind.aliases.isEmpty { parts.append("Also written \(words(kind.aliases)).") }
    let fields = kind.fields.map { field in
      let main = field.name == kind.mainField ? " (the main field)" : ""
      return "- `\(field.name)`\(main): \(field.guidance)"
    }
    if !fields.isEmpty { parts.append(fields.joined(separator: "\n")) }
    if !kind.example.isEmpty { parts.append("```yaml\n\(kind.example)\n```") }
    if !kind.source.isEmpty { parts.append(kind.source) }
    return parts.joined(separator: "\n\n")
  }

  /// A field with its type, bounds and default.
  static func field(_ field: FieldDeclaration) -> String {
    var parts = ["**\(field.name)**: \(field.guidance)", field.documentation]
    if !field.aliases.isEmpty { parts.append("Also written \(words(field.aliases)).") }
    return parts.joined(separator: "\n\n")
  }

  private static func words(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
}
