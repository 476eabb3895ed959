// Which alternative a node is meant as. Only that alternative's errors are reported, so the choice goes by form: the
// best fit wins, among equals the first.

import Diagnostics

extension Decoder {
  private enum Fit: Int, Comparable {
    case none
    /// Has the form, nothing more: a mapping where one is wanted.
    case form
    /// Looks like it but for a slip: a quoted number.
    case likely
    case exact

    static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
  }

  /// The alternative that a node's form fits; nil when none does.
  func alternative(for node: Node, among types: [ValueType]) -> ValueType? {
    var best: (type: ValueType, fit: Fit)?
    for type in types {
      let fit = fit(node, type)
      if fit != .none, fit > (best?.fit ?? .none) { best = (type, fit) }
    }
    return best?.type
  }

  private func fit(_ node: Node, _ type: ValueType) -> Fit {
    switch type {
    case .any: return .form
    case .oneOf(let types): return types.map { fit(node, $0) }.max() ?? .none
    case .boolean, .integer, .number, .string, .choice, .byteSize:
      return node.scalar.map { fit($0, type) } ?? .none
    case .kind(let name): return fit(node, catalog[name])
    case .list: return node.sequence == nil ? .none : .exact
    case .dictionary: return node.mapping == nil ? .none : .form
    case .record(let fields):
      guard let entries = node.mapping else { return .none }
      return fit(entries, fields.flatMap { [$0.name] + $0.aliases })
    }
  }

  private func fit(_ scalar: Scalar, _ type: ValueType) -> Fit {
    switch (type, scalar.value) {
    case (.boolean, .boolean), (.number, .number), (.number, .integer), (.integer, .integer), (.string, .string):
      return .exact
    case (.integer, .number(let value)): return Int(exactly: value) == nil ? .form : .exact
    case (.byteSize, .integer), (.byteSize, .number): return .exact
    case (.byteSize, .string(let text)): return ByteSize.parse(text) == nil ? .form : .exact
    case (.choice(let words), .null): return words.contains("null") ? .exact : .none
    case (.choice(let words), _): return words.contains(scalar.text) ? .exact : .form
    case (.number, .string(let text)), (.integer, .string(let text)):
      return Double(text) == nil ? .none : .likely
    case (.boolean, _), (.integer, _), (.number, _), (.string, _), (.byteSize, _): return .none
    case (.kind, _), (.list, _), (.record, _), (.dictionary, _), (.oneOf, _), (.any, _): return .none
    }
  }

  private func fit(_ node: Node, _ family: KindFamily) -> Fit {
    switch node.content {
    case .scalar(let scalar):
      guard case .string(let text) = scalar.value else { return .none }
      return family.kind(text) == nil ? .form : .exact
    case .sequence: return .none
    case .mapping(let entries):
      return fit(entries, family.kinds.flatMap { [$0.name] + $0.aliases })
    }
  }

  /// How well a mapping's keys are among those that are known; a misspelt one counts as a slip.
  private func fit(_ entries: [Node.Entry], _ names: [String]) -> Fit {
    let keys = entries.compactMap(\.key.scalar?.text)
    if keys.contains(where: names.contains) { return .exact }
    return keys.contains { DidYouMean.nearest(to: $0, in: names) != nil } ? .likely : .form
  }
}
