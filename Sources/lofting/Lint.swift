// lofting lint: all diagnostics of specs, sorted by position.

import ArgumentParser
import Diagnostics
import Pipeline

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check specs: every mistake at once, each with line, column and a cure.",
    discussion: """
      EXAMPLES
        lofting lint specs/mnist.yaml
        lofting lint specs/*.yaml --format json
        cat spec.yaml | lofting lint -

      Exit status 1 on an error, with --strict on a warning, too.
      """)

  @Argument(help: "Spec files; - is standard input.", completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String]

  @OptionGroup var options: SpecOptions

  @Option(help: "text or json (one object a line).")
  var format: OutputFormat = .text

  @Flag(help: "Fail on warnings, too.")
  var strict = false

  func run() throws {
    var errors = 0
    var warnings = 0
    let usesColor = Terminal.usesColor(Terminal.outputIsTerminal)
    for path in paths {
      let result = lint(options.request(path))
      let renderer = TextRenderer(sources: result.sources, usesColor: usesColor)
      for diagnostic in result.diagnostics.sorted {
        switch format {
        case .text: Terminal.output(renderer.render(diagnostic))
        case .json: Terminal.output(JSONRenderer.render(diagnostic).text)
        }
        switch diagnostic.severity {
        case .error: errors += 1
        case .warning: warnings += 1
        case .information: break
        }
      }
    }
    if format == .text { Terminal.message(summary(errors, warnings)) }
    if errors > 0 || (strict && warnings > 0) { throw ExitCode(1) }
  }

  private func summary(_ errors: Int, _ warnings: Int) -> String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    let files = count(paths.count, "file")
    return errors + warnings == 0
      ? "\(files) checked, no mistake found"
      : "\(files) checked: \(count(errors, "error")), \(count(warnings, "warning"))"
  }
}
