// Scalars: booleans, numbers, strings, words and sizes, with the cure for the usual slips.

import Diagnostics

extension Decoder {
  mutating func decodeScalar(_ node: Node, as type: ValueType, named name: String) -> SpecValue? {
    guard let scalar = node.scalar else {
      let help = node.sequence == nil ? nil : "write one value; 'sweep' explores several"
      reportWrongType(node, as: type, named: name, help: help)
      return nil
    }
    switch type {
    case .boolean:
      if case .boolean(let value) = scalar.value { return .boolean(value) }
      reportScalar(node, scalar, as: type, named: name)
      return nil
    case .integer(let bounds):
      guard let value = integer(scalar.value) else {
        reportScalar(node, scalar, as: type, named: name)
        return nil
      }
      return check(Double(value), bounds, node, scalar, named: name) ? .integer(value) : nil
    case .number(let bounds):
      guard let value = number(scalar.value) else {
        reportScalar(node, scalar, as: type, named: name)
        return nil
      }
      return check(value, bounds, node, scalar, named: name) ? .number(value) : nil
    case .string:
      if case .string(let value) = scalar.value { return .string(value) }
      let quoted = "\"\(scalar.text)\""
      let help = scalar.value == .null ? "give it a value" : "write \(quoted) to make it a string"
      reportWrongType(
        node, as: type, named: name, help: help,
        fix: scalar.value == .null ? nil : replacing(node, with: quoted, title: "put it in quotes"))
      return nil
    case .choice(let words):
      if scalar.value == .null, words.contains("null") { return .null }
      if words.contains(scalar.text), scalar.value != .null { return .string(scalar.text) }
      reportChoice(node, scalar, words, named: name)
      return nil
    case .byteSize:
      if let bytes = byteSize(scalar) { return .integer(bytes) }
      reportWrongType(
        node, as: type, named: name,
        help: "write a number of bytes, or one with KiB, MiB, GiB (powers of 1024) or kB, MB, GB (of 1000)")
      return nil
    case .kind, .list, .record, .dictionary, .oneOf, .any:
      return decode(node, as: type, named: name)
    }
  }

  /// An integer, or a float that is one.
  private func integer(_ value: Scalar.Value) -> Int? {
    switch value {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    case .null, .boolean, .string: nil
    }
  }

  private func number(_ value: Scalar.Value) -> Double? {
    switch value {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .null, .boolean, .string: nil
    }
  }

  private func byteSize(_ scalar: Scalar) -> Int? {
    switch scalar.value {
    case .integer(let value): value >= 0 ? value : nil
    case .number(let value): ByteSize.bytes(value)
    case .string(let text): ByteSize.parse(text)
    case .null, .boolean: nil
    }
  }

  private mutating func check(
    _ value: Double, _ bounds: Bounds, _ node: Node, _ scalar: Scalar, named name: String
  ) -> Bool {
    guard value.isFinite else {
      report(.outOfRange, "\(name) must be finite, is \(scalar.text)", at: node)
      return false
    }
    if bounds.contains(value) { return true }
    let share = ScalarCure.share(of: value, bounds, named: name)
    report(
      .outOfRange, "\(name) must be \(bounds.phrase ?? "a number"), is \(scalar.text)", at: node,
      help: share.map { "did you mean \($0)?" },
      fix: share.flatMap { replacing(node, with: $0, title: "write \($0)", isSafe: false) })
    return false
  }

  private mutating func reportChoice(_ node: Node, _ scalar: Scalar, _ words: [String], named name: String) {
    guard case .string(let text) = scalar.value, words.count > 1 else {
      reportWrongType(node, as: .choice(words), named: name)
      return
    }
    let near = DidYouMean.nearest(to: text, in: words)
    report(
      .unknownChoice, "\(name) must be \(ValueType.choice(words).phrase), is '\(text)'", at: node,
      help: near.map { "did you mean '\($0)'?" } ?? "choose one of them",
      fix: near.flatMap { renaming(node, from: text, to: $0) })
  }

  /// A fix for a misspelt word; safe where only case or separators differ.
  func renaming(_ node: Node, from text: String, to word: String) -> Fix? {
    // JSON's keys stay in their quotes.
    let quote = isQuoted(node) ? sources[node.range.path]?.text(of: node.range).prefix(1) ?? "" : ""
    return replacing(
      node, with: "\(quote)\(word)\(quote)", title: "write '\(word)'", isSafe: Self.folded(text) == Self.folded(word))
  }

  /// Without case and separators.
  static func folded(_ text: String) -> String {
    text.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
  }

  /// A scalar of the wrong type: what was probably meant.
  private mutating func reportScalar(_ node: Node, _ scalar: Scalar, as type: ValueType, named name: String) {
    if isFull { return }
    let cure = ScalarCure(scalar, wanted: type, isQuoted: isQuoted(node), parameters: parameterNames)
    reportWrongType(
      node, as: type, named: name, help: cure?.help,
      fix: cure.flatMap { cure in
        cure.replacement.flatMap { replacing(node, with: $0, title: "write \($0)", isSafe: cure.isSafe) }
      })
  }
}
