// lofting new: a spec to begin with.

import ArgumentParser
import Pipeline

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a spec to begin with.",
    discussion: """
      EXAMPLES
        lofting new > spec.yaml              an image classifier on the built-in digits
        lofting new regression > spec.yaml   a regression on a table
      """)

  @Argument(help: "One of: \(SpecTemplate.allCases.map(\.rawValue).joined(separator: ", ")).")
  var template: SpecTemplate = .classification

  func run() { Terminal.output(template.text) }
}

extension SpecTemplate: ExpressibleByArgument {}
