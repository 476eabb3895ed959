// From what a user calls a run to its folder: a path, an ID, an ID's unique beginning, a spec's name (its latest run) or
// `last`.

import Diagnostics
import Files

public enum RunLookup {
  /// The folder of a run.
  ///
  /// - Throws: `R122` with what there is instead.
  public static func find(_ name: String, in root: String = "runs") throws(Failure) -> RunDirectory {
    if Folder.exists("\(name)/run.json") { return RunDirectory(path: name) }
    let runs = Folder.names(in: root).flatMap { spec in
      Folder.names(in: "\(root)/\(spec)").map { (spec: spec, id: $0, path: "\(root)/\(spec)/\($0)") }
    }.filter { Folder.exists("\($0.path)/run.json") }
    // IDs begin with the time, so their order is that of time. A run that was killed has nothing to show.
    let finished = runs.filter { RunDirectory(path: $0.path).isFinished }
    let wanted = name == "last" ? finished : finished.filter { $0.spec == name }
    if let latest = wanted.max(by: { $0.id < $1.id }) { return RunDirectory(path: latest.path) }
    if let exact = runs.first(where: { $0.id == name }) { return RunDirectory(path: exact.path) }
    let matches = runs.filter { $0.id.hasPrefix(name) }
    if matches.count == 1 { return RunDirectory(path: matches[0].path) }
    if matches.count > 1 {
      throw Failure(
        .runNotFound, "\(matches.count) runs begin with '\(name)'",
        notes: matches.prefix(8).map { Note($0.path) }, help: "write more of the ID")
    }
    let help =
      runs.isEmpty
      ? "there are no runs in ./\(root): train a spec first"
      : DidYouMean.help(for: name, in: Array(Set(runs.map(\.spec))).sorted(), naming: "specs with runs")
    throw Failure(.runNotFound, "no run is called '\(name)'", help: help)
  }
}
