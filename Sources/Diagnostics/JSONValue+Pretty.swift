// JSON on many lines, for what people read and commit: the schema.

extension JSONValue {
  /// The value indented by two spaces a level; empty collections and scalars stay on one line.
  public var prettyText: String {
    var out = ""
    writePretty(to: &out, indentation: "")
    return out
  }

  private func writePretty(to out: inout String, indentation: String) {
    let inner = indentation + "  "
    switch self {
    case .null, .boolean, .integer, .number, .string: out += text
    case .array(let values):
      guard !values.isEmpty else {
        out += "[]"
        return
      }
      out += "["
      for (i, value) in values.enumerated() {
        out += (i > 0 ? ",\n" : "\n") + inner
        value.writePretty(to: &out, indentation: inner)
      }
      out += "\n\(indentation)]"
    case .object(let members):
      guard !members.isEmpty else {
        out += "{}"
        return
      }
      out += "{"
      for (i, member) in members.enumerated() {
        out += (i > 0 ? ",\n" : "\n") + inner + JSONValue.string(member.0).text + ": "
        member.1.writePretty(to: &out, indentation: inner)
      }
      out += "\n\(indentation)}"
    }
  }
}
