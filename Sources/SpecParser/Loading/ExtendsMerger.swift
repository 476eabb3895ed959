// What `extends` makes of two trees. The merger knows the document's sections and none of its kinds:
//
// - A mapping's keys are united; lists and scalars of the spec replace those of the base.
// - Two mappings of one key each with different keys are things of different kinds (`{adam: ...}` and `{sgd: ...}`):
//   the spec's replaces the base's. With the same key the kind's fields are united: `{adam: {beta_1: 0.8}}` keeps the
//   base's learning rate. Sections (the top level's mappings and `sweep.parameters`) are united whatever they hold.
// - One decision is replaced as a whole: `data.test`, `data.validation` and each search space in `sweep.parameters`,
//   whose keys exclude one another (`last` and `fraction`, `values` and `distribution`).
//
// Every node keeps its own file's range; the base's keys come first, in its order.

import Diagnostics

enum ExtendsMerger {
  /// The base with the spec's mapping over it, without the key `extends`.
  static func merge(base: Node, override: Node) -> Node {
    var merged = mergeSection(base, override, path: [])
    if let entries = merged.mapping {
      merged.content = .mapping(entries.filter { $0.key.scalar?.text != "extends" })
    }
    return merged
  }

  private enum Rule {
    case section
    case whole
    /// A kind, a record or a plain value: told apart by their form.
    case value
  }

  private static func rule(for path: [String]) -> Rule {
    switch path {
    case ["data", "test"], ["data", "validation"]: .whole
    case ["sweep", "parameters"]: .section
    case _ where path.count == 1: .section
    case _ where path.count == 3 && path.starts(with: ["sweep", "parameters"]): .whole
    default: .value
    }
  }

  private static func mergeValue(_ base: Node, _ override: Node, path: [String]) -> Node {
    switch rule(for: path) {
    case .whole: return override
    case .section: return mergeSection(base, override, path: path)
    case .value:
      guard let old = base.mapping, let new = override.mapping else { return override }
      guard old.count == 1, new.count == 1, let oldKind = old.first, let newKind = new.first else {
        return mergeSection(base, override, path: path)
      }
      guard let name = newKind.key.scalar?.text, name == oldKind.key.scalar?.text else { return override }
      // Of the same kind: what stands under it are fields, which are united though each side gives only one.
      let fields = mergeSection(oldKind.value, newKind.value, path: path + [name])
      return Node(.mapping([Node.Entry(key: newKind.key, value: fields)]), at: override.range)
    }
  }

  /// Unites the keys of two mappings; anything else is replaced.
  private static func mergeSection(_ base: Node, _ override: Node, path: [String]) -> Node {
    guard let old = base.mapping, let new = override.mapping else { return override }
    var entries = old
    var places: [String: Int] = [:]
    for (i, entry) in old.enumerated() { places[entry.key.scalar?.text ?? ""] = i }
    for entry in new {
      let name = entry.key.scalar?.text ?? ""
      if let place = places[name] {
        let value = mergeValue(entries[place].value, entry.value, path: path + [name])
        entries[place] = Node.Entry(key: entry.key, value: value)
      } else {
        entries.append(entry)
      }
    }
    return Node(.mapping(entries), at: override.range, definition: override.definition)
  }
}
