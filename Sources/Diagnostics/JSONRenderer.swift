// Diagnostics as JSON objects, schema version 1: one a line.

public enum JSONRenderer {
  public static func render(_ diagnostic: Diagnostic) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("schema", .integer(1)),
      ("severity", .string(diagnostic.severity.rawValue)),
      ("code", .string(diagnostic.code.id)),
      ("name", .string(diagnostic.code.name)),
      ("message", .string(diagnostic.message)),
    ]
    members.append(contentsOf: place(diagnostic.place))
    if let help = diagnostic.help { members.append(("help", .string(help))) }
    if !diagnostic.notes.isEmpty {
      members.append(
        ("notes", .array(diagnostic.notes.map { .object([("message", .string($0.message))] + place($0.place)) })))
    }
    if let fix = diagnostic.fix {
      let edits = fix.edits.map { edit in
        JSONValue.object(place(.spec(edit.range)) + [("replacement", .string(edit.replacement))])
      }
      members.append(
        ("fix", .object([("title", .string(fix.title)), ("safe", .boolean(fix.isSafe)), ("edits", .array(edits))])))
    }
    return .object(members)
  }

  private static func place(_ place: Place) -> [(String, JSONValue)] {
    switch place {
    case .spec(let range):
      [
        ("path", .string(range.path)), ("start", position(range.start)), ("end", position(range.end)),
      ]
    case .file(let path, let offset): [("path", .string(path)), ("offset", .integer(offset))]
    case .cell(let path, let row, let column):
      [("path", .string(path)), ("row", .integer(row)), ("column", .integer(column))]
    case .path(let path): [("path", .string(path))]
    case .none: []
    }
  }

  private static func position(_ position: SourcePosition) -> JSONValue {
    .object([
      ("line", .integer(position.line)), ("column", .integer(position.column)), ("offset", .integer(position.offset)),
    ])
  }
}
