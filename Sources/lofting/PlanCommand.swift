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
        lofting plan specs/mnist.yaml --memory-svg memory.svg
      """)

  @Argument(help: "The spec; - is standard input.", completion: .file(extensions: ["yaml", "yml"]))
  var spec: String

  @OptionGroup var options: SpecOptions

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @Flag(help: "Draw the memory, time across and address up, and list every placed buffer with address and lifetime.")
  var memory = false

  @Option(
    name: .customLong("memory-svg"), help: ArgumentHelp("Write the memory's picture as SVG.", valueName: "file.svg"),
    completion: .file(extensions: ["svg"]))
  var memorySVG: String?

  @Flag(help: "Show every step of the training program: FLOPs, bytes, predicted time, place, line.")
  var steps = false

  @Flag(help: "Show what each stage of the compiler made, with times.")
  var trace = false

  func validate() throws {
    if let memorySVG, !memorySVG.hasSuffix(".svg") {
      throw ValidationError("--memory-svg wants a file name that ends in .svg")
    }
  }

  func run() throws {
    let compiled = try reportingFailures(format: format) {
      try compile(options.request(spec), data: .summary, recordsTrace: trace)
    }
    show(compiled.diagnostics, compiled.sources, format: format)
    let view = PlanView(
      compiled: compiled, showsMemory: memory, showsSteps: steps, showsTrace: trace, columns: Terminal.outputColumns,
      usesColor: Terminal.usesColor(Terminal.outputIsTerminal))
    if let memorySVG {
      try reportingFailures(format: format) { try view.writeMemoryPicture(to: memorySVG) }
      Terminal.message("the memory's picture is in \(memorySVG)")
    }
    switch format {
    case .text: view.lines.forEach(Terminal.output)
    case .json: Terminal.output(view.json.text)
    }
  }
}
