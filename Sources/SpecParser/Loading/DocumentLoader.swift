// From a path to a tree: reads, parses and follows `extends`, whose rule of merging stands in ExtendsMerger.swift.

import Diagnostics

/// A parsed spec before parameters are resolved.
public struct SpecDocument: Sendable {
  /// As the user named it, or `<stdin>`.
  public var path: String
  /// With `extends` merged in and removed.
  public var root: Node
  /// The text of every file that the tree comes from.
  public var sources: SourceMap
  /// Each of these files by itself: the spec, then what it extends.
  public var written: [WrittenText]

  public init(path: String, root: Node, sources: SourceMap, written: [WrittenText] = []) {
    self.path = path
    self.root = root
    self.sources = sources
    self.written = written
  }
}

public enum DocumentLoader {
  /// What loading comes to: `sources` and `written` are there as far as files could be read, whatever is wrong with them.
  public typealias Result = (document: SpecDocument?, sources: SourceMap, written: [WrittenText])

  /// Reads the file (or standard input for `-`), parses it and merges what it extends.
  ///
  /// The document is nil when the file, or one that it extends, can't be read as YAML. The sources are there in any
  /// case, for showing the diagnostics.
  public static func load(
    path: String, diagnostics: inout DiagnosticList
  ) -> Result {
    let bytes: [UInt8]
    do throws(Failure) {
      bytes = try FileReader.read(path, limit: DocumentLimits.bytes)
    } catch {
      diagnostics.append(contentsOf: error.diagnostics)
      return (nil, SourceMap(), [])
    }
    let isStandardInput = path == "-" || path == "/dev/stdin"
    return load(bytes: bytes, path: isStandardInput ? "<stdin>" : path, diagnostics: &diagnostics)
  }

  /// The same from bytes in memory; `extends` is relative to the folder of `path`.
  /// - Parameter openFiles: files by normalized path that are read from memory, as an editor's unsaved ones.
  public static func load(
    bytes: [UInt8], path: String, openFiles: [String: [UInt8]] = [:], diagnostics: inout DiagnosticList
  ) -> Result {
    var chain = ExtendsChain(openFiles: openFiles, diagnostics: diagnostics)
    let root = chain.load(SourceText(path: path, bytes: bytes))
    diagnostics = chain.diagnostics
    let document = root.map { SpecDocument(path: path, root: $0, sources: chain.sources, written: chain.written) }
    return (document, chain.sources, chain.written)
  }

  /// Parses one value, as of `--set key=VALUE`: any YAML, flow style for what has parts; nothing at all is null.
  /// - Parameter path: what stands for the file in diagnostics: `--set learning_rate`.
  public static func parseValue(
    _ text: String, path: String, diagnostics: inout DiagnosticList
  ) -> (node: Node?, source: SourceText) {
    let source = SourceText(path: path, bytes: Array(text.utf8))
    if source.bytes.allSatisfy(\.isBlank) {
      let range = SourceRange(path: path, start: source.position(offset: 0), end: source.end)
      return (Node(.scalar(Scalar(text: "", isPlain: true, value: .null)), at: range), source)
    }
    return (Composer.compose(source, diagnostics: &diagnostics).root, source)
  }
}

/// One spec and the files that it extends, one after the other.
private struct ExtendsChain {
  let openFiles: [String: [UInt8]]
  var diagnostics: DiagnosticList
  private(set) var sources = SourceMap()
  private(set) var written: [WrittenText] = []
  /// Normalized paths from the spec to the file being loaded.
  private var open: [String] = []

  init(openFiles: [String: [UInt8]], diagnostics: DiagnosticList) {
    self.openFiles = openFiles
    self.diagnostics = diagnostics
  }

  mutating func load(_ text: SourceText) -> Node? {
    sources.insert(text)
    let file = Composer.compose(text, diagnostics: &diagnostics)
    written.append(file)
    guard let root = file.root else { return nil }
    guard let entry = root.mapping?.first(where: { $0.key.scalar?.text == "extends" }) else { return root }
    open.append(Self.normalized(text.path))
    defer { open.removeLast() }
    guard let base = loadBase(entry.value, for: text.path) else { return nil }
    return ExtendsMerger.merge(base: base, override: root)
  }

  private mutating func loadBase(_ value: Node, for path: String) -> Node? {
    guard case .string(let name) = value.scalar?.value, !name.isEmpty else {
      report("'extends' takes the path of one file, not \(value.kindName)", at: value, help: "extends: base.yaml")
      return nil
    }
    let basePath = Self.resolve(name, besides: path)
    if open.contains(basePath) {
      let way = (open.drop { $0 != basePath } + [basePath]).joined(separator: " -> ")
      report("'extends' goes round in a circle: \(way)", at: value, help: "let one of them stand for itself")
      return nil
    }
    if open.count > DocumentLimits.extendsChain {
      report(
        "more than \(DocumentLimits.extendsChain) files extend one another", at: value, help: "merge some of them")
      return nil
    }
    let bytes: [UInt8]
    do throws(Failure) {
      if let open = openFiles[basePath] {
        bytes = open
      } else {
        // Standard input is for the spec itself: a base of these names is a file.
        let isStandardInput = basePath == "-" || basePath == "/dev/stdin"
        bytes = try FileReader.read(isStandardInput ? "./\(basePath)" : basePath, limit: DocumentLimits.bytes)
      }
    } catch {
      for diagnostic in error.diagnostics {
        report("can't read '\(basePath)': \(diagnostic.message)", at: value, help: "'extends' is relative to this file")
      }
      return nil
    }
    guard let base = load(SourceText(path: basePath, bytes: bytes)) else { return nil }
    guard base.mapping != nil else {
      report("'\(basePath)' holds \(base.kindName), and a spec is a mapping", at: value, help: "extend another spec")
      return nil
    }
    return base
  }

  private mutating func report(_ message: String, at node: Node, help: String) {
    diagnostics.error(.extendsError, message, at: node.range, help: help)
  }

  /// A path as written in `path`'s file, from where the command runs.
  private static func resolve(_ name: String, besides path: String) -> String {
    guard !name.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return normalized(name) }
    return normalized(path[...slash] + name)
  }

  /// Without `.` and, where a folder stands before it, `..`: one name for one file.
  private static func normalized(_ path: some StringProtocol) -> String {
    var parts: [Substring] = []
    for part in Substring(path).split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
