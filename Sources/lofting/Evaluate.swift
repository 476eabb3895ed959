// lofting evaluate: a run's figures on a split.

import ArgumentParser
import Diagnostics
import Pipeline

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate a run's weights on a split of its data.",
    discussion: """
      EXAMPLES
        lofting evaluate last
        lofting evaluate mnist-mlp --split validation
        lofting evaluate runs/digits/20261123-190812-3f2a --format json

      A run is a path, an ID, an ID's beginning, a spec's name (its latest run) or 'last'.
      """)

  @Argument(help: ArgumentHelp("The run.", valueName: "run"), completion: .runs)
  var name: String

  @Option(help: "training, validation or test.")
  var split: Split = .test

  @Option(
    name: .customLong("data"), help: ArgumentHelp("Where to look for built-in data sets.", valueName: "folder"),
    completion: .directory)
  var dataFolder: String?

  @Option(help: "Threads; all processors by default.")
  var threads: Int?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads must be from 1 to 256") }
  }

  func run() throws {
    let values = try reportingFailures(format: format) {
      try evaluate(RunLookup.find(name), split: split, dataFolder: dataFolder, threads: threads)
    }
    switch format {
    case .text: for (name, value) in values { Terminal.output("\(name) \(value)") }
    case .json: Terminal.output(figuresObject(split.rawValue, values).text)
    }
  }
}

extension Split: ExpressibleByArgument {}
