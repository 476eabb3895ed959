// The command line: the list of commands.

import ArgumentParser

@main
struct LoftingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lofting",
    abstract: "A declarative model-spec compiler: lints, plans, trains and evaluates neural networks written in YAML.",
    discussion: """
      EXAMPLES
        lofting new -o spec.yaml             a spec to begin with
        lofting new data.csv --target NAME   one for a table of yours
        lofting lint spec.yaml               every mistake at once, with place and cure
        lofting plan spec.yaml               what will run and what it costs
        lofting train spec.yaml              train; --set units=50 sets a parameter
        lofting evaluate last                the latest run on its test set

      Data goes to standard output, messages to standard error. NO_COLOR switches colours off.
      'lofting --generate-completion-script bash' (zsh, fish) prints tab completions.
      """,
    version: version,
    subcommands: [
      Lint.self, PlanCommand.self, Train.self, Evaluate.self, Bench.self, Export.self, New.self, SchemaCommand.self,
      DataCommand.self, Arena.self, LSPCommand.self, Rules.self, Explain.self,
    ])

  static let version = "0.1.0"

  static func main() {
    let arguments = ArgumentSlips.joiningNegativeNumbers(Array(CommandLine.arguments.dropFirst()))
    if let message = ArgumentSlips.unknownCommand(arguments, of: Self.self) {
      exit(withError: ValidationError(message))
    }
    main(arguments)
  }
}
