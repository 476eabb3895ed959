// `[a, b]#c`, `"a"#c`: YAML wants a blank between a value and a comment behind it (YAML 1.2.2, section 6.6). libyaml
// takes the `#` for a comment all the same, where another reader refuses the file.

import Diagnostics

enum CommentSpacing {
  /// The finding for a comment that touches what stands before it.
  static func finding(_ comment: SourceRange) -> Diagnostic {
    let gap = SourceRange(path: comment.path, start: comment.start, end: comment.start)
    return Diagnostic(
      .error, .syntaxError, "there is no blank before this '#', so it begins no comment", at: .spec(comment),
      help: "write ' #'; text that holds a '#' must be quoted as a whole",
      fix: Fix(title: "insert a space", isSafe: true, edits: [Fix.Edit(range: gap, replacement: " ")]))
  }
}
