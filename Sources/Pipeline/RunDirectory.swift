// A run's folder: what was trained, from what, with what result.
//
//   runs/NAME/ID/spec.yaml            the spec as written (the first file, without what it extends)
//                spec-resolved.yaml   the spec as run: parameters substituted, repeats unrolled, overrides applied
//                plan.txt             the plan's text
//                trained.plan         the plan file, where one was trained
//                history.jsonl        an object an epoch, then the test figures
//                weights.safetensors  the weights the run ended with
//                run.json             where the data is found, the seed, the plan's hash, the version

import Diagnostics
import ExecutionPlan
import Files
import Glibc
import SpecParser

public struct RunDirectory: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  public var specPath: String { "\(path)/spec-resolved.yaml" }
  public var weightsPath: String { "\(path)/weights.safetensors" }
  public var historyPath: String { "\(path)/history.jsonl" }
  /// Whether training came to an end that left weights.
  public var isFinished: Bool { Folder.exists(weightsPath) }
  private var descriptionPath: String { "\(path)/run.json" }

  /// Makes the folder of a new run and writes what is known before it starts.
  ///
  /// - Parameters:
  ///   - path: the folder; nil for a new one in `runs/NAME/`.
  ///   - version: of the program.
  public static func make(
    for compiled: CompiledSpec, request: CompileRequest, at path: String?, version: String
  ) throws(Failure) -> RunDirectory {
    let path = path ?? newPath(name: compiled.spec.name, plan: compiled.plan.hash)
    guard Folder.names(in: path).isEmpty else {
      let held = Folder.exists("\(path)/run.json") ? "a run already" : "files that are not a run's"
      throw Failure(
        .runExists, "\(path) holds \(held)", at: .path(path),
        help: "name a new or empty folder, or leave --run out")
    }
    try Folder.make(path)
    let run = RunDirectory(path: path)
    if let text = compiled.sources[compiled.spec.path] {
      try Files.AtomicFile.write(text.bytes, to: "\(path)/spec.yaml")
    }
    try Files.AtomicFile.write(SpecWriter.text(of: compiled.spec.resolved, escapesDollars: true), to: run.specPath)
    try Files.AtomicFile.write(compiled.plan.text + "\n", to: "\(path)/plan.txt")
    if let bytes = compiled.planBytes { try Files.AtomicFile.write(bytes, to: "\(path)/trained.plan") }
    let description = JSONValue.object([
      ("schema", .integer(1)),
      ("version", .string(version)),
      ("name", .string(compiled.spec.name)),
      ("spec", .string(request.path == "-" ? "-" : Folder.absolute(request.path))),
      ("spec_folder", .string(Folder.absolute(request.folder))),
      ("data_folder", request.dataFolder.map { .string(Folder.absolute($0)) } ?? .null),
      ("seed", .integer(compiled.spec.seed)),
      ("plan", .string(compiled.plan.hash)),
    ])
    try Files.AtomicFile.write(description.text + "\n", to: run.descriptionPath)
    return run
  }

  /// The request that compiles the run's spec again.
  ///
  /// - Throws: `R121` where the folder holds no run.
  public func request(threads: Int? = nil, dataFolder: String? = nil) throws(Failure) -> CompileRequest {
    var diagnostics = DiagnosticList()
    let bytes = try FileReader.read(descriptionPath, limit: 1 << 20)
    // JSON is YAML.
    let loaded = DocumentLoader.load(bytes: bytes, path: descriptionPath, diagnostics: &diagnostics)
    guard let root = loaded.document?.root, let folder = root["spec_folder"]?.scalar?.text else {
      throw Failure(
        .notARun, "\(descriptionPath) is damaged", at: .path(descriptionPath), help: "train the spec again")
    }
    var request = CompileRequest(path: specPath, dataFolder: dataFolder, threads: threads)
    request.relativeTo = folder
    if dataFolder == nil, case .string(let stored)? = root["data_folder"]?.scalar?.value {
      request.dataFolder = stored
    }
    return request
  }

  /// `runs/NAME/20261123-190812-345678-3f2a`: date, time to the microsecond, the plan's beginning. IDs sort by time.
  private static func newPath(name: String, plan: String) -> String {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    var parts = unsafe tm()
    unsafe localtime_r(&now.tv_sec, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = unsafe "\(parts.tm_year + 1900)\(two(parts.tm_mon + 1))\(two(parts.tm_mday))"
    let clock = unsafe "\(two(parts.tm_hour))\(two(parts.tm_min))\(two(parts.tm_sec))"
    let microseconds = String(1_000_000 + now.tv_nsec / 1000).dropFirst()
    return "runs/\(name)/\(date)-\(clock)-\(microseconds)-\(plan.prefix(4))"
  }
}

extension DiagnosticCode {
  static let runExists = DiagnosticCode("R120", "run-exists")
  static let notARun = DiagnosticCode("R121", "not-a-run")
  static let runNotFound = DiagnosticCode("R122", "run-not-found")
}
