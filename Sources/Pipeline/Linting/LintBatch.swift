// Many specs at once: read, linted by several threads, and their findings in the order of the paths.

import Diagnostics
import Files
import Linter
import SpecParser

/// What is asked of every spec.
public struct LintOptions: Sendable {
  /// Overrides, data folder and threads to plan for; its path stands for nothing.
  public var request: CompileRequest
  public var selection: RuleSelection
  /// Threads that lint.
  public var threads: Int

  public init(request: CompileRequest, selection: RuleSelection, threads: Int) {
    self.request = request
    self.selection = selection
    self.threads = threads
  }

  /// The findings of one file, with texts in place of those on the disk.
  func lint(_ input: LintInput, text: [UInt8]?, openFiles: [String: [UInt8]] = [:]) -> LintResult {
    var request = request
    // Standard input has been read: it can't be read again.
    request.path = text == nil ? input.path.path : input.name
    request.text = text
    request.openFiles = openFiles
    return Pipeline.lint(request, selection: selection)
  }
}

/// The findings of many specs.
public struct LintBatch: Sendable {
  /// Each spec's findings, in the order of the paths.
  public internal(set) var results: [LintResult]
  /// Paths that can't be looked at.
  public var failures: [Diagnostic]
  /// How many files below the folders have YAML's ending and are no specs.
  public var skippedCount: Int

  init(results: [LintResult], failures: [Diagnostic], skippedCount: Int) {
    self.failures = failures
    self.skippedCount = skippedCount
    // What stands in a file that several extend is said once.
    var seen: Set<Diagnostic> = []
    self.results = results.map { result in
      var result = result
      var diagnostics = DiagnosticList()
      diagnostics.append(contentsOf: result.diagnostics.sorted.filter { seen.insert($0).inserted })
      result.diagnostics = diagnostics
      return result
    }
  }

  public var diagnostics: [Diagnostic] { failures + results.flatMap(\.diagnostics.items) }
}

/// Lints files and what is found below folders.
public func lint(_ paths: LintPaths, _ options: LintOptions) -> LintBatch {
  let inputs = LintInputs(paths, threads: options.threads)
  let results = parallelMap(inputs.items, threads: options.threads) { input in
    options.lint(input, text: input.text)
  }
  return LintBatch(results: results, failures: paths.failures, skippedCount: inputs.skippedCount)
}

/// The files to lint, without those that are only parts of others.
struct LintInputs {
  var items: [LintInput]
  var skippedCount: Int

  init(_ paths: LintPaths, threads: Int) {
    let read = parallelMap(paths.paths, threads: threads) { LintInput($0) }
    let specs = read.compactMap(\.self)
    skippedCount = read.count - specs.count
    let bases = Set(specs.flatMap(\.bases).map(Folder.absolute))
    // Alone, half a spec would be told that the other half is missing.
    items = specs.filter { spec in
      spec.isWhole || !spec.path.wasFound || bases.isEmpty || !bases.contains(Folder.absolute(spec.path.path))
    }
  }
}
