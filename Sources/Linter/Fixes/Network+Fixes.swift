// Edits of a network's text that rules offer: another word in a value's place, a layer taken out of its list. Where the
// text does not show plainly what would be edited (a `$parameter`, an alias, a value from the command line), there is none.

import Diagnostics

extension Network {
  /// What is written at a place; nil where its text is not at hand, as with `--set`.
  func text(at range: SourceRange) -> String? { sources[range.path]?.text(of: range) }

  /// Whether a value is written out where it is used, and not taken from a parameter, an expression or an anchor.
  func isWrittenOut(_ range: SourceRange) -> Bool {
    guard let first = text(at: range)?.first else { return false }
    return !"$*&\"'".contains(first)
  }

  /// A fix that writes `word` in a value's place. Never safe: it changes the model.
  func replacing(_ range: SourceRange, with word: String) -> Fix? {
    guard isWrittenOut(range) else { return nil }
    return Fix(title: "write '\(word)'", isSafe: false, edits: [Fix.Edit(range: range, replacement: word)])
  }

  /// A fix that takes a layer out of the list in which it is written.
  func removing(_ layer: NetworkLayer, isSafe: Bool) -> Fix? {
    guard let source = sources[layer.range.path],
      let bytes = ListItem(source, layer.range).removal
    else { return nil }
    let range = SourceRange(
      path: source.path, start: source.position(offset: bytes.lowerBound),
      end: source.position(offset: bytes.upperBound))
    return Fix(
      title: "remove '\(layer.kind)'", isSafe: isSafe, edits: [Fix.Edit(range: range, replacement: "")])
  }
}
