// lofting schema: the language as a JSON Schema, or as the reference in Markdown.

import ArgumentParser
import Pipeline
import SpecParser

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the spec language's JSON Schema (draft 2020-12), or its reference in Markdown.",
    discussion: """
      EXAMPLES
        lofting schema > lofting.schema.json
        lofting schema --reference > REFERENCE.md

      With '# yaml-language-server: $schema=lofting.schema.json' as a spec's first line, editors complete and explain it.
      """)

  @Flag(help: "The language reference in Markdown.")
  var reference = false

  func run() {
    Terminal.output(
      reference ? ReferenceEmitter.markdown(of: catalog) : JSONSchemaEmitter.schema(of: catalog).prettyText)
  }
}
