// lofting plan: what will run, what it costs, what changed; as a file on request.

import ArgumentParser
import Diagnostics
import ExecutionPlan
import Files
import Pipeline

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Compile a spec and show shapes, parameters, FLOPs, fused steps and exact bytes; or compare two.",
    discussion: """
      EXAMPLES
        lofting plan specs/mnist.yaml
        lofting plan specs/mnist.yaml --set hidden_units=50 --steps
        lofting plan specs/mnist.yaml --memory --format json
        lofting plan specs/mnist.yaml --memory-svg memory.svg
        lofting plan specs/mnist.yaml -o mnist.plan
        lofting plan specs/mnist.yaml --set hidden_units=50 --against mnist.plan

      A plan file (-o) holds the compiled plan, the run-time values and the spec as resolved, but not the data: what \
      the spec names by a relative path is looked for in the plan file's own folder, or in --data. The same spec \
      and --threads give the same bytes.

      --against compares with another spec or plan file, to which --set does not apply. Exit status 2 tells that \
      something changed.
      """)

  /// Exit status of a comparison that found changes.
  private static let changed: Int32 = 2

  @Argument(
    help: "The spec or plan file; - is a spec on standard input.",
    completion: .file(extensions: ["yaml", "yml", "plan"]))
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

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write the compiled plan to this file.", valueName: "file.plan"),
    completion: .file(extensions: ["plan"]))
  var output: String?

  @Option(
    help: ArgumentHelp("Show what changed from this spec or plan file.", valueName: "other"),
    completion: .file(extensions: ["yaml", "yml", "plan"]))
  var against: String?

  func validate() throws {
    if let memorySVG, !memorySVG.hasSuffix(".svg") {
      throw ValidationError("--memory-svg wants a file name that ends in .svg")
    }
    if against != nil && (memory || memorySVG != nil || steps || trace) {
      throw ValidationError("--against shows changes alone: leave --memory, --memory-svg, --steps and --trace out")
    }
    // A slip of completion would cost the spec.
    if let output, [spec, against].compactMap({ $0 }).map(Folder.absolute).contains(Folder.absolute(output)) {
      throw ValidationError("-o would write over \(output), which is read: name another file")
    }
  }

  func run() throws {
    if trace && isPlanFile(spec) {
      throw ValidationError("--trace wants the spec: a plan file does not hold the compiler's stages")
    }
    let compiled = try reportingFailures(format: format) {
      try openModel(options.request(spec), data: .summary, recordsTrace: trace)
    }
    show(compiled.diagnostics, compiled.sources, format: format)
    if let output {
      try reportingFailures(format: format) { try AtomicFile.write(compiled.planFileBytes, to: output) }
      Terminal.message("plan written to \(output)")
    }
    if let against { return try compare(compiled, with: against) }
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

  private func compare(_ compiled: CompiledSpec, with other: String) throws {
    var request = options.request(other)
    request.overrides = []
    let before = try reportingFailures(format: format) { try openModel(request, data: .summary) }
    let comparison = PlanComparison(from: before, to: compiled)
    switch format {
    case .text: comparison.lines(before: other, after: spec).forEach(Terminal.output)
    case .json: Terminal.output(comparison.json.text)
    }
    if !comparison.isEmpty { throw ExitCode(Self.changed) }
  }
}
