// What completing a key or a kind inserts: the word with what it can't do without, in the style of its surroundings.

import SpecParser

enum Snippets {
  /// A field's key with room for its value.
  static func field(_ field: FieldDeclaration, isFlow: Bool) -> Snippet {
    var snippet = Snippet(field.name + ":")
    switch shape(of: field.type) {
    case .words(let words):
      snippet.append(" ")
      snippet.appendStop(words)
    case .mapping where isFlow: enclose("{", "}", in: &snippet)
    case .list where isFlow: enclose("[", "]", in: &snippet)
    case .mapping:
      snippet.append("\n  ")
      snippet.appendStop()
    case .kinds where !isFlow:
      snippet.append("\n  - ")
      snippet.appendStop()
    case .kinds, .list: enclose("[", "]", in: &snippet)
    case .scalar:
      snippet.append(" ")
      snippet.appendStop()
    }
    return snippet
  }

  /// A kind's word with its main field or its required ones.
  static func kind(_ kind: KindDeclaration, form: CompletionPoint.Form) -> Snippet {
    let required = kind.fields.filter(\.isRequired)
    var snippet = Snippet()
    if form.needsDash { snippet.append("- ") }
    guard !required.isEmpty else {
      snippet.append(kind.name)
      if form.wantsKey { snippet.append(": ") }
      return snippet
    }
    let hasBraces = form == .inline
    if hasBraces { snippet.append("{") }
    snippet.append("\(kind.name):")
    if kind.name != "repeat" || form.isFlow { snippet.append(" ") }
    if kind.name == "repeat", !form.isFlow {
      appendRepeat(to: &snippet, indentation: form.isItem ? 4 : 2)
    } else if required.count == 1, required[0].name == kind.mainField {
      appendValue(of: required[0].type, to: &snippet)
    } else {
      snippet.append("{")
      for (i, field) in required.enumerated() {
        snippet.append((i > 0 ? ", " : "") + field.name + ": ")
        appendValue(of: field.type, to: &snippet)
      }
      snippet.append("}")
    }
    if hasBraces { snippet.append("}") }
    return snippet
  }

  /// `times` and `layers` on lines of their own.
  private static func appendRepeat(to snippet: inout Snippet, indentation: Int) {
    let margin = "\n" + String(repeating: " ", count: indentation)
    snippet.append(margin + "times: ")
    snippet.appendStop()
    snippet.append(margin + "layers:" + margin + "  - ")
    snippet.appendStop()
  }

  private static func appendValue(of type: ValueType, to snippet: inout Snippet) {
    switch shape(of: type) {
    case .words(let words): snippet.appendStop(words)
    case .list, .kinds:
      snippet.append("[")
      snippet.appendStop()
      snippet.append("]")
    case .mapping:
      snippet.append("{")
      snippet.appendStop()
      snippet.append("}")
    case .scalar: snippet.appendStop()
    }
  }

  private static func enclose(_ opening: String, _ closing: String, in snippet: inout Snippet) {
    snippet.append(" " + opening)
    snippet.appendStop()
    snippet.append(closing)
  }

  /// How a value of a type is written.
  private enum Shape {
    case words([String])
    case mapping
    case list
    /// A list of things that have a kind, in block style one a line.
    case kinds
    case scalar
  }

  private static func shape(of type: ValueType) -> Shape {
    switch type {
    case .boolean: .words(["true", "false"])
    case .choice(let words): .words(words)
    case .record, .dictionary: .mapping
    case .list(.kind, _): .kinds
    case .list: .list
    case .integer, .number, .string, .kind, .byteSize, .oneOf, .any: .scalar
    }
  }
}

extension CompletionPoint.Form {
  var isFlow: Bool {
    switch self {
    case .item(let isFlow), .key(let isFlow): isFlow
    case .inline: true
    case .line, .itemLine: false
    }
  }

  /// Whether what is inserted becomes an item of a block list.
  var isItem: Bool {
    switch self {
    case .item(let isFlow): !isFlow
    case .itemLine: true
    case .inline, .line, .key: false
    }
  }

  var needsDash: Bool { self == .itemLine }

  /// Whether only a key can stand here.
  var wantsKey: Bool {
    switch self {
    case .key: true
    case .inline, .item, .line, .itemLine: false
    }
  }
}
