// lofting new: a spec to begin with, from a template or from a table.

import ArgumentParser
import Diagnostics
import Pipeline

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a spec to begin with: from a template, or for a table of yours.",
    discussion: """
      EXAMPLES
        lofting new -o spec.yaml               a classifier of the built-in digits
        lofting new --list                     the templates
        lofting new regression -o spec.yaml    one of them
        lofting new houses.csv --target price -o houses.yaml

      For a table everything is filled in from the file: kinds of columns, preprocessing, splits, sizes, loss.

      With -o, the language's schema is put in .lofting/ beside the spec, and the spec's first line names it: editors \
      with the YAML language server (VS Code, Neovim, ...) then complete and explain specs, without any network. \
      Without -o the spec goes to standard output; 'lofting schema -o .lofting/lofting.schema.json' brings its schema.
      """)

  @Argument(
    help: ArgumentHelp(
      "One of \(SpecTemplate.allCases.map(\.rawValue).joined(separator: ", ")); or a CSV file.",
      valueName: "template-or-table"),
    completion: .custom { _, _, prefix in newSpecCandidates(prefix) })
  var subject = SpecTemplate.classification.rawValue

  @Option(
    help: ArgumentHelp(
      "The table's column to predict: its name, or its number, from 0 or, negative, from the end.", valueName: "column")
  )
  var target: String?

  @Option(help: "What predicting it is, classification or regression, where its values leave that open.")
  var task: PredictionTask?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write the spec to this file; its paths are relative to it.", valueName: "file.yaml"),
    completion: .file(extensions: ["yaml", "yml"]))
  var output: String?

  @Flag(help: "With -o, replace a file that exists.")
  var force = false

  @Flag(help: "List the templates.")
  var list = false

  func validate() throws {
    if force && output == nil { throw ValidationError("--force goes with -o") }
    if list && (target != nil || output != nil) { throw ValidationError("--list stands alone") }
    if let output, !output.hasSuffix(".yaml") && !output.hasSuffix(".yml") {
      throw ValidationError("-o wants a file name that ends in .yaml")
    }
  }

  func run() throws {
    if list {
      let width = SpecTemplate.allCases.map(\.rawValue.count).max() ?? 0
      for template in SpecTemplate.allCases {
        let padding = String(repeating: " ", count: width - template.rawValue.count)
        Terminal.output("\(template.rawValue)\(padding)  \(template.summary)")
      }
      return
    }
    let spec = try reportingFailures { try NewSpec(subject, target: target, task: task, output: output) }
    guard let output else {
      Terminal.output(spec.text)
      // Redirected, it is kept; on a terminal the text alone is enough.
      if !Terminal.outputIsTerminal { spec.notes.forEach(Terminal.message) }
      return
    }
    try reportingFailures { try spec.write(to: output, force: force) }
    spec.notes.forEach(Terminal.message)
    Terminal.message("written to \(output), with its schema for editors in .lofting/; next: lofting train \(output)")
  }
}

extension PredictionTask: ExpressibleByArgument {}
