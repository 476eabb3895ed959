// What `lofting lint` is asked to look at, as files: those that are named, standard input, and what is found below folders.

import Diagnostics
import Files

/// A file to lint.
public struct LintPath: Sendable, Hashable {
  /// As named, or below a folder as named; `-` is standard input.
  public var path: String
  /// Whether it was found below a folder: then it is passed over if it is no spec.
  public var wasFound: Bool

  public init(_ path: String, wasFound: Bool = false) {
    self.path = path
    self.wasFound = wasFound
  }
}

public struct LintPaths: Sendable {
  /// In the order of the arguments, those of a folder in the order of their names; each file once.
  public private(set) var paths: [LintPath] = []
  /// What can't be looked at.
  public private(set) var failures: [Diagnostic] = []

  /// Folders of other things than specs, beside hidden ones: runs and sweeps hold copies of the specs they were made from.
  private static let skipped: Set<String> = ["runs", "sweeps", "node_modules"]

  /// - Parameter arguments: files, folders and `-`; the current folder where there are none.
  public init(_ arguments: [String]) {
    var places: [String: Int] = [:]
    func add(_ path: LintPath, to paths: inout [LintPath]) {
      let identity = path.path == "-" ? "-" : Folder.absolute(path.path)
      if let place = places[identity] {
        // What is named is linted though a folder has it, too.
        if !path.wasFound { paths[place].wasFound = false }
        return
      }
      places[identity] = paths.count
      paths.append(path)
    }
    for argument in arguments.isEmpty ? ["."] : arguments {
      if argument != "-", Folder.isFolder(argument) {
        let found = FolderWalk.files(below: argument, endings: [".yaml", ".yml"], skipping: Self.skipped)
        for file in found.files { add(LintPath(file, wasFound: true), to: &paths) }
        failures += found.failures
      } else if argument.contains(where: "*?[".contains), !Folder.exists(argument) {
        failures.append(
          Diagnostic(
            .error, .nothingMatches, "no file matches '\(argument)'", at: .path(argument),
            help: "name a folder to lint the specs below it; patterns are the shell's"))
      } else {
        add(LintPath(argument), to: &paths)
      }
    }
  }
}

extension DiagnosticCode {
  static let nothingMatches = DiagnosticCode("R141", "nothing-matches")
}
