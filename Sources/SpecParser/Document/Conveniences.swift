// Two short forms, written out before the tree is decoded so that nothing after it knows of them: a test or validation
// CSV inherits what it does not state from the source, and `input` may stand first in the list of layers.

import Diagnostics

enum Conveniences {
  static func writtenOut(_ root: Node) -> Node {
    root.replacing(DocumentFields.data.name, inheritingFields)
      .replacing(DocumentFields.model.name, liftingInput)
  }

  /// `csv: {path: test.csv}` beside `source: {csv: {path: train.csv, target: y}}` has the target `y` too. Only CSV does
  /// so: labels that an IDX source inherits would be those of other images.
  private static func inheritingFields(_ data: Node) -> Node {
    let kind = "csv"
    let main = "path"
    guard let base = data[DataFields.source.declaration.name], base.mapping?.count == 1,
      let inherited = base[kind]?.mapping
    else { return data }
    var result = data
    for field in [DataFields.test.declaration.name, DataFields.validation.declaration.name] {
      result = result.replacing(field) { split in
        guard split.mapping?.count == 1 else { return split }
        return split.replacing(kind) { fields in
          var entries: [Node.Entry]
          switch fields.content {
          case .mapping(let written): entries = written
          case .scalar(let scalar) where scalar.value != .null:
            entries = [Node.Entry(key: Node(keyed: main, at: fields.range), value: fields)]
          case .scalar, .sequence: return fields
          }
          let names = Set(entries.compactMap(\.key.scalar?.text) + [main])
          entries += inherited.filter { !names.contains($0.key.scalar?.text ?? "") }
          return Node(.mapping(entries), at: fields.range, definition: fields.definition)
        }
      }
    }
    return result
  }

  /// `layers: [{input: [784]}, ...]` says the same as `input: [784]`.
  private static func liftingInput(_ model: Node) -> Node {
    let name = ModelFields.input.declaration.name
    guard model[name] == nil, let items = model[ModelFields.layers.name]?.sequence,
      let entry = items.first?.mapping?.first, items.first?.mapping?.count == 1, entry.key.scalar?.text == name
    else { return model }
    var result = model.replacing(ModelFields.layers.name) { layers in
      Node(.sequence(Array(items.dropFirst())), at: layers.range, definition: layers.definition)
    }
    let shape = entry.value["shape"]
    let value = entry.value.mapping?.count == 1 ? shape ?? entry.value : entry.value
    result.content = .mapping((result.mapping ?? []) + [Node.Entry(key: entry.key, value: value)])
    return result
  }
}

extension Node {
  /// A key that isn't written.
  init(keyed name: String, at range: SourceRange) {
    self.init(.scalar(Scalar(text: name, isPlain: true, value: .string(name))), at: range)
  }

  /// The mapping with the value under a key changed; anything else as it is.
  fileprivate func replacing(_ key: String, _ change: (Node) -> Node) -> Node {
    guard case .mapping(var entries) = content,
      let place = entries.firstIndex(where: { $0.key.scalar?.text == key })
    else { return self }
    entries[place].value = change(entries[place].value)
    return Node(.mapping(entries), at: range, definition: definition)
  }
}
