// lofting schema: the language as a JSON Schema, or as the reference in Markdown.

import ArgumentParser
import Diagnostics
import Pipeline
import SpecParser

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the spec language's JSON Schema (draft 2020-12), or its reference in Markdown.",
    discussion: """
      EXAMPLES
        lofting schema -o .lofting/lofting.schema.json
        lofting schema --reference > REFERENCE.md

      With the first line

        \(SpecSchema.modeline)

      editors with the YAML language server (VS Code's YAML extension, Neovim, ...) complete and explain a spec; the path \
      is relative to the spec. 'lofting new -o spec.yaml' writes both. JetBrains' editors take the file under Settings, \
      Languages & Frameworks, Schemas, JSON Schema Mappings. Renew the file when lofting itself is new.
      """)

  @Flag(help: "The language reference in Markdown.")
  var reference = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write the schema to this file, and make its folder.", valueName: "file.json"),
    completion: .file(extensions: ["json"]))
  var output: String?

  func validate() throws {
    if reference && output != nil { throw ValidationError("-o goes with the schema: leave --reference out") }
  }

  func run() throws {
    if let output { return try reportingFailures { try SpecSchema.write(to: output) } }
    Terminal.output(reference ? ReferenceEmitter.markdown(of: catalog) : SpecSchema.text)
  }
}
