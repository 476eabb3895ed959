// The tree as decoded: overrides applied, parameters evaluated and substituted, repeats unrolled, `when` decided.

import Diagnostics

/// A spec's tree in which nothing is left to compute.
public struct ResolvedDocument: Sendable {
  public var path: String
  public var root: Node
  /// Every parameter and its value, in the order of the spec.
  public var parameters: [(name: String, value: Node)]
  /// Where each parameter's name is declared.
  public var definitions: [String: SourceRange]
  /// Parameters that something in the spec names.
  public var usedParameters: Set<String>
  /// Parameters set by `--set`: a sweep doesn't vary them.
  public var pinnedParameters: Set<String>
  public var sources: SourceMap
  /// Each file as it is written: the spec, then what it extends.
  public var written: [WrittenText]
  /// Places whose value could not be computed, which has been reported: the decoder passes over them.
  public var unresolved: Set<SourceRange>
  /// False where earlier errors have cost parts of the tree: then nothing is reported as missing.
  public var isComplete: Bool
}

/// Applies overrides, evaluates parameters, substitutes them and unrolls the model's repeats.
///
/// Within a `repeat`, a layer's written `name` gets the suffix `_1`, `_2`, ... from its second occurrence on, as Keras's
/// automatic names do.
/// - Returns: nil when the document is no mapping, or becomes too large; the reason has been reported.
public func resolve(
  _ document: SpecDocument, overrides: [Override], diagnostics: inout DiagnosticList
) -> ResolvedDocument? {
  guard document.root.mapping != nil else {
    diagnostics.error(
      .wrongType, "a spec is a mapping, this is \(document.root.kindName)", at: document.root.range,
      help: "begin with 'data:', 'model:' and 'training:'")
    return nil
  }
  let isComplete = !diagnostics.hasErrors
  var sources = document.sources
  var applier = OverrideApplier(root: document.root, diagnostics: diagnostics)
  for override in overrides {
    sources.insert(override.source)
    applier.apply(override)
  }
  var resolver = Resolver(sources: sources, diagnostics: applier.diagnostics)
  let root = resolver.resolve(applier.root)
  diagnostics = resolver.diagnostics
  guard let root else { return nil }
  var collector = NameCollector()
  for entry in applier.root.mapping ?? [] { collector.collect(entry.value) }
  return ResolvedDocument(
    path: document.path, root: root, parameters: resolver.parameters, definitions: resolver.definitions,
    usedParameters: collector.names.intersection(resolver.definitions.keys), pinnedParameters: applier.pinned,
    sources: sources, written: document.written, unresolved: resolver.unresolved, isComplete: isComplete)
}
