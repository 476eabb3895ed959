// lofting export: a run's weights, or a spec's initial ones, as safetensors.

import ArgumentParser
import Diagnostics
import Pipeline

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Export weights: of a run, or the initial ones of a spec.",
    discussion: """
      EXAMPLES
        lofting export last --safetensors weights.safetensors
        lofting export specs/mnist.yaml --set seed=3 --safetensors initial.safetensors

      Tensors are named NAME.kernel [in, out], NAME.bias, ...; Python's safetensors library reads the file.
      """)

  @Argument(help: "A run (path, ID, spec's name, 'last') or a spec or plan file.", completion: .runsOrSpecs)
  var source: String

  @OptionGroup var options: SpecOptions

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file(extensions: ["safetensors"]))
  var safetensors: String

  func validate() throws {
    guard safetensors.hasSuffix(".safetensors") else {
      throw ValidationError("--safetensors wants a file name that ends in .safetensors")
    }
  }

  func run() throws {
    let count = try reportingFailures {
      try export(source, request: options.request(source), to: safetensors)
    }
    Terminal.message("\(count) tensors written to \(safetensors)")
  }
}
