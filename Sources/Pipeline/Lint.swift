// Linting: everything that can be said of a spec without running it.

import Datasets
import Diagnostics
import SpecParser

public struct LintResult: Sendable {
  public var diagnostics: DiagnosticList
  public var sources: SourceMap
}

/// All findings of a spec. Data is read only where the shapes are not known without it; where it is missing, that is
/// no mistake of the spec's, and the checks of shapes are skipped.
public func lint(_ request: CompileRequest) -> LintResult {
  do {
    let compiled = try compile(request, data: .summary)
    return LintResult(diagnostics: compiled.diagnostics, sources: compiled.sources)
  } catch {
    var diagnostics = DiagnosticList()
    for diagnostic in error.diagnostics.items {
      diagnostics.append(diagnostic.code == .dataNotFound ? withoutData(diagnostic) : diagnostic)
    }
    return LintResult(diagnostics: diagnostics, sources: error.sources)
  }
}

private func withoutData(_ diagnostic: Diagnostic) -> Diagnostic {
  var information = diagnostic
  information.severity = .information
  information.message += "; shapes, loss and metrics were not checked"
  return information
}
