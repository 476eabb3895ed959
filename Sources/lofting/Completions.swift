// What tab completion proposes for arguments whose candidates are on the disk. The completion scripts call the binary for
// them, so they are read anew each time.

import ArgumentParser
import Diagnostics
import Files
import Pipeline

extension CompletionKind {
  /// Runs: `last`, specs' names, and the folders below runs/.
  static var runs: CompletionKind { .custom { _, _, _ in runCandidates() } }

  /// Runs, and the files that a run is made from.
  static var runsOrSpecs: CompletionKind {
    .custom { _, _, prefix in runCandidates() + files([".yaml", ".yml", ".plan"], prefix) }
  }
}

/// What a run may be called.
func runCandidates(in root: String = "runs") -> [String] {
  let specs = Folder.names(in: root)
  let runs = specs.flatMap { spec in
    Folder.names(in: "\(root)/\(spec)").map { "\(root)/\(spec)/\($0)" }
  }.filter { Folder.exists("\($0)/run.json") }
  return runs.isEmpty
    ? [] : ["last"] + specs.filter { spec in runs.contains { $0.hasPrefix("\(root)/\(spec)/") } } + runs
}

/// Templates, and the tables of the folder that is being typed.
func newSpecCandidates(_ prefix: String) -> [String] {
  SpecTemplate.allCases.map(\.rawValue) + files([".csv", ".tsv", ".data", ".txt"], prefix)
}

/// Files with these endings in the folder that is being typed, and its folders.
private func files(_ endings: [String], _ prefix: String) -> [String] {
  let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
  return Folder.names(in: folder.isEmpty ? "." : folder).compactMap { name in
    if endings.contains(where: { name.hasSuffix($0) }) { return folder + name }
    return !name.hasPrefix(".") && Folder.exists("\(folder)\(name)/.") ? "\(folder)\(name)/" : nil
  }
}
