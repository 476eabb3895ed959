// Options that several commands take, and how diagnostics are shown.

import ArgumentParser
import Diagnostics
import LoftingRuntime
import Pipeline

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// `--set`, `--data`, `--threads`: what goes into a compilation beside the spec.
struct SpecOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a parameter (units=50) or any place (training.epochs=3). May be repeated.", valueName: "key=value"))
  var overrides: [String] = []

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp("Where to look for built-in data sets: the files, or folders by name.", valueName: "folder"),
    completion: .directory)
  var dataFolder: String?

  @Option(
    help: "Threads to plan for and run with; all processors by default. Blocks of rows depend on it, results do not.")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads must be from 1 to 256") }
  }

  func request(_ path: String) -> CompileRequest {
    CompileRequest(path: path, overrides: overrides, dataFolder: dataFolder, threads: threads)
  }

  /// The request of a command that runs what it compiles: more threads than processors would only wait for one another.
  func runningRequest(_ path: String, isQuiet: Bool = false) -> CompileRequest {
    var request = request(path)
    guard let threads, threads > Processors.allowed else { return request }
    request.threads = Processors.allowed
    if !isQuiet { Terminal.message("--threads \(threads) is cut to \(Processors.allowed), the processors at hand") }
    return request
  }
}

/// Shows findings on standard error, with their snippets.
func show(_ diagnostics: DiagnosticList, _ sources: SourceMap, format: OutputFormat = .text) {
  let renderer = TextRenderer(sources: sources, usesColor: Terminal.usesColor(Terminal.errorIsTerminal))
  for diagnostic in diagnostics.sorted {
    switch format {
    case .text: Terminal.message(renderer.render(diagnostic))
    case .json: Terminal.message(JSONRenderer.render(diagnostic).text)
    }
  }
}

/// Runs a command's work; what fails is shown and ends the process with status 1.
///
/// - Parameter sources: texts that a failure may point into.
func reportingFailures<Result>(
  format: OutputFormat = .text, sources: SourceMap = SourceMap(), _ body: () throws -> Result
) throws -> Result {
  do {
    return try body()
  } catch let failure as SpecFailure {
    show(failure.diagnostics, failure.sources, format: format)
    throw ExitCode(1)
  } catch let failure as Failure {
    var list = DiagnosticList()
    list.append(contentsOf: failure.diagnostics)
    show(list, sources, format: format)
    throw ExitCode(1)
  }
}
