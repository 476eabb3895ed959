// lofting plan: what will run, what it costs.

import ArgumentParser
import Diagnostics
import ExecutionPlan
import Pipeline

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Compile a spec and show shapes, parameters, FLOPs, fused steps and exact bytes.",
    discussion: """
      EXAMPLES
        lofting plan specs/mnist.yaml
        lofting plan specs/mnist.yaml --set hidden_units=50 --steps
        lofting plan specs/mnist.yaml --memory --format json
      """)

  @Argument(help: "The spec; - is standard input.", completion: .file(extensions: ["yaml", "yml"]))
  var spec: String

  @OptionGroup var options: SpecOptions

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @Flag(help: "Show every placed buffer with its address and lifetime.")
  var memory = false

  @Flag(help: "Show every step of the training program.")
  var steps = false

  @Flag(help: "Show what each stage of the compiler made, with times.")
  var trace = false

  func run() throws {
    let compiled = try reportingFailures(format: format) {
      try compile(options.request(spec), data: .summary, recordsTrace: trace)
    }
    show(compiled.diagnostics, compiled.sources, format: format)
    let view = PlanView(compiled: compiled, showsMemory: memory, showsSteps: steps, showsTrace: trace)
    switch format {
    case .text: view.lines.forEach(Terminal.output)
    case .json: Terminal.output(view.json.text)
    }
  }
}
