// Lines of YAML with their comments in one column.

import Diagnostics
import SpecParser

struct SpecLines {
  private static let commentColumn = 38
  private var lines: [String] = []

  var text: String { lines.joined(separator: "\n") }

  mutating func add(_ line: String, _ comment: String? = nil) {
    lines.append(comment.map { "\(line.padded(to: Self.commentColumn)) \(Self.space(line))# \($0)" } ?? line)
  }

  /// One more where the line is longer than the column.
  private static func space(_ line: String) -> String { line.count > commentColumn ? " " : "" }

  /// A text as a YAML scalar, in quotes where it needs them.
  static func scalar(_ text: String) -> String {
    let start = SourcePosition(line: 1, column: 1, offset: 0)
    let node = Node(
      .scalar(Scalar(text: text, isPlain: false, value: .string(text))),
      at: SourceRange(path: "", start: start, end: start))
    return String(SpecWriter.text(of: node, escapesDollars: true).dropLast())
  }

  /// A text that may stand in a comment: what YAML does not print, or takes for a line break, becomes a space.
  static func comment(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars.prefix(80) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: line += " "
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}
