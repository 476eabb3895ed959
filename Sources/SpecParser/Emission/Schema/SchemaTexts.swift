// What a schema says of a key or a kind in words: plain, and as Markdown, which VS Code's extension shows on hover.

import Diagnostics

struct SchemaTexts {
  private let plain: String
  private let markdown: String

  var members: [(String, JSONValue)] {
    [("description", .string(plain)), ("markdownDescription", .string(markdown))]
  }

  init(documentation: String) {
    plain = Self.plain(documentation)
    markdown = documentation
  }

  init(kind: KindDeclaration) {
    plain = Self.plain(kind.documentation)
    var parts = [kind.documentation]
    if !kind.example.isEmpty { parts.append("```yaml\n\(kind.example)\n```") }
    if kind.source.hasPrefix("http") { parts.append("[Source](\(kind.source))") }
    markdown = parts.joined(separator: "\n\n")
  }

  init(field: FieldDeclaration) {
    plain = Self.plain(field.documentation)
    var facts = [field.type.boundedPhrase]
    if field.isRequired { facts.append("required") }
    if let value = field.defaultValue.flatMap(DefaultText.yaml) { facts.append("by default `\(value)`") }
    if !field.aliases.isEmpty {
      facts.append("also written " + field.aliases.map { "`\($0)`" }.joined(separator: ", "))
    }
    markdown = "\(field.documentation)\n\n*\(facts.joined(separator: "; "))*"
  }

  private static func plain(_ markdown: String) -> String { markdown.filter { $0 != "`" } }
}
