// Linting: everything that can be said of a spec without running it.

import Datasets
import Diagnostics
import ExecutionPlan
import Linter
import LoftingRuntime
import Planner
import SpecParser

public struct LintResult: Sendable {
  public var diagnostics: DiagnosticList
  public var sources: SourceMap
  /// The layers with their shapes; nil where the spec or its data could not be read.
  public var network: Network?
}

/// All findings of a spec: the compiler's and the rules'. Where data is missing, that is no mistake of the spec's: the checks
/// that need it are skipped, and an information says so.
public func lint(_ request: CompileRequest, selection: RuleSelection = RuleSelection()) -> LintResult {
  var diagnostics = DiagnosticList()
  guard !reportPlanFile(request, &diagnostics) else {
    return LintResult(diagnostics: diagnostics, sources: SourceMap())
  }
  let read = readSpec(request, diagnostics: &diagnostics)
  var subject = LintSubject(
    written: WrittenSpec(texts: read.written, resolved: read.resolved, sources: read.sources),
    network: nil, rows: nil, sweep: nil)
  if let spec = read.spec ?? read.outline, let resolved = read.resolved {
    let known = knownData(spec, request, diagnostics: &diagnostics)
    if let summary = known.summary {
      if read.spec != nil, spec.peakMemoryLimit != nil {
        _ = Planner.compile(spec, summary, plannerOptions(request), diagnostics: &diagnostics)
      } else if read.spec != nil {
        // Placement takes most of a compilation, and only a limit asks for it.
        Planner.check(spec, summary, diagnostics: &diagnostics)
      } else {
        // The training is wrong somewhere: the layers' shapes can be checked without it.
        _ = Planner.lower(spec, summary, mode: .prediction, tables: GraphTables(), diagnostics: &diagnostics)
      }
      let network = Network(spec, summary, sources: read.sources)
      subject.network = network
      subject.rows = known.facts.map { Rows(network: network, facts: $0) }
      if read.spec != nil {
        subject.sweep = read.document.flatMap { sweepSubject(spec, resolved, $0, summary, request) }
      }
    }
  }
  var list = DiagnosticList()
  list.append(contentsOf: Linter.lint(subject, compiler: diagnostics.items, selection: selection))
  return LintResult(diagnostics: list, sources: read.sources, network: subject.network)
}

/// What a run shows before it begins: the rules' errors and warnings, as warnings, since a run may be meant to fail. Of the rows only
/// a sample is looked at, for what a sample tells: their scale.
func runWarnings(
  _ spec: Spec, _ data: (dataset: Dataset?, summary: DataSummary), _ resolved: ResolvedDocument,
  _ written: [WrittenText], _ sources: SourceMap
) -> [Diagnostic] {
  let network = Network(spec, data.summary, sources: sources)
  let subject = LintSubject(
    written: WrittenSpec(texts: written, resolved: resolved, sources: sources), network: network,
    rows: data.dataset.map { Rows(network: network, facts: dataFacts(of: $0.sample(ofRows: 512))) }, sweep: nil)
  return Linter.lint(subject, compiler: [], selection: .forRuns).filter { $0.severity != .information }.map { finding in
    var warning = finding
    warning.severity = .warning
    return warning
  }
}

/// The facts about the rows, or at least their summary. A missing file is an information here.
private func knownData(
  _ spec: Spec, _ request: CompileRequest, diagnostics: inout DiagnosticList
) -> (summary: DataSummary?, facts: DataFacts?) {
  let context = LoadContext(specFolder: request.folder, dataFolder: request.dataFolder)
  do throws(Failure) {
    let facts = try loadFacts(
      spec.data, targetKind: targetKind(of: spec.training.loss), context: context, cache: FactsCache(context))
    return (facts.summary, facts)
  } catch {
    let summary = knownSummary(spec.data)
    for diagnostic in error.diagnostics {
      guard diagnostic.code == .dataNotFound else {
        diagnostics.append(namingSource(diagnostic, spec))
        continue
      }
      var information = namingSource(diagnostic, spec)
      information.severity = .information
      information.message +=
        summary == nil ? "; shapes, loss, metrics and rows were not checked" : "; its rows were not checked"
      diagnostics.append(information)
    }
    return (summary, nil)
  }
}

private func sweepSubject(
  _ spec: Spec, _ resolved: ResolvedDocument, _ document: SpecDocument, _ summary: DataSummary,
  _ request: CompileRequest
) -> SweepSubject? {
  guard let sweep = spec.sweep else { return nil }
  let options = plannerOptions(request)
  var ignored = DiagnosticList()
  let given = request.overrides.compactMap { Override.parse($0, diagnostics: &ignored) }
  return SweepSubject(spec: spec, resolved: resolved, sweep: sweep) { overrides in
    var diagnostics = DiagnosticList()
    guard let resolved = resolve(document, overrides: given + overrides, diagnostics: &diagnostics),
      let spec = decodeSpec(resolved, catalog: catalog, diagnostics: &diagnostics),
      let compilation = Planner.compile(spec, summary, options, diagnostics: &diagnostics)
    else {
      return PointResult(errors: diagnostics.items.filter { $0.severity == .error })
    }
    let plan = compilation.plan
    let rows = max(plan.training.batch, 1)
    let steps = Double((summary.trainingRows + rows - 1) / rows) * Double(compilation.configuration.epochs)
    return PointResult(
      errors: [], parameters: resolved.parameters, parameterCount: plan.parameterCount,
      trainingFLOPs: steps * Double(plan.training.cost(rows: rows).flops),
      seconds: steps * options.machine.predictedSeconds(of: plan.training, rows: rows),
      peakMemory: compilation.memory.total, epochs: compilation.configuration.epochs,
      steps: plan.training.steps.count)
  }
}
