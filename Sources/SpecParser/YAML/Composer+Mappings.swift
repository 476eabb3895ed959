// Mappings: keys that are fit to be keys and stand once, values, merge keys.

import Diagnostics

extension Composer {
  mutating func composeEntries(from start: SourcePosition, isFlow: Bool) throws(Stop) -> Composed {
    var entries = MappingBuilder()
    var height = 0
    var end = start
    let findings = diagnostics.items.count
    while true {
      let keyEvent = try next()
      if case .mappingEnd = keyEvent.content {
        if closes(keyEvent, isFlow, start) { end = keyEvent.end }
        break
      }
      let isSwallowed = isFlow && isSwallowed(keyEvent.start)
      let key = try compose(keyEvent)
      var value = try compose(try next())
      if let node = value.node, node.isAbsent, node.range.start.line != key.end.line {
        // libyaml puts the absent value of `? key` where the next token stands.
        value = Composed(node: Node(node.content, at: text.range(from: key.end, to: key.end.offset)), end: key.end)
      }
      end = value.end
      height = max(height, key.height, value.height)
      if isSwallowed { continue }
      if isFlow, let node = key.node, let error = BracedName.doubled(node, in: text) {
        try report(error)
        continue
      }
      if let key = key.node { try check(key, value, isFlow: isFlow, &entries) }
    }
    let range = SourceRange(path: text.path, start: start, end: end)
    let nodes = entries.merged()
    // What is empty for a mistake that has been reported is none of the decoder's business.
    if nodes.isEmpty, diagnostics.items.count > findings {
      return Composed(node: nil, height: height + 1, end: end)
    }
    return Composed(node: Node(.mapping(nodes), at: range), height: height + 1, end: end)
  }

  /// Adds an entry whose key is fit to be one.
  private mutating func check(_ key: Node, _ value: Composed, isFlow: Bool, _ entries: inout MappingBuilder)
    throws(Stop)
  {
    guard let scalar = key.scalar else {
      try report(
        .keyNotScalar, "a key must be a word or a number, not \(key.kindName)", at: key.range,
        help: "a '{' or '[' that stands for text must be quoted")
      return
    }
    if key.isAbsent {
      try report(.keyNotScalar, "there is no key before this ':'", at: key.range, help: "write 'key: value'")
      return
    }
    if let first = entries.range(ofKey: scalar.text) {
      let isMerge = scalar.text == "<<" && scalar.isPlain
      try report(
        Diagnostic(
          .error, .duplicateKey, "duplicate key '\(scalar.text)'", at: .spec(key.range),
          notes: [Note("first given here", at: .spec(first))],
          help: isMerge
            ? "merge several mappings with '<<: [*a, *b]'"
            : "keep one of the two; items of a list begin with '- '"))
      return
    }
    if isFlow, value.node?.isAbsent == true, let error = missingSpace(in: key, scalar) { return try report(error) }
    if scalar.text == "<<", scalar.isPlain {
      entries.noteKey(scalar.text, at: key.range)
      if let node = value.node { try merge(node, into: &entries) }
      return
    }
    if let node = value.node {
      entries.append(scalar.text, key: key, value: node)
    } else {
      // Noted all the same: a second one is a duplicate, and a merge doesn't supply it.
      entries.noteKey(scalar.text, at: key.range)
    }
  }

  /// `{units:10}` is a key `units:10` without a value, which nobody means.
  private func missingSpace(in key: Node, _ scalar: Scalar) -> Diagnostic? {
    let word = scalar.text.utf8.prefix { $0.isWord }
    guard scalar.isPlain, !word.isEmpty, scalar.text.utf8.dropFirst(word.count).first == UInt8(ascii: ":") else {
      return nil
    }
    let colon = text.position(from: key.range.start, to: key.range.start.offset + word.count)
    let behind = text.position(from: colon, to: colon.offset + 1)
    return .missingSpace(path: text.path, colon: colon, behind: behind)
  }

  private mutating func merge(_ value: Node, into entries: inout MappingBuilder) throws(Stop) {
    let sources = value.sequence ?? [value]
    for source in sources {
      if let mapping = source.mapping {
        entries.merge(mapping)
      } else {
        try report(
          .mergeNotMapping, "'<<' merges mappings, and this is \(source.kindName)", at: source.range,
          help: "write '<<: *name' with the anchor of a mapping, or a list of such")
      }
    }
  }
}

extension Node {
  /// An empty plain scalar: nothing is written there.
  var isAbsent: Bool { scalar.map { $0.isPlain && $0.text.isEmpty } ?? false }
}
