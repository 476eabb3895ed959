// Spec -> data -> plan: the order of the modules, in one place.

import Datasets
import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Planner
import SpecParser

/// Reads, resolves, loads and compiles. Throws everything that is wrong at once.
///
/// - Parameters:
///   - fusions: those of the planner that apply; all but in tests that compare.
///   - reusesBuffers: whether buffers share memory, likewise.
///   - machine: what the schedule is made for; a common one with the request's threads unless told otherwise.
///   - order: of the layers in the row phases, likewise.
///   - recordsTrace: whether the compiler's stages are kept as text.
public func compile(
  _ request: CompileRequest, data need: DataNeed, fusions: [Fusion] = Fusion.all, reusesBuffers: Bool = true,
  machine: MachineModel? = nil, order: LayerOrder = .cheapest, recordsTrace: Bool = false
) throws(SpecFailure) -> CompiledSpec {
  var diagnostics = DiagnosticList()
  guard !reportPlanFile(request, &diagnostics) else {
    throw SpecFailure(diagnostics: diagnostics, sources: SourceMap())
  }
  let read = readSpec(request, diagnostics: &diagnostics)
  guard let spec = read.spec, let resolved = read.resolved, !diagnostics.hasErrors else {
    throw SpecFailure(diagnostics: diagnostics, sources: read.sources)
  }
  guard let data = loadData(spec, request, need, diagnostics: &diagnostics) else {
    throw SpecFailure(diagnostics: diagnostics, sources: read.sources)
  }
  diagnostics.append(contentsOf: runWarnings(spec, data, resolved, read.written, read.sources))
  var options = plannerOptions(request)
  if let machine { options.machine = machine }
  options.fusions = fusions
  options.reusesBuffers = reusesBuffers
  options.recordsTrace = recordsTrace
  options.order = order
  guard
    let compilation = Planner.compile(spec, data.summary, options, diagnostics: &diagnostics),
    !diagnostics.hasErrors
  else { throw SpecFailure(diagnostics: diagnostics, sources: read.sources) }
  let faults = compilation.plan.verify()
  guard faults.isEmpty else {
    // A fault of ours, not of the user's: say so, and do not run the plan.
    for fault in faults {
      diagnostics.append(
        Diagnostic(
          .error, .unsoundPlan, "the compiled plan is not sound: \(fault)", at: .path(spec.path),
          help: "this is a mistake in Lofting; please report it with the spec"))
    }
    throw SpecFailure(diagnostics: diagnostics, sources: read.sources)
  }
  return CompiledSpec(
    spec: spec, resolved: resolved, dataset: data.dataset, summary: data.summary, compilation: compilation,
    layers: layerSummaries(of: compilation.graph), folder: request.folder, threads: request.workers,
    checksPlan: request.checksPlan, diagnostics: diagnostics,
    sources: read.sources)
}

/// Whether the request names a compiled plan, which is then reported: where a spec is wanted, it is of no use.
func reportPlanFile(_ request: CompileRequest, _ diagnostics: inout DiagnosticList) -> Bool {
  guard request.text == nil, isPlanFile(request.path) else { return false }
  diagnostics.append(
    Diagnostic(
      .error, .planIsNoSpec, "this is a compiled plan, not a spec", at: .path(request.path),
      help: "name the spec that it was compiled from; 'plan' and 'train' take plan files, too"))
  return true
}

/// The spec from the request's text or its file.
func readSpec(_ request: CompileRequest, diagnostics: inout DiagnosticList) -> SpecReader.Result {
  guard let text = request.text else {
    return SpecReader.read(
      path: request.path, overrides: request.overrides, catalog: catalog, diagnostics: &diagnostics)
  }
  return SpecReader.read(
    bytes: text, path: request.path, openFiles: request.openFiles, overrides: request.overrides, catalog: catalog,
    diagnostics: &diagnostics)
}

/// The planner's options for a request: all fusions, a common machine with the request's threads.
func plannerOptions(_ request: CompileRequest) -> PlannerOptions {
  PlannerOptions(
    machine: .reference(threads: request.workers), fusions: Fusion.all, reusesBuffers: true,
    guardBytes: request.checksPlan ? 64 : 0, recordsTrace: false)
}

/// The rows or at least their summary; nil with errors reported.
func loadData(
  _ spec: Spec, _ request: CompileRequest, _ need: DataNeed, diagnostics: inout DiagnosticList
) -> (dataset: Dataset?, summary: DataSummary)? {
  if need == .summary, let summary = knownSummary(spec.data) { return (nil, summary) }
  do throws(Failure) {
    let dataset = try loadDataset(
      spec.data, targetKind: Planner.targetKind(of: spec.training.loss),
      context: LoadContext(specFolder: request.folder, dataFolder: request.dataFolder))
    return (dataset, dataset.summary)
  } catch {
    // What is wrong with a file is told at the file; the spec's line that names it comes along.
    for diagnostic in error.diagnostics { diagnostics.append(namingSource(diagnostic, spec)) }
    return nil
  }
}

/// With the spec's line that names the source, where a finding stands elsewhere.
func namingSource(_ diagnostic: Diagnostic, _ spec: Spec) -> Diagnostic {
  if case .spec = diagnostic.place { return diagnostic }
  var diagnostic = diagnostic
  diagnostic.notes.append(Note("the source is named here", at: .spec(spec.data.source.range)))
  return diagnostic
}

extension DiagnosticCode {
  static let unsoundPlan = DiagnosticCode("P101", "unsound-plan")
  static let planIsNoSpec = DiagnosticCode("P116", "plan-is-no-spec")
}
