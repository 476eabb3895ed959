// Checked conversion of a node to its declared type. The decoder never stops at the first problem: it reports, answers
// nil for that value and goes on with its neighbours. A place whose value could not be computed is passed over.

import Diagnostics

public struct Decoder {
  public let catalog: Catalog
  /// For fixes, which edit the text as it is written.
  let sources: SourceMap
  /// Places whose problem has been reported already.
  var unresolved: Set<SourceRange>
  /// False where earlier errors have cost parts of the tree: then nothing is reported as missing.
  let reportsMissing: Bool
  /// The names of the spec's parameters, for values that lack their dollar sign.
  var parameterNames: [String] = []
  /// The whole spec, for fixes that carry something from one section to another.
  var root: Node?
  public internal(set) var diagnostics = DiagnosticList()
  /// An unrolled `repeat` shows the same mistake once for every iteration.
  private var reported: Set<Diagnostic> = []

  public init(
    catalog: Catalog, sources: SourceMap, unresolved: Set<SourceRange> = [], reportsMissing: Bool = true
  ) {
    self.catalog = catalog
    self.sources = sources
    self.unresolved = unresolved
    self.reportsMissing = reportsMissing
  }

  /// The decoded value; nil when it does not fit its type, which has then been reported.
  /// - Parameters:
  ///   - name: what the value is called in messages: the key, or "an item of metrics".
  ///   - place: where a missing key is reported, the node's own place unless given.
  public mutating func decode(
    _ node: Node, as type: ValueType, named name: String, place: SourceRange? = nil
  ) -> SpecValue? {
    if unresolved.contains(node.range) { return nil }
    switch type {
    case .boolean, .integer, .number, .string, .choice, .byteSize:
      return decodeScalar(node, as: type, named: name)
    case .kind(let family):
      return decodeKind(node, catalog[family], named: name).map(SpecValue.kind)
    case .list(let element, let minimumCount):
      return decodeList(node, of: element, minimumCount: minimumCount, named: name)
    case .record(let fields):
      guard node.mapping != nil else {
        let cure = recordCure(for: node, fields)
        reportWrongType(
          node, as: type, named: name, help: cure?.help ?? Self.keys(of: fields), fix: cure?.fix)
        return nil
      }
      let place = place ?? node.mapping?.first?.key.range ?? node.range
      return .record(decodeRecord(node, fields, context: .record(name), at: place))
    case .dictionary(let element):
      return decodeDictionary(node, of: element, named: name)
    case .oneOf(let types):
      // `20%` would be taken for the name of a kind.
      guard percentage(node) == nil, let chosen = alternative(for: node, among: types) else {
        let cure = types.compactMap { recordCure(for: node, $0) }.first
        reportWrongType(node, as: type, named: name, help: cure?.help, fix: cure?.fix)
        return nil
      }
      return decode(node, as: chosen, named: name, place: place)
    case .any:
      return .node(node)
    }
  }

  private mutating func decodeList(
    _ node: Node, of element: ValueType, minimumCount: Int, named name: String
  ) -> SpecValue? {
    guard let items = node.sequence.map(joiningCalls) else {
      reportNoList(node, of: element, minimumCount: minimumCount, named: name)
      return nil
    }
    if items.count < minimumCount {
      if !reportsMissing { return nil }
      report(
        .outOfRange, "\(name) needs at least \(minimumCount) item\(minimumCount == 1 ? "" : "s"), has \(items.count)",
        at: node)
      return nil
    }
    var results: [Located<SpecValue>] = []
    var isWhole = true
    for item in items {
      if let value = decode(item, as: element, named: "an item of \(name)") {
        results.append(Located(value, at: item.range))
      } else {
        isWhole = false
      }
    }
    return isWhole ? .list(results) : nil
  }

  private mutating func reportNoList(
    _ node: Node, of element: ValueType, minimumCount: Int, named name: String
  ) {
    let type = ValueType.list(element, minimumCount: minimumCount)
    if case .kind = element, node.mapping != nil, let fix = MappingAsListFix(node, sources: sources)?.fix {
      let isFlow = TreeEdits(sources: sources).isFlow(node)
      reportWrongType(
        node, as: type, named: name, help: isFlow ? "write brackets, not braces" : "begin each item with '- '", fix: fix
      )
      return
    }
    let bracketed = node.scalar.map { $0.value == .null ? "[]" : "[\($0.text)]" }
    reportWrongType(
      node, as: type, named: name,
      help: bracketed.map { "write \($0)" } ?? "write it as '- ' items or in brackets",
      fix: bracketed.flatMap { replacing(node, with: $0, title: "put it in brackets") })
  }

  private mutating func decodeDictionary(_ node: Node, of element: ValueType, named name: String) -> SpecValue? {
    guard let entries = node.mapping else {
      reportWrongType(node, as: .dictionary(element), named: name)
      return nil
    }
    var results: [(key: Located<SpecValue>, value: Located<SpecValue>)] = []
    var isWhole = true
    for entry in entries {
      guard let key = entry.key.scalar?.text else { continue }
      if let value = decode(entry.value, as: element, named: "\(name).\(key)") {
        results.append((Located(.string(key), at: entry.key.range), Located(value, at: entry.value.range)))
      } else {
        isWhole = false
      }
    }
    return isWhole ? .dictionary(results) : nil
  }

  // MARK: - Reporting

  /// Whether nothing more is reported, so that nothing need be worked out.
  var isFull: Bool { reported.count >= DocumentLimits.findings }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, at node: Node, help: String? = nil, fix: Fix? = nil
  ) {
    report(code, message, at: node.range, notes: origin(of: node), help: help, fix: fix)
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, notes: [Note] = [], help: String? = nil,
    fix: Fix? = nil
  ) {
    let diagnostic = Diagnostic(.error, code, message, at: .spec(range), notes: notes, help: help, fix: fix)
    guard !isFull, reported.insert(diagnostic).inserted else { return }
    diagnostics.append(diagnostic)
  }

  mutating func reportWrongType(
    _ node: Node, as type: ValueType, named name: String, help: String? = nil, fix: Fix? = nil
  ) {
    report(.wrongType, "\(name) must be \(type.phrase), is \(node.kindName)", at: node, help: help, fix: fix)
  }

  private func origin(of node: Node) -> [Note] {
    guard let definition = node.definition, definition != node.range else { return [] }
    return [Note("the value is written here", at: .spec(definition))]
  }

  /// A fix that rewrites a scalar, where its text stands on one line in its own place.
  func replacing(_ node: Node, with text: String, title: String, isSafe: Bool = true) -> Fix? {
    TreeEdits(sources: sources).replacing(node, with: text, title: title, isSafe: isSafe)
  }

  /// Whether a scalar is written in quotes.
  func isQuoted(_ node: Node) -> Bool {
    let place = node.definition ?? node.range
    guard let source = sources[place.path], source.bytes.indices.contains(place.start.offset) else { return false }
    let first = source.bytes[place.start.offset]
    return first == UInt8(ascii: "'") || first == UInt8(ascii: "\"")
  }

  static func keys(of fields: [FieldDeclaration]) -> String {
    "accepted keys: \(fields.map(\.name).joined(separator: ", "))"
  }
}
