// Which names a tree asks for, before anything is substituted: the order of parameters and the rule about unused ones
// need it. What can't be parsed asks for nothing here; its error is reported where it is evaluated.

import Diagnostics

struct NameCollector {
  private(set) var names: Set<String> = []

  /// Collects from every `$name` and `$(expression)` in a tree and from the bare expressions under `when`.
  mutating func collect(_ node: Node) {
    switch node.content {
    case .scalar(let scalar): collect(scalar.text)
    case .sequence(let items): for item in items { collect(item) }
    case .mapping(let entries):
      for entry in entries {
        if entry.key.scalar?.text == LayerFields.when.name, let text = entry.value.scalar?.text,
          Substitution(text) == .none
        {
          collect(expression: text, in: nil)
        } else {
          collect(entry.value)
        }
      }
    }
  }

  private mutating func collect(_ text: String) {
    switch Substitution(text) {
    case .none, .literal, .malformed: break
    case .name(let name): names.insert(name)
    case .expression(let part): collect(expression: text, in: part)
    }
  }

  private mutating func collect(expression text: String, in part: Range<Int>?) {
    guard let expression = try? Expression.parse(text, in: part) else { return }
    for (name, _) in expression.names { names.insert(name) }
  }
}
