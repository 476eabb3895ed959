// What a compilation is asked for, and what comes of it.

import Datasets
import Diagnostics
import ExecutionPlan
import Files
import LoftingRuntime
import Planner
import SpecParser

public struct CompileRequest: Sendable {
  /// The spec's file, `-` for standard input.
  public var path: String
  /// `key=value` texts of `--set`.
  public var overrides: [String]
  /// `--data`.
  public var dataFolder: String?
  /// Threads to plan for; nil for all processors.
  public var threads: Int?
  /// `--check-plan`: buffers get guard bytes, and every batch runs checked.
  public var checksPlan = false
  /// The spec's text, where it is not that of the file: an editor's.
  public var text: [UInt8]?
  /// Files by normalized path that are read from memory when a spec with a `text` extends them.
  public var openFiles: [String: [UInt8]] = [:]
  /// The folder that the spec's paths are relative to, where that is not the spec's own.
  public var relativeTo: String?

  public init(path: String, overrides: [String] = [], dataFolder: String? = nil, threads: Int? = nil) {
    self.path = path
    self.overrides = overrides
    self.dataFolder = dataFolder
    self.threads = threads
  }

  /// Threads to plan for: as asked, else all processors.
  var workers: Int { threads ?? Processors.defaultWorkers }

  /// The folder that the spec's paths are relative to.
  public var folder: String { relativeTo ?? Folder.parent(of: path) }
}

/// Whether the rows themselves are wanted.
public enum DataNeed: Sendable {
  /// Training and evaluation: missing data is an error.
  case rows
  /// Linting and planning: shapes are enough, and those of built-in sets are known without their files.
  case summary
}

/// A spec compiled for its data.
public struct CompiledSpec: Sendable {
  public var spec: Spec
  public var resolved: ResolvedDocument
  /// The rows, where they were wanted or had to be read for their shapes.
  public var dataset: Dataset?
  public var summary: DataSummary
  public var compilation: Compilation
  /// The layers as `lofting plan` shows them.
  public var layers: [LayerSummary]
  /// The file that the plan was read from; nil where it was compiled just now.
  public var planBytes: [UInt8]?
  /// The folder that the spec's paths are relative to.
  public var folder: String
  public var threads: Int
  /// Whether every batch runs checked.
  public var checksPlan: Bool
  /// Warnings and informations.
  public var diagnostics: DiagnosticList
  public var sources: SourceMap

  public var plan: Plan { compilation.plan }

  /// A path of the spec, which is relative to the spec's folder.
  func path(relativeToSpec path: String) -> String { path.hasPrefix("/") ? path : "\(folder)/\(path)" }
}

/// Why there is no compiled spec.
public struct SpecFailure: Error, Sendable {
  public var diagnostics: DiagnosticList
  public var sources: SourceMap
}
