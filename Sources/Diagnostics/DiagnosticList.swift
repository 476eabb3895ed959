// The collector that every stage writes to: it never stops at the first finding.

public struct DiagnosticList: Sendable {
  public private(set) var items: [Diagnostic] = []

  public init() {}
  public init(_ items: [Diagnostic]) { self.items = items }

  public var hasErrors: Bool { items.contains { $0.severity == .error } }
  public var isEmpty: Bool { items.isEmpty }

  public mutating func append(_ diagnostic: Diagnostic) { items.append(diagnostic) }
  public mutating func append(contentsOf other: [Diagnostic]) { items.append(contentsOf: other) }

  /// Reports an error at a stretch of a spec.
  public mutating func error(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, notes: [Note] = [], help: String? = nil,
    fix: Fix? = nil
  ) {
    items.append(Diagnostic(.error, code, message, at: .spec(range), notes: notes, help: help, fix: fix))
  }

  /// Reports a warning at a stretch of a spec.
  public mutating func warning(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, notes: [Note] = [], help: String? = nil,
    fix: Fix? = nil
  ) {
    items.append(Diagnostic(.warning, code, message, at: .spec(range), notes: notes, help: help, fix: fix))
  }

  /// Without repeats, by file, then by position, then by severity: the order in which they are shown.
  public var sorted: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return items.filter { seen.insert($0).inserted }.enumerated()
      .sorted { left, right in
        let (leftKey, rightKey) = (Self.key(left.element), Self.key(right.element))
        return leftKey == rightKey ? left.offset < right.offset : leftKey < rightKey
      }
      .map(\.element)
  }

  private static func key(_ item: Diagnostic) -> (String, Int, Int) {
    let severity = Severity.allCases.firstIndex(of: item.severity) ?? 0
    return switch item.place {
    case .spec(let range): (range.path, range.start.offset, severity)
    case .file(let path, let offset): (path, offset, severity)
    case .cell(let path, let row, let column): (path, (row << 20) &+ column, severity)
    case .path(let path): (path, 0, severity)
    case .none: ("", 0, severity)
    }
  }
}
