// Diagnostics as workflow commands, which GitHub Actions shows at the lines of a pull request:
//
//   ::error file=a.yaml,line=14,col=18,endLine=14,endColumn=23,title=unknown-kind (Y107)::unknown activation 'rellu'
//
// Escapes as in https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts.

public enum GitHubRenderer {
  public static func render(_ diagnostic: Diagnostic) -> String {
    var properties = place(diagnostic.place)
    properties.append(("title", "\(diagnostic.code.name) (\(diagnostic.code.id))"))
    let text = properties.map { "\($0.0)=\(escapedProperty($0.1))" }.joined(separator: ",")
    var message = diagnostic.message
    if let help = diagnostic.help { message += "\nhelp: \(help)" }
    for note in diagnostic.notes { message += "\nnote: \(note.message)" }
    return "::\(command(diagnostic.severity)) \(text)::\(escaped(message))"
  }

  private static func command(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .information: "notice"
    }
  }

  private static func place(_ place: Place) -> [(String, String)] {
    switch place {
    case .spec(let range):
      guard !range.isOnCommandLine else { return [] }
      let lines = [
        ("file", range.path), ("line", String(range.start.line)), ("endLine", String(range.end.line)),
      ]
      // Columns go with a single line only.
      guard range.start.line == range.end.line else { return lines }
      return lines + [("col", String(range.start.column)), ("endColumn", String(range.end.column))]
    case .file(let path, _), .path(let path): return [("file", path)]
    case .cell(let path, let row, _): return [("file", path), ("line", String(row))]
    case .none: return []
    }
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { out, scalar in
      switch scalar {
      case "%": out += "%25"
      case "\r": out += "%0D"
      case "\n": out += "%0A"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }

  private static func escapedProperty(_ text: String) -> String {
    escaped(text).unicodeScalars.reduce(into: "") { out, scalar in
      switch scalar {
      case ":": out += "%3A"
      case ",": out += "%2C"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }
}

extension SourceRange {
  /// Whether it is a stretch of a `--set`, which is in no file.
  var isOnCommandLine: Bool { path.hasPrefix("--set") }
}
