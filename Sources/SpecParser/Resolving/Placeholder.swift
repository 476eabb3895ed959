// The forms in which templates and shells write a variable, where a spec has `$name`: `{{name}}`, `{name}`, `<name>`,
// `%(name)s`, `${name}`.

enum Placeholder {
  static func name(in text: String) -> String? {
    for (opening, closing) in [("{{", "}}"), ("${", "}"), ("{", "}"), ("<", ">"), ("%(", ")s"), ("%(", ")")]
    where text.hasPrefix(opening) && text.hasSuffix(closing) && text.count > opening.count + closing.count {
      var inner = text.dropFirst(opening.count).dropLast(closing.count)
      while inner.first == " " { inner = inner.dropFirst() }
      while inner.last == " " { inner = inner.dropLast() }
      if Identifier.isValid(inner) { return String(inner) }
    }
    return nil
  }
}
