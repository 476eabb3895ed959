// Diagnostics as a person reads them, in the manner of rustc:
//
//   specs/a.yaml:14:18: error: unknown activation 'rellu' [Y104]
//      14 |       - dense: {units: 10, activation: rellu}
//         |                                        ^^^^^ did you mean 'relu'?

/// Renders diagnostics as text, with snippets from a source map and colour when asked.
public struct TextRenderer: Sendable {
  public var sources: SourceMap
  public var usesColor: Bool
  /// Whether a finding that `lofting lint` can fix says so.
  public var showsFixes: Bool

  public init(sources: SourceMap, usesColor: Bool = false, showsFixes: Bool = false) {
    self.sources = sources
    self.usesColor = usesColor
    self.showsFixes = showsFixes
  }

  public func render(_ diagnostic: Diagnostic) -> String {
    var lines: [String] = []
    let severity = paint(diagnostic.severity.rawValue, color(of: diagnostic.severity))
    let code = paint("[\(diagnostic.code.id)]", "2")
    lines.append("\(prefix(of: diagnostic.place))\(severity): \(paint(diagnostic.message.printable, "1")) \(code)")
    let snippet = snippet(
      of: diagnostic.place, label: diagnostic.help?.printable, color: color(of: diagnostic.severity))
    lines.append(contentsOf: snippet)
    if snippet.isEmpty, let help = diagnostic.help { lines.append("  help: \(help.printable)") }
    for note in diagnostic.notes {
      lines.append("  \(paint("note", "36")): \(prefix(of: note.place))\(note.message.printable)")
      lines.append(contentsOf: self.snippet(of: note.place, label: nil, color: "36"))
    }
    if showsFixes, let fix = diagnostic.fix {
      let option = fix.isSafe ? "--fix" : "--fix --unsafe-fixes"
      lines.append("  \(paint("fix", "32")): \(fix.title.printable) (\(option))")
    }
    return lines.joined(separator: "\n")
  }

  /// `path:line:column: ` and its like.
  private func prefix(of place: Place) -> String {
    switch place {
    case .spec(let range): "\(range.path.printable):\(range.start.line):\(range.start.column): "
    case .file(let path, let offset): "\(path.printable): byte \(offset): "
    case .cell(let path, let row, let column): "\(path.printable):\(row): column \(column): "
    case .path(let path): "\(path.printable): "
    case .none: ""
    }
  }

  private func snippet(of place: Place, label: String?, color: String) -> [String] {
    guard case .spec(let range) = place, let text = sources[range.path] else { return [] }
    let window = Window(line: text.text(ofLine: range.start.line), range: range)
    let number = String(range.start.line)
    let margin = String(repeating: " ", count: max(4, number.count))
    let padded = String(repeating: " ", count: max(4, number.count) - number.count) + number
    var carets = paint(String(repeating: "^", count: window.caretCount), color)
    if let label { carets += " " + paint(label, color) }
    return [
      "\(padded) | \(window.text)",
      "\(margin) | \(String(repeating: " ", count: window.caretStart))\(carets)",
    ]
  }

  private func color(of severity: Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .information: "1;34"
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// The part of a line that a terminal can show, and where the carets go under it.
private struct Window {
  static let width = 160

  var text: String
  var caretStart: Int
  var caretCount: Int

  init(line: String, range: SourceRange) {
    // Tabs and control characters take one cell each, so that the carets stand under what they mark.
    var scalars = line.unicodeScalars.map { scalar in
      scalar == "\t" ? " " : Character(scalar.picture ?? scalar)
    }
    var start = min(range.start.column - 1, scalars.count)
    let onOneLine = range.end.line == range.start.line
    let stop = onOneLine ? min(max(range.end.column - 1, start), scalars.count) : scalars.count
    var count = stop - start
    if scalars.count > Self.width {
      let left = max(0, start - Self.width / 3)
      let right = min(scalars.count, left + Self.width)
      scalars = Array(scalars[left..<right])
      start -= left
      count = min(count, scalars.count - start)
    }
    text = String(scalars)
    caretStart = start
    caretCount = max(1, count)
  }
}
