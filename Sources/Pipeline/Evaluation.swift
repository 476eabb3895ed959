// From a finished run: figures on a split, and weights as a file.

import Diagnostics
import ExecutionPlan
import Files
import LoftingRuntime

/// The figures of a run's weights on a split of its data.
///
/// - Throws: where the run, its data or its weights are not to be had.
public func evaluate(
  _ run: RunDirectory, split: Split, dataFolder: String? = nil, threads: Int? = nil
) throws -> [(name: String, value: Double)] {
  let session = try Session(compile(run.request(threads: threads, dataFolder: dataFolder), data: .rows))
  try session.model.loadWeights(path: run.requireWeights())
  guard let rows = session.splits[split] else {
    throw Failure(
      .noSuchSplit, "the run has no \(split.rawValue) rows",
      help: "it has: \(Split.allCases.filter { session.splits[$0] != nil }.map(\.rawValue).joined(separator: ", "))")
  }
  return try session.model.evaluate(rows)
}

/// Writes the weights of a run, or the initial ones of a spec or plan file, as safetensors.
///
/// - Parameter source: a run as users name it, or a spec's or plan's file.
/// - Returns: the number of tensors.
public func export(_ source: String, request: CompileRequest, to path: String) throws -> Int {
  let isSpec = source == "-" || source.hasSuffix(".yaml") || source.hasSuffix(".yml") || isPlanFile(source)
  let run = isSpec ? nil : try RunLookup.find(source)
  if run != nil, !request.overrides.isEmpty {
    throw Failure(
      .overrideOfRun, "--set cannot change a finished run", help: "export the spec instead, or train it with --set")
  }
  let compiled = try openModel(run?.request() ?? request, data: .summary)
  let model = try Model(plan: compiled.plan, configuration: compiled.compilation.configuration, workers: 1)
  if let run { try model.loadWeights(path: run.requireWeights()) }
  try model.saveWeights(to: path)
  return compiled.plan.parameters.count
}

extension RunDirectory {
  /// The file of the weights.
  ///
  /// - Throws: `R126` for a run that was killed before it had any.
  func requireWeights() throws(Failure) -> String {
    guard isFinished else {
      throw Failure(.runUnfinished, "\(path) did not finish: it has no weights", at: .path(path), help: "train again")
    }
    return weightsPath
  }
}

extension DiagnosticCode {
  static let noSuchSplit = DiagnosticCode("R123", "no-such-split")
  static let runUnfinished = DiagnosticCode("R126", "run-unfinished")
  static let overrideOfRun = DiagnosticCode("R127", "override-of-run")
}
