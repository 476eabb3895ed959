// A dollar sign that begins no parameter, `${units}` or `$hidden-units`, and a name that no parameter has: what was
// meant.

import Diagnostics

extension Resolver {
  typealias Suggestion = (help: String, fix: Fix?)

  /// What a malformed `$...` was meant to be.
  func suggestion(forMalformed text: String, _ node: Node, names: [String], orElse help: String) -> Suggestion {
    let replacing = { (replacement: String, isSafe: Bool) -> Fix? in
      TreeEdits(sources: sources).replacing(node, with: replacement, title: "write \(replacement)", isSafe: isSafe)
    }
    var rest = text.dropFirst()
    if let name = Placeholder.name(in: text) {
      let near = names.contains(name) ? name : DidYouMean.nearest(to: name, in: names)
      return ("write $\(near ?? name), without braces", replacing("$\(near ?? name)", near == name))
    }
    while rest.first == " " { rest = rest.dropFirst() }
    let section = DocumentFields.parameters.name + "."
    if rest.hasPrefix(section) { rest = rest.dropFirst(section.count) }
    if names.contains(String(rest)) { return ("write $\(rest)", replacing("$\(rest)", true)) }
    if let expression = try? Expression.parse(String(rest)), !expression.names.isEmpty,
      expression.names.allSatisfy({ names.contains($0.name) }), !rest.contains(",")
    {
      return ("write $(\(rest)) for an expression, or $$ for a dollar sign", replacing("$(\(rest))", true))
    }
    if let near = DidYouMean.nearest(to: String(rest), in: names, takesBeginnings: false) {
      return ("did you mean $\(near)?", replacing("$\(near)", false))
    }
    return (help, nil)
  }

  /// A fix for a misspelt name within a scalar.
  func renaming(at range: SourceRange, from name: String, to near: String) -> Fix? {
    guard !range.path.hasPrefix("--set"), let source = sources[range.path], source.text(of: range) == name else {
      return nil
    }
    return Fix(
      title: "write '\(near)'", isSafe: false, edits: [Fix.Edit(range: range, replacement: near)])
  }
}
