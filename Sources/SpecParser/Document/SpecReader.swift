// From a path to a spec: loading, resolving and decoding in one call.

import Diagnostics

public enum SpecReader {
  /// What reading a spec comes to. The sources are there in any case, for showing the diagnostics, and so is each file
  /// as it is written: the spec, then what it extends. The document is the tree before parameters are resolved; the
  /// outline is the spec, or what is known of it where only its training is wrong (`decodeWithOutline`).
  public typealias Result = (
    spec: Spec?, outline: Spec?, resolved: ResolvedDocument?, document: SpecDocument?, sources: SourceMap,
    written: [WrittenText]
  )

  /// Reads the file (`-` is standard input) and the files that it extends.
  /// - Parameter overrides: `key=value`, as given to `--set`.
  public static func read(
    path: String, overrides: [String] = [], catalog: Catalog, diagnostics: inout DiagnosticList
  ) -> Result {
    finish(DocumentLoader.load(path: path, diagnostics: &diagnostics), overrides, catalog, &diagnostics)
  }

  /// The same from bytes in memory.
  /// - Parameter openFiles: files by normalized path that are read from memory when they are extended.
  public static func read(
    bytes: [UInt8], path: String, openFiles: [String: [UInt8]] = [:], overrides: [String] = [], catalog: Catalog,
    diagnostics: inout DiagnosticList
  ) -> Result {
    finish(
      DocumentLoader.load(bytes: bytes, path: path, openFiles: openFiles, diagnostics: &diagnostics), overrides,
      catalog, &diagnostics)
  }

  private static func finish(
    _ loaded: DocumentLoader.Result, _ arguments: [String], _ catalog: Catalog,
    _ diagnostics: inout DiagnosticList
  ) -> Result {
    var sources = loaded.sources
    // A faulty override doesn't make the document incomplete: its errors are collected apart.
    var overrideDiagnostics = DiagnosticList()
    var overrides: [Override] = []
    for argument in Override.lastOfEachKey(arguments) {
      guard let override = Override.parse(argument, diagnostics: &overrideDiagnostics) else {
        // Without a value there is no text, and another's under the same name must stay.
        if argument.contains("=") { sources.insert(Override.source(of: argument)) }
        continue
      }
      sources.insert(override.source)
      overrides.append(override)
    }
    defer { diagnostics.append(contentsOf: overrideDiagnostics.items) }
    guard let document = loaded.document,
      let resolved = resolve(document, overrides: overrides, diagnostics: &diagnostics)
    else { return (nil, nil, nil, loaded.document, sources, loaded.written) }
    let decoded = decodeWithOutline(resolved, catalog: catalog, diagnostics: &diagnostics)
    sources.merge(resolved.sources)
    let spec = overrideDiagnostics.hasErrors ? nil : decoded.spec
    return (spec, decoded.outline, resolved, loaded.document, sources, loaded.written)
  }
}
