// The resolved tree -> Spec.

import Diagnostics

/// Decodes a resolved document against the top-level schema and the catalog's kinds.
/// - Returns: nil when an error has been reported, by this or an earlier stage.
public func decodeSpec(
  _ resolved: ResolvedDocument, catalog: Catalog, diagnostics: inout DiagnosticList
) -> Spec? {
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
  guard !diagnostics.hasErrors, let data, let model, let training else { return nil }
  return Spec(
    path: resolved.path, name: name, seed: top[DocumentFields.seed], parameters: resolved.parameters, data: data,
    model: model, training: training,
    peakMemoryLimit: limits.flatMap { limits in
      limits[LimitsFields.peakMemory].map { Located($0, at: limits.range(of: LimitsFields.peakMemory)) }
    },
    sweep: sweep.map { SweepSpec($0) }, resolved: resolved.root)
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
