// The resolved tree -> Spec.

import Diagnostics

/// Decodes a resolved document against the top-level schema and the catalog's kinds.
/// - Returns: nil when an error has been reported, by this or an earlier stage.
public func decodeSpec(
  _ resolved: ResolvedDocument, catalog: Catalog, diagnostics: inout DiagnosticList
) -> Spec? {
  decodeWithOutline(resolved, catalog: catalog, diagnostics: &diagnostics).spec
}

/// The same, with an outline: the spec with defaults in place of what is wrong in `training`, `limits` and `sweep`, where data and model
/// are without a mistake and an optimizer and a loss could be read. Nothing runs it; it lets the model be looked at all the same.
func decodeWithOutline(
  _ resolved: ResolvedDocument, catalog: Catalog, diagnostics: inout DiagnosticList
) -> (spec: Spec?, outline: Spec?) {
  var decoder = Decoder(
    catalog: catalog.withLayerFields, sources: resolved.sources, unresolved: resolved.unresolved,
    reportsMissing: resolved.isComplete)
  let root = Conveniences.writtenOut(resolved.root)
  decoder.parameterNames = resolved.parameters.map(\.name)
  decoder.root = resolved.root
  let top = decoder.decodeRecord(
    root, DocumentFields.all, context: .document, at: root.mapping?.first?.key.range ?? root.range)
  let section = { (field: FieldDeclaration) in top.values[field.name]?.record }
  let data = section(DocumentFields.data).flatMap { DataSection($0, &decoder) }
  let model = section(DocumentFields.model).map { ModelSection($0, &decoder) }
  let training = section(DocumentFields.training).flatMap { TrainingSection($0) }
  let limits = section(DocumentFields.limits)
  let sweep = section(DocumentFields.sweep)
  if let sweep { SweepChecks(resolved: resolved, sweep: sweep).check(&decoder) }
  let name = specName(top, path: resolved.path, &decoder)
  diagnostics.append(contentsOf: decoder.diagnostics.items)
  guard let data, let model, let training, diagnostics.errorsLie(in: sectionsBesideTheModel, of: resolved.root) else {
    return (nil, nil)
  }
  let spec = Spec(
    path: resolved.path, name: name, seed: top[DocumentFields.seed], parameters: resolved.parameters, data: data,
    model: model, training: training,
    peakMemoryLimit: limits.flatMap { limits in
      limits[LimitsFields.peakMemory].map { Located($0, at: limits.range(of: LimitsFields.peakMemory)) }
    },
    sweep: sweep.map { SweepSpec($0) }, resolved: resolved.root)
  return (diagnostics.hasErrors ? nil : spec, spec)
}

private let sectionsBesideTheModel = [DocumentFields.training, DocumentFields.limits, DocumentFields.sweep].map(\.name)

extension DiagnosticList {
  /// Whether every error is at a place within one of the sections.
  fileprivate func errorsLie(in sections: [String], of root: Node) -> Bool {
    let ranges = sections.compactMap { root[$0]?.range }
    return items.allSatisfy { item in
      guard item.severity == .error else { return true }
      guard case .spec(let range) = item.place else { return false }
      return ranges.contains { section in
        section.path == range.path && section.start.offset <= range.start.offset
          && range.end.offset <= section.end.offset
      }
    }
  }
}

/// The written name, which becomes the name of a folder, or one made of the file's.
private func specName(_ top: Arguments, path: String, _ decoder: inout Decoder) -> String {
  let isAllowed = { (character: Character) in
    character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
  }
  if let name = top[DocumentFields.name] {
    if name.isEmpty || !name.allSatisfy(isAllowed) || name.allSatisfy({ $0 == "." }) {
      decoder.report(
        .invalidName, "'\(name)' can't be the name of a spec", at: top.range(of: DocumentFields.name),
        help: "use letters, digits, '.', '_' and '-'")
    }
    return name
  }
  let file = path.split(separator: "/").last.map(String.init) ?? ""
  let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
  let name = String(stem.map { isAllowed($0) ? $0 : "-" })
  return stem.isEmpty || path == "<stdin>" ? "spec" : name
}
