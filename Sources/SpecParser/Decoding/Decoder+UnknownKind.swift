// A word that is no kind of its family: what was meant, from the surest reading to the least. A kind in another
// spelling or under another framework's name is taken for what was meant, so that its fields are checked too.

import Diagnostics

extension Decoder {
  /// Reports an unknown kind; the kind that was meant beyond doubt, if there is one.
  /// - Parameters:
  ///   - node: the word.
  ///   - whole: the scalar itself, or the mapping that the word is a key of.
  mutating func meantKind(
    _ node: Node, _ text: String, _ family: KindFamily, whole: Node
  ) -> KindDeclaration? {
    if isFull { return nil }
    let message = "unknown \(family.name.rawValue) '\(text)'"
    let isScalar = whole.scalar != nil
    if let kind = family.kinds.first(where: { Self.folded($0.name) == Self.folded(text) }),
      ForeignName.named(text, in: family, hasFields: !isScalar) == nil
    {
      reportUnknown(message, node, from: text, as: kind.name)
      return kind
    }
    let input = ModelFields.input.declaration.name
    if family.name == .layer, text == input {
      report(.unknownKind, message, at: node, help: "give it once, as the first item or as 'model.\(input)'")
      return nil
    }
    if let cure = isScalar ? callCure(node, text, family) : nil {
      report(.unknownKind, message, at: node, help: cure.help, fix: cure.fix)
      return nil
    }
    switch ForeignName.named(text, in: family, hasFields: !isScalar) {
    case .same(let name):
      reportUnknown(message, node, from: text, as: name)
      return family.kind(name)
    case .advice(let advice):
      report(.unknownKind, message, at: node, help: advice)
      return nil
    case nil: break
    }
    if let cure = elsewhere(whole, text, family) ?? placeholder(node, text) {
      report(.unknownKind, message, at: node, help: cure.help, fix: cure.fix)
      return nil
    }
    let names = family.kinds.map(\.name)
    let near = DidYouMean.nearest(to: text, in: names + family.kinds.flatMap(\.aliases))
    report(
      .unknownKind, message, at: node, help: near.map { "did you mean '\($0)'?" } ?? Self.kinds(of: family),
      fix: near.flatMap { renaming(node, from: text, to: $0) })
    return nil
  }

  private mutating func reportUnknown(_ message: String, _ node: Node, from text: String, as name: String) {
    report(.unknownKind, message, at: node, help: "did you mean '\(name)'?", fix: renaming(node, from: text, to: name))
  }

  /// The kinds of a family on about one line; a layer may be any activation, too.
  static func kinds(of family: KindFamily) -> String {
    let title = family.title.lowercased()
    var names = family.kinds.map(\.name)
    let whole = names.count
    var length = 0
    names = names.prefix { name in
      length += name.count + 2
      return length <= 160
    }
    let rest = whole - names.count
    return "\(title): \(names.joined(separator: ", "))" + (rest > 0 ? " and \(rest) more ('lofting schema')" : "")
  }

  // MARK: - Calls and missing spaces

  /// `dense:10`, `dense(10)`, `Dense(10, activation='relu')`.
  private func callCure(_ node: Node, _ text: String, _ family: KindFamily) -> Cure? {
    let edits = TreeEdits(sources: sources)
    let isItem = edits.isListItem(node)
    if let call = PythonCall(text) {
      guard let kind = kind(calledIn: call.name, family) else { return nil }
      guard let yaml = call.yaml(for: kind, family) else {
        return ("a \(family.name.rawValue) is written '\(kind.name): {...}' with its fields", nil)
      }
      let written = isItem || yaml == kind.name ? yaml : "{\(yaml)}"
      return ("write '\(written)'", replacing(node, with: written, title: "write it in YAML", isSafe: false))
    }
    guard let end = text.firstIndex(where: { ": =".contains($0) }), end != text.startIndex,
      let kind = kind(calledIn: String(text[..<end]), family)
    else { return nil }
    let value = String(text[end...].drop { ": =".contains($0) })
    guard !value.isEmpty, kind.mainField != nil, let last = value.first, last != "/" else { return nil }
    let pair = "\(kind.name): \(value)"
    let isOneItem = isItem && !value.contains { ",[]{}".contains($0) }
    let written = isOneItem ? pair : "{\(pair)}"
    return (
      isOneItem ? "write '\(pair)', with a space after the colon" : "write '\(written)'",
      replacing(node, with: written, title: "write \(written)")
    )
  }

  /// The kind that a word names, also in another spelling or another framework's name for it.
  func kind(calledIn word: String, _ family: KindFamily) -> KindDeclaration? {
    if let kind = family.kind(word) { return kind }
    if case .same(let name)? = ForeignName.named(word, in: family, hasFields: true) { return family.kind(name) }
    return family.kinds.first { Self.folded($0.name) == Self.folded(ForeignName.withoutModule(word)) }
  }

  /// How far a call reaches, in bytes; a parenthesis that is open for longer was none of a call's.
  private static let longestCall = 1024

  /// In a flow list `Dense(10, activation='relu')` is two items: they are joined again.
  func joiningCalls(_ items: [Node]) -> [Node] {
    var results: [Node] = []
    for item in items {
      if let last = results.last, last.scalar?.isPlain == true, item.scalar?.isPlain == true,
        last.definition == nil, item.definition == nil, last.range.path == item.range.path,
        let start = last.scalar?.text, start.first?.isLetter == true, Self.openParentheses(start) > 0,
        item.range.end.offset - last.range.start.offset <= Self.longestCall, let source = sources[item.range.path]
      {
        let range = SourceRange(path: item.range.path, start: last.range.start, end: item.range.end)
        let text = source.text(of: range)
        results[results.count - 1] = Node(
          .scalar(Scalar(text: text, isPlain: true, value: .string(text))), at: range)
      } else {
        results.append(item)
      }
    }
    return results
  }

  private static func openParentheses(_ text: String) -> Int {
    text.reduce(0) { $0 + ($1 == "(" ? 1 : $1 == ")" ? -1 : 0) }
  }

  // MARK: - Other places

  /// Where a word belongs that is a kind of another family, or a path.
  private func elsewhere(_ whole: Node, _ text: String, _ family: KindFamily) -> Cure? {
    if let source = SourceFile.kind(ofPath: text, in: family) { return ("write '\(source)'", nil) }
    for (name, place) in Self.places where name != family.name && catalog[name].kind(text) != nil {
      let fix = name == .preprocessing && family.name == .layer ? carryingToPreprocessing(whole) : nil
      let here = place.split(separator: "%").joined(separator: whole.mapping == nil ? text : "\(text): ...")
      return ("it belongs elsewhere: write '\(here)'", fix)
    }
    return nil
  }

  /// Where the kinds of a family are written, `%` for the kind; activations are layers too, and fields of layers have no place of
  /// their own.
  private static let places: [(FamilyName, String)] = [
    (.preprocessing, "data: {preprocessing: [%]}"), (.callback, "training: {callbacks: [%]}"),
    (.optimizer, "training: {optimizer: %}"), (.loss, "training: {loss: %}"),
    (.metric, "training: {metrics: [%]}"), (.source, "data: {source: %}"), (.layer, "model: {layers: [%]}"),
  ]

  /// `activation: act` and `{{act}}` where the parameter `$act` is meant.
  private func placeholder(_ node: Node, _ text: String) -> Cure? {
    guard let name = Placeholder.name(in: text) ?? (parameterNames.contains(text) ? text : nil),
      parameterNames.contains(name)
    else { return nil }
    return ("did you mean $\(name)?", replacing(node, with: "$\(name)", title: "write $\(name)", isSafe: false))
  }

  // MARK: - The kind as a field

  /// `{type: dense, units: 10}`: reported, and read as `{dense: {units: 10}}`.
  mutating func kindWrittenAsField(
    _ node: Node, _ entries: [Node.Entry], _ family: KindFamily
  ) -> (kind: KindDeclaration, fields: Node, word: Node)? {
    let words = ["type", "kind", "name", "class", "class_name", "_target_"]
    guard let entry = entries.first, let key = entry.key.scalar?.text, words.contains(key),
      case .string(let text)? = entry.value.scalar?.value, let kind = kind(calledIn: text, family),
      // `activation` is a layer, but in `{type: dense, units: 10, activation: relu}` it is a field of dense.
      !entries.contains(where: { entry in
        let key = entry.key.scalar?.text ?? ""
        return family.kind(key) != nil && !kind.fields.contains { $0.name == key }
      })
    else { return nil }
    let rest = Array(entries.dropFirst())
    report(
      .unknownKind, "unknown \(family.name.rawValue) '\(key)': the kind itself is the key", at: entry.key,
      help: rest.isEmpty ? "write '\(kind.name)'" : "write '\(kind.name): {...}' with the other keys in it",
      fix: KindAsKeyFix(node, kind.name, sources: sources)?.fix)
    return (kind, Node(.mapping(rest), at: node.range, definition: node.definition), entry.value)
  }
}
