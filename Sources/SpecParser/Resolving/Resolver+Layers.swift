// The model's list of layers: `repeat` is unrolled, `when` decided and both are gone from the result.
//
//   - repeat: {times: $depth, index: i, layers: [dense: {units: $(10 * (i + 1))}]}
//   - repeat: {each: [30, 20], as: units, layers: [dense: $units]}

import Diagnostics

/// A layer name as it comes out of one written place.
struct LayerNameKey: Hashable {
  var place: SourceRange
  var name: String
}

extension Resolver {
  /// Where a layer stands in the unrolling.
  private struct Surroundings {
    var scope: Scope = [:]
    /// The tree came out of a parameter, so nothing in it is left to substitute.
    var isSubstituted = false
    var isRepeated = false
    var depth = 2
  }

  mutating func resolveModel(_ model: Node) throws(Stop) -> Node {
    var surroundings = Surroundings()
    var model = model
    if model.mapping == nil {
      model = try substitute(model, [:])
      surroundings.isSubstituted = true
    }
    guard let entries = model.mapping else { return model }
    var results: [Node.Entry] = []
    for entry in entries {
      var value = entry.value
      if entry.key.scalar?.text == ModelFields.layers.name {
        var inner = surroundings
        if value.sequence == nil, !inner.isSubstituted {
          value = try substitute(value, [:], depth: 2)
          inner.isSubstituted = true
        }
        if let items = value.sequence { value.content = .sequence(try unroll(items, inner)) }
      } else if !surroundings.isSubstituted {
        value = try substitute(value, [:], depth: 2)
      }
      results.append(Node.Entry(key: entry.key, value: value))
    }
    model.content = .mapping(results)
    return model
  }

  private mutating func unroll(_ items: [Node], _ surroundings: Surroundings) throws(Stop) -> [Node] {
    var layers: [Node] = []
    for item in items {
      var surroundings = surroundings
      var item = item
      if !surroundings.isSubstituted, item.scalar != nil {
        // `$block`: a parameter may hold a layer, or a whole repeat.
        item = try substitute(item, surroundings.scope, depth: surroundings.depth)
        surroundings.isSubstituted = true
      }
      if let entry = item.mapping?.first, entry.key.scalar?.text == RepeatFields.name {
        layers += try unrollRepeat(item, entry, surroundings)
        continue
      }
      guard let layer = decideWhen(item, surroundings) else { continue }
      item = surroundings.isSubstituted ? layer : try substitute(layer, surroundings.scope, depth: surroundings.depth)
      layerCount += 1
      if layerCount > ResolvingLimits.layers {
        throw stop("the model has more than \(ResolvingLimits.layers) layers", at: item)
      }
      layers.append(surroundings.isRepeated ? numberingName(of: item) : item)
    }
    return layers
  }

  // MARK: - repeat

  private mutating func unrollRepeat(
    _ item: Node, _ entry: Node.Entry, _ surroundings: Surroundings
  ) throws(Stop) -> [Node] {
    var decoder = Decoder(catalog: Catalog([]), sources: sources, unresolved: unresolved)
    defer { diagnostics.append(contentsOf: decoder.diagnostics.items) }
    guard let written = decoder.fieldsUnderKind(of: item, entry, RepeatFields.declaration, family: .layer) else {
      return [unresolvedNode(for: item)]
    }
    // Everything but the layers is evaluated once, out here.
    var fields = written
    var entries: [Node.Entry] = []
    for field in written.mapping ?? [] {
      let isKept = [ModelFields.layers.name, LayerFields.when.name].contains(field.key.scalar?.text)
      let value =
        isKept || surroundings.isSubstituted
        ? field.value : try substitute(field.value, surroundings.scope, depth: surroundings.depth)
      entries.append(Node.Entry(key: field.key, value: value))
    }
    if let place = entries.firstIndex(where: { $0.key.scalar?.text == LayerFields.when.name }) {
      let condition = entries.remove(at: place).value
      if decide(condition, surroundings) == false { return [] }
    }
    fields.content = .mapping(entries)
    decoder.unresolved = unresolved
    let arguments = decoder.decodeRecord(
      fields, RepeatFields.all, context: .kind(.layer, RepeatFields.name), at: entry.key.range)
    guard let loop = RepeatFields.loop(arguments, entry.key.range, &decoder) else { return [unresolvedNode(for: item)] }
    return try unroll(loop, surroundings)
  }

  private mutating func unroll(_ loop: RepeatFields.Loop, _ surroundings: Surroundings) throws(Stop) -> [Node] {
    var inner = surroundings
    inner.isRepeated = true
    inner.depth = min(surroundings.depth + 2, ResolvingLimits.depth)
    var layers: [Node] = []
    for iteration in 0..<loop.count {
      try count(1, height: 0, at: loop.layers)
      if let index = loop.indexName {
        let scalar = Scalar(.integer(iteration))
        inner.scope[index] = Binding(node: Node(.scalar(scalar), at: loop.layers.range), count: 1, height: 0)
      }
      if let name = loop.itemName { inner.scope[name] = binding(ofItem: iteration, in: loop) }
      // A parameter's tree has been substituted before the names of this repeat existed.
      layers += try unroll(loop.layers.sequence ?? [], inner)
    }
    return layers
  }

  private func binding(ofItem index: Int, in loop: RepeatFields.Loop) -> Binding {
    guard loop.items.indices.contains(index) else {
      return Binding(node: loop.layers, count: 1, height: 0, isFailed: true)
    }
    let item = loop.items[index]
    let (count, height) = item.measure()
    return Binding(node: item, count: count, height: height, isFailed: unresolved.contains(item.range))
  }

  /// Stands for layers that could not be unrolled, so that the list isn't taken for a shorter one.
  private mutating func unresolvedNode(for item: Node) -> Node {
    unresolved.insert(item.range)
    return Node(.scalar(Scalar(text: "", isPlain: true, value: .null)), at: item.range, definition: item.definition)
  }

  // MARK: - when

  /// The layer without its `when`; nil when it is absent.
  private mutating func decideWhen(_ item: Node, _ surroundings: Surroundings) -> Node? {
    guard var entries = item.mapping, entries.count == 1, var fields = entries[0].value.mapping,
      let place = fields.firstIndex(where: { $0.key.scalar?.text == LayerFields.when.name })
    else { return item }
    let condition = fields.remove(at: place).value
    if decide(condition, surroundings) == false { return nil }
    var layer = item
    entries[0].value.content = .mapping(fields)
    layer.content = .mapping(entries)
    return layer
  }

  /// A boolean, `$name`, `$(expression)` or a bare expression; nil when it has no value, which has been reported.
  private mutating func decide(_ condition: Node, _ surroundings: Surroundings) -> Bool? {
    guard let scalar = condition.scalar else {
      report(
        ExpressionError(.expressionType, "when takes a condition, is \(condition.kindName)", at: 0..<0), in: condition)
      return nil
    }
    if case .boolean(let value) = scalar.value { return value }
    var part = 0..<scalar.text.utf8.count
    switch Substitution(scalar.text) {
    case .none, .literal, .malformed: break
    case .name: part = 1..<scalar.text.utf8.count
    case .expression(let inner): part = inner
    }
    guard let value = evaluate(scalar.text, in: part, condition, surroundings.scope) else { return nil }
    if case .boolean(let value) = value { return value }
    report(
      ExpressionError(
        .expressionType, "when must be true or false, is \(value.kindName)", at: part, help: "compare it, as in 'x > 0'"
      ),
      in: condition)
    return nil
  }

  // MARK: - Names

  /// A written name that comes up again gets Keras's suffix: `block`, `block_1`, `block_2`.
  private mutating func numberingName(of layer: Node) -> Node {
    guard var entries = layer.mapping, entries.count == 1, var fields = entries[0].value.mapping,
      let place = fields.firstIndex(where: { $0.key.scalar?.text == LayerFields.name.declaration.name }),
      case .string(let name) = fields[place].value.scalar?.value
    else { return layer }
    let count = nameCounts[LayerNameKey(place: fields[place].key.range, name: name), default: 0]
    nameCounts[LayerNameKey(place: fields[place].key.range, name: name)] = count + 1
    guard count > 0 else { return layer }
    let numbered = "\(name)_\(count)"
    fields[place].value.content = .scalar(Scalar(text: numbered, isPlain: true, value: .string(numbered)))
    entries[0].value.content = .mapping(fields)
    var result = layer
    result.content = .mapping(entries)
    return result
  }
}

extension Node {
  /// Nodes in the tree and levels of collections in it.
  func measure() -> (count: Int, height: Int) {
    let children: [Node]
    switch content {
    case .scalar: return (1, 0)
    case .sequence(let items): children = items
    case .mapping(let entries): children = entries.map(\.value)
    }
    var result = (count: 1, height: 0)
    for child in children {
      let inner = child.measure()
      result = (result.count + inner.count, max(result.height, inner.height + 1))
    }
    return result
  }
}
