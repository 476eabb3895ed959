// A spec as editors show it beside its findings: values and layers, without planning anything.

import Datasets
import Diagnostics
import ExecutionPlan
import Planner
import SpecParser

public struct SpecView: Sendable {
  /// Nil where the text can't be read.
  public var resolved: ResolvedDocument?
  /// Nil where the spec has errors.
  public var spec: Spec?
  /// As far as the layers go together; empty without the data's shape.
  public var layers: [LayerOutline] = []
}

/// Summaries of data that had to be read for them. A file that changes while an editor is open is noticed when the cache
/// is emptied.
public struct DataSummaryCache: Sendable {
  private struct Key: Hashable {
    var folder: String
    var section: String
    var loss: String
  }

  /// Beyond this many the cache starts again.
  private static let largestCount = 64

  private var summaries: [Key: DataSummary] = [:]

  public init() {}

  fileprivate mutating func summary(_ spec: Spec, _ request: CompileRequest) -> DataSummary? {
    let section = SpecWriter.text(of: spec.resolved["data"] ?? spec.resolved)
    let key = Key(folder: request.folder, section: section, loss: spec.training.loss.name)
    if let known = summaries[key] { return known }
    var diagnostics = DiagnosticList()
    let data = loadData(spec, request, .summary, diagnostics: &diagnostics)
    if summaries.count >= Self.largestCount { summaries = [:] }
    summaries[key] = data?.summary
    return data?.summary
  }
}

/// What a spec comes to; findings are `lint`'s to report.
public func view(_ request: CompileRequest, _ cache: inout DataSummaryCache) -> SpecView {
  var diagnostics = DiagnosticList()
  let read = readSpec(request, diagnostics: &diagnostics)
  guard let spec = read.spec, let summary = cache.summary(spec, request) else {
    return SpecView(resolved: read.resolved, spec: read.spec)
  }
  return SpecView(resolved: read.resolved, spec: spec, layers: layerOutlines(spec, summary))
}
