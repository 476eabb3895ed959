// lofting train: trains a spec or a plan file; an event or a line an epoch, curves, test figures, the run's folder.

import ArgumentParser
import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Pipeline

struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train a spec or a plan file: prints a line an epoch, the curves, the test figures and the run's folder.",
    discussion: """
      EXAMPLES
        lofting train specs/digits.yaml
        lofting train specs/mnist.yaml --set hidden_units=100 --epochs 5
        lofting train specs/mnist.yaml --format json --log-steps
        lofting train specs/mnist.yaml --epochs 1 --check-plan
        lofting train mnist.plan --epochs 5

      A plan file (lofting plan SPEC -o FILE.plan) is run as it stands, with the same results as its spec; of what \
      --set changes, only training.epochs and seed are open then. Data that its spec names by a relative path is \
      looked for in the plan file's own folder, or in --data.
      """)

  @Argument(
    help: "The spec or plan file; - is a spec on standard input.",
    completion: .file(extensions: ["yaml", "yml", "plan"]))
  var spec: String

  @OptionGroup var options: SpecOptions

  @Option(help: "Epochs, in place of the spec's.")
  var epochs: Int?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("The run's folder; by default a new one in runs/NAME/.", valueName: "folder"),
    completion: .directory)
  var runFolder: String?

  @Option(
    help: ArgumentHelp("Start from these weights.", valueName: "file.safetensors"),
    completion: .file(extensions: ["safetensors"]))
  var weights: String?

  @Option(help: "text or json (one event a line).")
  var format: OutputFormat = .text

  @Flag(help: "With --format json, an event for every step, too.")
  var logSteps = false

  @Flag(
    help:
      """
      Check while training that no step writes outside its buffers or reads memory that holds nothing: the same \
      results, many times slower. Guard bytes stand between buffers, so the arena and the plan's hash are others.
      """
  )
  var checkPlan = false

  @Flag(name: .shortAndLong, help: "Print the test figures and the run's folder only.")
  var quiet = false

  func validate() throws {
    if runFolder?.isEmpty == true { throw ValidationError("--run wants a folder's name") }
    if let epochs, epochs < 0 { throw ValidationError("--epochs must not be negative") }
    if logSteps && format != .json { throw ValidationError("--log-steps goes with --format json") }
  }

  func run() throws {
    var request = options.runningRequest(spec, isQuiet: quiet || format == .json)
    if let epochs { request.overrides.append("training.epochs=\(epochs)") }
    request.checksPlan = checkPlan
    let compiled = try reportingFailures(format: format) { try openModel(request, data: .rows) }
    show(compiled.diagnostics, compiled.sources, format: format)
    let view = TrainingView(compiled: compiled, format: format, isQuiet: quiet)
    view.begin()
    Interruption.install()
    let result = try reportingFailures(format: format, sources: compiled.sources) {
      try train(
        compiled, request: request,
        options: TrainingOptions(
          runPath: runFolder, weightsPath: weights, reportsSteps: logSteps, version: LoftingCommand.version),
        shouldStop: { Interruption.signal != 0 }, observe: { view.show($0) })
    }
    view.end(result)
    if Interruption.signal != 0 { throw ExitCode(128 + Interruption.signal) }
  }
}
