// Plan files: a compiled spec as a file, and back. The file carries the spec as resolved, so that whoever trains it loads
// the same data in the same way, and a run of it can be evaluated and exported like any other. The plan itself is run as
// it stands in the file: nothing is compiled again.

import Datasets
import Diagnostics
import ExecutionPlan
import Files
import LoftingRuntime
import Planner
import SpecParser

/// Whether a file is a plan file, by its first bytes; its name does not matter. Standard input is always a spec.
public func isPlanFile(_ path: String) -> Bool {
  path != "-" && FilePrefix.read(path, count: PlanFile.magic.count) == PlanFile.magic
}

/// What `request` names, ready to run: a spec is compiled, a plan file is opened.
///
/// - Throws: everything that is wrong at once.
public func openModel(
  _ request: CompileRequest, data need: DataNeed, recordsTrace: Bool = false
) throws(SpecFailure) -> CompiledSpec {
  isPlanFile(request.path)
    ? try openPlan(request, data: need) : try compile(request, data: need, recordsTrace: recordsTrace)
}

extension CompiledSpec {
  /// The plan file of this compilation: as it was read, or new.
  public var planFileBytes: [UInt8] {
    if let planBytes { return planBytes }
    let text = SpecWriter.text(of: named(resolved.root), escapesDollars: true)
    return PlanFile(
      plan: plan, configuration: compilation.configuration, summary: summary, layers: layers,
      spec: PlannedSpec(path: spec.path, text: text)
    ).bytes
  }

  /// The spec's tree with its name written out: where it was made of the file's name, it must not change with that.
  private func named(_ root: Node) -> Node {
    guard let entries = root.mapping, root["name"] == nil else { return root }
    func text(_ text: String) -> Node {
      Node(.scalar(Scalar(text: text, isPlain: true, value: .string(text))), at: root.range)
    }
    return Node(
      .mapping([Node.Entry(key: text("name"), value: text(spec.name))] + entries), at: root.range,
      definition: root.definition)
  }
}

/// The run-time values that `--set` may change in a plan file: places in the spec that no plan depends on.
private let runTimePlaces = ["training.epochs=", "seed="]

/// Reads a plan file and, where rows are wanted, the data that it was compiled for.
///
/// Relative paths of the spec are looked for in the plan file's own folder, or in `--data` where that is given.
func openPlan(_ request: CompileRequest, data need: DataNeed) throws(SpecFailure) -> CompiledSpec {
  let bytes: [UInt8]
  let file: PlanFile
  do throws(Failure) {
    bytes = try FileReader.read(request.path, limit: PlanFile.largest)
    file = try PlanFile(bytes: bytes, path: request.path)
    try requireRunTimeValues(request)
  } catch {
    throw SpecFailure(error.diagnostics)
  }
  var diagnostics = DiagnosticList()
  // The spec within: PLAN/NAME in messages.
  let name = file.spec.path.split(separator: "/").last.map(String.init) ?? "spec.yaml"
  let read = SpecReader.read(
    bytes: Array(file.spec.text.utf8), path: "\(request.path)/\(name)", overrides: request.overrides,
    catalog: catalog, diagnostics: &diagnostics)
  guard let spec = read.spec, let resolved = read.resolved, !diagnostics.hasErrors else {
    throw SpecFailure(diagnostics: diagnostics, sources: read.sources)
  }
  guard spec.name == file.plan.name else {
    throw SpecFailure(
      [
        Diagnostic(
          .error, .planForged, "the plan is of '\(file.plan.name)' and its spec of '\(spec.name)'",
          at: .path(request.path), help: "compile the spec again: lofting plan SPEC -o FILE.plan")
      ])
  }
  var request = request
  request.relativeTo = request.dataFolder ?? Folder.parent(of: request.path)

  var summary = file.summary
  var dataset: Dataset?
  if need == .rows {
    guard let data = loadData(spec, request, .rows, diagnostics: &diagnostics) else {
      throw SpecFailure(diagnostics: diagnostics, sources: read.sources)
    }
    (dataset, summary) = data
    DataComparison(expected: file.plan.input, found: summary, plan: request.path).report(&diagnostics)
  }
  var configuration = file.configuration
  if !request.overrides.isEmpty {
    configuration.epochs = spec.training.epochs.value
    configuration.seed = UInt64(spec.seed)
  }
  let threads = request.threads ?? Processors.defaultWorkers
  let memory = MemoryEstimate(file.plan, summary, configuration, threads: threads)
  checkMemoryLimit(spec, file.plan, memory, diagnostics: &diagnostics)
  guard !diagnostics.hasErrors else { throw SpecFailure(diagnostics: diagnostics, sources: read.sources) }
  return CompiledSpec(
    spec: spec, resolved: resolved, dataset: dataset, summary: summary,
    compilation: Compilation(
      plan: file.plan, configuration: configuration, memory: memory, trace: [],
      graph: TrainGraph(tables: GraphTables())),
    layers: file.layers, planBytes: bytes, folder: request.folder, threads: threads,
    checksPlan: request.checksPlan, diagnostics: diagnostics, sources: read.sources)
}

private func requireRunTimeValues(_ request: CompileRequest) throws(Failure) {
  for override in request.overrides where !runTimePlaces.contains(where: { override.hasPrefix($0) }) {
    throw Failure(
      .overrideOfPlan, "--set \(override) cannot change a compiled plan", at: .path(request.path),
      help: "compile the spec with it: lofting plan SPEC --set \(override) -o FILE.plan; "
        + "only training.epochs and seed may change later")
  }
}

/// The data at hand against the data that a plan was compiled for.
struct DataComparison {
  let expected: InputLayout
  let found: DataSummary
  let plan: String

  func report(_ diagnostics: inout DiagnosticList) {
    func mismatch(_ what: String, _ expected: String, _ found: String) {
      diagnostics.append(
        Diagnostic(
          .error, .planDataMismatch, "the data's \(what) \(found), and the plan was compiled for \(expected)",
          at: .path(plan), help: "bring the data that it was compiled for, or compile the spec again"))
    }
    if found.inputShape != expected.shape {
      mismatch("rows have the shape", "\(expected.shape)", "\(found.inputShape)")
    }
    if found.elementType != expected.elementType {
      mismatch("elements are", expected.elementType.rawValue, found.elementType.rawValue)
    }
    if found.target != expected.target { mismatch("targets are", phrase(expected.target), phrase(found.target)) }
  }

  private func phrase(_ target: TargetSummary) -> String {
    switch target {
    case .classes(let names):
      let shown = names.prefix(8).joined(separator: ", ")
      return "\(names.count) classes (\(shown)\(names.count > 8 ? ", ..." : ""))"
    case .numbers(let width): return width == 1 ? "a number" : "\(width) numbers"
    }
  }
}

extension SpecFailure {
  /// Failures that have no text of a spec to point into.
  init(_ list: [Diagnostic]) {
    var diagnostics = DiagnosticList()
    diagnostics.append(contentsOf: list)
    self.init(diagnostics: diagnostics, sources: SourceMap())
  }
}

extension DiagnosticCode {
  static let overrideOfPlan = DiagnosticCode("P114", "override-of-plan")
  static let planDataMismatch = DiagnosticCode("P115", "plan-data-mismatch")
}
