// The entries of one mapping as they arrive: who was first with a key, and what merge keys add. Explicit keys win over
// merged ones, wherever `<<` stands; among merged mappings the earlier wins (the YAML merge key type, 2005).

import Diagnostics

struct MappingBuilder {
  /// Mappings up to this size are searched key by key: a table for each of thousands of small ones costs more.
  private static let searched = 8

  private var entries: [Node.Entry] = []
  /// Keys without an entry of their own: `<<`, and those whose value is spoilt.
  private var notedKeys: [(name: String, range: SourceRange)] = []
  /// Mappings to merge, each with the number of entries that stand before its `<<`.
  private var merges: [(place: Int, entries: [Node.Entry])] = []
  /// Index in `entries` by key, from `searched` entries on.
  private var table: [String: Int] = [:]

  /// Where a key is written in the mapping itself.
  func range(ofKey key: String) -> SourceRange? {
    if let noted = notedKeys.first(where: { $0.name == key }) { return noted.range }
    if !table.isEmpty { return table[key].map { entries[$0].key.range } }
    return entries.first { $0.key.scalar?.text == key }?.key.range
  }

  /// Takes a key without an entry.
  mutating func noteKey(_ name: String, at range: SourceRange) {
    // They are searched one by one, and a file in which more are spoilt is reported well enough.
    if notedKeys.count < DocumentLimits.findings { notedKeys.append((name, range)) }
  }

  /// Adds an entry whose key is new.
  mutating func append(_ name: String, key: Node, value: Node) {
    entries.append(Node.Entry(key: key, value: value))
    if !table.isEmpty {
      table[name] = entries.count - 1
    } else if entries.count > Self.searched {
      for (index, entry) in entries.enumerated() { table[entry.key.scalar?.text ?? ""] = index }
    }
  }

  mutating func merge(_ mapping: [Node.Entry]) { merges.append((entries.count, mapping)) }

  /// The mapping's entries in order, merged ones in the place of their merge key.
  consuming func merged() -> [Node.Entry] {
    if merges.isEmpty { return entries }
    var result: [Node.Entry] = []
    var added: Set<String> = []
    var next = 0
    for (place, mapping) in merges {
      result += entries[next..<place]
      next = place
      for entry in mapping {
        guard let name = entry.key.scalar?.text, range(ofKey: name) == nil, added.insert(name).inserted else {
          continue
        }
        result.append(entry)
      }
    }
    return result + entries[next...]
  }
}
