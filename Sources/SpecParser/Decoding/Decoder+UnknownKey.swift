// A key that its mapping does not take: where it belongs, or which key was meant. A key that can only be another's
// misspelling is read as that one, so that its value is checked too and nothing is reported as missing for it.

import Diagnostics

extension Decoder {
  /// What an unknown key comes to.
  enum MeantKey {
    case nothing
    /// The entry under the declared field's name.
    case field(FieldDeclaration, Node.Entry)
    /// Something that belongs into this field, which is therefore not missing.
    case part(of: String)
  }

  /// Reports an unknown key.
  /// - Parameter taken: the names of fields that earlier entries are for.
  mutating func meantKey(
    _ entry: Node.Entry, _ key: String, of node: Node, _ fields: [FieldDeclaration], _ context: RecordContext,
    taken: some Collection<String>
  ) -> MeantKey {
    if isFull { return .nothing }
    let message = "unknown key '\(key)' in \(context.title)"
    let written = Set((node.mapping ?? []).compactMap(\.key.scalar?.text))
    let free = fields.filter { field in
      !taken.contains(field.name) && !([field.name] + field.aliases).contains(where: written.contains)
    }
    if let cure = misplaced(entry, key, in: node, free, context) {
      report(.unknownKey, message, at: entry.key, help: cure.help, fix: cure.fix)
      return cure.section.map { .part(of: $0) } ?? .nothing
    }
    if let meant = nested(entry, key, free) {
      report(.unknownKey, message, at: entry.key, help: meant.help, fix: meant.fix)
      return .field(meant.field, meant.entry)
    }
    if let field = ForeignKeys.field(key, among: free) {
      report(
        .unknownKey, message, at: entry.key, help: "did you mean '\(field.name)'?",
        fix: renaming(entry.key, from: key, to: field.name))
      return .field(field, entry)
    }
    if let near = DidYouMean.nearest(to: key, in: free.flatMap { [$0.name] + $0.aliases } + context.earlierKeys) {
      report(
        .unknownKey, message, at: entry.key, help: "did you mean '\(near)'?",
        fix: renaming(entry.key, from: key, to: near))
      let field = free.first { $0.name == near || $0.aliases.contains(near) }
      return field.map { .field($0, entry) } ?? .nothing
    }
    // A misspelling of a key that is there already is no longer a fix, but still worth saying.
    let names = fields.map(\.name) + context.earlierKeys
    let near = DidYouMean.nearest(to: key, in: names, takesBeginnings: false)
    let help =
      near.map { "did you mean '\($0)'?" }
      ?? (names.isEmpty ? "\(context.title) takes no keys" : "accepted keys: \(names.joined(separator: ", "))")
    report(.unknownKey, message, at: entry.key, help: help)
    return .nothing
  }

  /// `activation: {leaky_relu: ...}`, `data: {csv: ...}`: the key is a kind of a field's family, and the field's name
  /// is left out.
  private func nested(
    _ entry: Node.Entry, _ key: String, _ fields: [FieldDeclaration]
  ) -> (help: String, fix: Fix?, field: FieldDeclaration, entry: Node.Entry)? {
    for field in fields {
      let isList: Bool
      let family: FamilyName
      switch field.type {
      case .kind(let name): (family, isList) = (name, false)
      case .list(.kind(let name), _): (family, isList) = (name, true)
      default: continue
      }
      guard catalog[family].kind(key) != nil else { continue }
      let edits = TreeEdits(sources: sources)
      // `early_stopping: true` and `relu:` say no more than the word.
      let isWord = [.null, .boolean(true)].contains(entry.value.scalar?.value)
      let value = isWord ? "" : edits.flowText(of: entry.value)
      let pair = isWord ? key : "\(key): \(value ?? "...")"
      let range = SourceRange(
        path: entry.key.range.path, start: entry.key.range.start,
        end: max(entry.key.range.end, entry.value.range.end))
      let text = "\(field.name): " + (isList ? "[\(pair)]" : isWord ? pair : "{\(pair)}")
      let isOneLine = range.start.line == range.end.line && entry.key.definition == nil
      let fix =
        value == nil || !isOneLine || edits.source(of: range) == nil
        ? nil
        : Fix(
          title: "write it under '\(field.name)'", isSafe: false, edits: [Fix.Edit(range: range, replacement: text)])
      let kind = isWord ? entry.key : Node(.mapping([entry]), at: range)
      let meant = Node.Entry(key: entry.key, value: isList ? Node(.sequence([kind]), at: range) : kind)
      return (text.count <= 60 ? "write '\(text)'" : "write '\(field.name): ...' around it", fix, field, meant)
    }
    return nil
  }
}
