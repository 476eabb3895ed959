// Edits of `model.layers` for what the planner finds wrong with the layers: a layer put in, a literal number changed.
//
// The planner has no text. The tree is enough: a flow list ends behind its bracket, a block list where its last item
// ends; what a `repeat` or a parameter made has its place in common with others, or a definition elsewhere.

import Diagnostics

public struct LayerListEdits: Sendable {
  /// `model.layers` as resolved.
  private let list: Node?

  /// - Parameter root: the resolved document.
  public init(root: Node) {
    list = root[DocumentFields.model.name]?[ModelFields.layers.name]
  }

  /// Puts a layer of one word before the one that stands at `range`.
  /// - Returns: nil where the layer does not stand in the list itself.
  public func inserting(_ layer: String, before range: SourceRange) -> Fix? {
    guard let list, let items = list.sequence, list.definition == nil, !range.path.hasPrefix("--set"),
      range.path == list.range.path, items.filter({ $0.range == range }).count == 1,
      let place = items.firstIndex(where: { $0.range == range }), items[place].definition == nil, let last = items.last
    else { return nil }
    let isFlow = list.range.end.offset > last.range.end.offset
    let text: String
    if isFlow {
      text = "\(layer), "
    } else {
      // Within a `repeat` the list begins elsewhere, and so does the column of its dashes.
      let isOwn = items.allSatisfy { $0.range.start.column == range.start.column }
      guard isOwn, range.start.column > list.range.start.column else { return nil }
      let indentation = String(repeating: " ", count: list.range.start.column - 1)
      let gap = String(repeating: " ", count: range.start.column - list.range.start.column - 1)
      text = "\(layer)\n\(indentation)-\(gap)"
    }
    let here = SourceRange(path: range.path, start: range.start, end: range.start)
    return Fix(
      title: "insert '\(layer)'", isSafe: false, edits: [Fix.Edit(range: here, replacement: text)])
  }

  /// Changes a field's number from a literal to another.
  /// - Parameters:
  ///   - layer: where the layer stands.
  ///   - value: where the field's value stands.
  /// - Returns: nil where the number is computed, comes from a parameter or is that of several layers.
  public func changing(valueAt value: SourceRange, ofLayerAt layer: SourceRange, to number: Int) -> Fix? {
    guard let items = list?.sequence, !value.path.hasPrefix("--set"),
      items.filter({ $0.range == layer }).count == 1, let item = items.first(where: { $0.range == layer }),
      let node = item.scalar(at: value), node.definition == nil
    else { return nil }
    return Fix(
      title: "write \(number)", isSafe: false, edits: [Fix.Edit(range: value, replacement: String(number))])
  }
}

extension Node {
  /// The scalar of this tree that stands at a place.
  fileprivate func scalar(at place: SourceRange) -> Node? {
    switch content {
    case .scalar: range == place ? self : nil
    case .sequence(let items): items.lazy.compactMap { $0.scalar(at: place) }.first
    case .mapping(let entries): entries.lazy.compactMap { $0.value.scalar(at: place) }.first
    }
  }
}
