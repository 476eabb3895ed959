// lofting bench: how long a step takes, where the time goes, and how far from the machine's peak that is.

import ArgumentParser
import LoftingRuntime
import Pipeline

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time a spec's training step: time, GFLOP/s, bytes and share of the measured peak, step by step.",
    discussion: """
      EXAMPLES
        lofting bench specs/digits.yaml
        lofting bench specs/mnist.yaml --set hidden_units=512 --threads 1
        lofting bench specs/mnist.yaml --isa avx2 --format json

      The peak is measured in the same run, on the same instruction set and threads.
      Figures of whole steps come from runs without a clock inside them, those of
      single steps from further runs with one, leaving out those that take half as
      long again as the fastest: they shared the processors with something else.
      A step's time is added up over the workers; its GFLOP/s are the machine's.
      Elementwise steps that pass over a strip of rows together run one by one there.
      Weights are discarded. Without the data, random rows in its shape serve.
      """)

  @Argument(help: "The spec; - is standard input.", completion: .file(extensions: ["yaml", "yml"]))
  var spec: String

  @OptionGroup var options: SpecOptions

  @Option(help: "About how long to run training steps without a clock inside; the rest takes as long again.")
  var seconds = 1.0

  @Option(help: ArgumentHelp("Instruction set of the kernels, in place of LOFTING_ISA or the best.", valueName: "set"))
  var isa: InstructionSet?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    guard seconds > 0, seconds <= 3600 else { throw ValidationError("--seconds must be above 0 and at most 3600") }
  }

  func run() throws {
    let report = try reportingFailures(format: format) {
      let set = if let isa { try InstructionSet.named(isa.rawValue, by: "--isa") } else { InstructionSet?.none }
      return try bench(
        options.runningRequest(spec, isQuiet: format == .json), BenchOptions(seconds: seconds, instructionSet: set))
    }
    show(report.compiled.diagnostics, report.compiled.sources, format: format)
    if report.isSynthetic {
      Terminal.message("the data of \(report.compiled.plan.name) is not here: timed on random rows in its shape")
    }
    switch format {
    case .text: report.lines.forEach(Terminal.output)
    case .json: Terminal.output(report.json.text)
    }
  }
}

extension InstructionSet: ExpressibleByArgument {}
