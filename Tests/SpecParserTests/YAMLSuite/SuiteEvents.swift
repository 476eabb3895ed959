// `test.event` -> trees, with aliases expanded: an event a line, `+MAP {} &anchor <tag>`, `=VAL &anchor <tag> :text`.

/// A node as the suite's events describe it.
indirect enum SuiteNode {
  case scalar(String, isPlain: Bool, tag: String?)
  case sequence([SuiteNode], tag: String?)
  case mapping([(key: SuiteNode, value: SuiteNode)], tag: String?)

  var tag: String? {
    switch self {
    case .scalar(_, _, let tag), .sequence(_, let tag), .mapping(_, let tag): tag
    }
  }

  /// A plain scalar of nothing.
  var isAbsent: Bool {
    if case .scalar(let text, let isPlain, _) = self { isPlain && text.isEmpty } else { false }
  }

  /// Whether this or a node in it fulfils a condition.
  func contains(where condition: (SuiteNode) -> Bool) -> Bool {
    if condition(self) { return true }
    switch self {
    case .scalar: return false
    case .sequence(let items, _): return items.contains { $0.contains(where: condition) }
    case .mapping(let entries, _):
      return entries.contains { $0.key.contains(where: condition) || $0.value.contains(where: condition) }
    }
  }
}

/// The documents of an event file.
struct SuiteEvents {
  private var lines: ArraySlice<Substring>
  private var anchors: [String: SuiteNode] = [:]

  /// The documents; nil when the events end early, as those of an invalid text do.
  static func documents(_ text: String) -> [SuiteNode]? {
    var events = SuiteEvents(lines: text.split(separator: "\n")[...])
    var documents: [SuiteNode] = []
    while let line = events.lines.popFirst() {
      guard line.hasPrefix("+DOC") else { continue }
      guard let node = events.node() else { return nil }
      documents.append(node)
    }
    return documents
  }

  private init(lines: ArraySlice<Substring>) { self.lines = lines }

  private mutating func node() -> SuiteNode? {
    guard let line = lines.popFirst() else { return nil }
    var rest = line.dropFirst(4)
    rest = rest.drop { $0 == " " }
    if line.hasPrefix("=ALI") { return anchors[String(rest.dropFirst())] }
    if rest.hasPrefix("[]") || rest.hasPrefix("{}") { rest = rest.dropFirst(2).drop { $0 == " " } }
    var anchor: String?
    var tag: String?
    if rest.hasPrefix("&") {
      anchor = String(rest.dropFirst().prefix { $0 != " " })
      rest = rest.drop { $0 != " " }.drop { $0 == " " }
    }
    if rest.hasPrefix("<") {
      tag = String(rest.dropFirst().prefix { $0 != ">" })
      rest = rest.drop { $0 != ">" }.dropFirst().drop { $0 == " " }
    }
    guard let node = content(line, rest, tag) else { return nil }
    if let anchor { anchors[anchor] = node }
    return node
  }

  private mutating func content(_ line: Substring, _ rest: Substring, _ tag: String?) -> SuiteNode? {
    switch line.prefix(4) {
    case "=VAL": return .scalar(Self.unescaped(rest.dropFirst()), isPlain: rest.first == ":", tag: tag)
    case "+SEQ":
      var items: [SuiteNode] = []
      while lines.first?.hasPrefix("-SEQ") == false {
        guard let item = node() else { return nil }
        items.append(item)
      }
      return lines.popFirst() == nil ? nil : .sequence(items, tag: tag)
    case "+MAP":
      var entries: [(key: SuiteNode, value: SuiteNode)] = []
      while lines.first?.hasPrefix("-MAP") == false {
        guard let key = node(), let value = node() else { return nil }
        entries.append((key, value))
      }
      return lines.popFirst() == nil ? nil : .mapping(entries, tag: tag)
    default: return nil
    }
  }

  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in text.unicodeScalars {
      if isEscaped {
        switch character {
        case "n": result.unicodeScalars.append("\n")
        case "t": result.unicodeScalars.append("\t")
        case "r": result.unicodeScalars.append("\r")
        case "b": result.unicodeScalars.append("\u{8}")
        case "0": result.unicodeScalars.append("\0")
        default: result.unicodeScalars.append(character)
        }
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
