// A tree -> YAML text that parses back to the same tree: block style, with lists of scalars and short mappings in
// flow style.

import Diagnostics

public enum SpecWriter {
  /// How long a flow collection may get, in bytes.
  private static let flowWidth = 80

  /// The text of a whole document, with a line break at its end.
  /// - Parameter escapesDollars: writes `$$` for a string's leading `$`, so that a resolved spec resolves to itself.
  public static func text(of node: Node, escapesDollars: Bool = false) -> String {
    var writer = Writer(escapesDollars: escapesDollars)
    writer.write(node, indentation: 0)
    return writer.out.hasPrefix("\n") ? String(writer.out.dropFirst()) + "\n" : writer.out + "\n"
  }

  /// A text as it can stand in a flow collection: in quotes where it must be.
  public static func flowText(_ text: String) -> String {
    let start = SourcePosition(line: 1, column: 1, offset: 0)
    let scalar = Scalar(text: text, isPlain: false, value: .string(text))
    let node = Node(.scalar(scalar), at: SourceRange(path: "", start: start, end: start))
    return ScalarWriter.text(of: node, escapesDollars: true, inFlow: true)
  }

  private struct Writer {
    let escapesDollars: Bool
    var out = ""

    /// Writes a node after a key, after a dash or at the start; blocks begin on a line of their own.
    mutating func write(_ node: Node, indentation: Int) {
      if let flow = flow(node) {
        out += flow
        return
      }
      switch node.content {
      case .scalar: break
      case .sequence(let items):
        for item in items {
          breakLine(indentation)
          out += "-"
          writeItem(item, indentation: indentation + 2)
        }
      case .mapping(let entries):
        for entry in entries {
          breakLine(indentation)
          write(entry, indentation: indentation)
        }
      }
    }

    /// After a dash: a mapping's first key stands on the same line.
    private mutating func writeItem(_ item: Node, indentation: Int) {
      guard flow(item) == nil, let entries = item.mapping else {
        if flow(item) != nil { out += " " }
        write(item, indentation: indentation)
        return
      }
      for (i, entry) in entries.enumerated() {
        if i == 0 { out += " " } else { breakLine(indentation) }
        write(entry, indentation: indentation)
      }
    }

    private mutating func write(_ entry: Node.Entry, indentation: Int) {
      let key = ScalarWriter.text(of: entry.key, escapesDollars: false, inFlow: false)
      // YAML wants the colon of a simple key within 1,024 characters.
      if key.utf8.count > 128 {
        out += "? \(key)"
        breakLine(indentation)
        out += ":"
      } else {
        out += "\(key):"
      }
      if flow(entry.value) != nil { out += " " }
      write(entry.value, indentation: indentation + 2)
    }

    private mutating func breakLine(_ indentation: Int) {
      out += "\n" + String(repeating: " ", count: indentation)
    }

    /// Scalars, empty collections, and collections of scalars that fit a line; nil for what needs a block.
    private func flow(_ node: Node) -> String? {
      switch node.content {
      case .scalar: return ScalarWriter.text(of: node, escapesDollars: escapesDollars, inFlow: false)
      case .sequence(let items):
        guard items.allSatisfy({ $0.scalar != nil }) else { return nil }
        let texts = items.map { ScalarWriter.text(of: $0, escapesDollars: escapesDollars, inFlow: true) }
        return fitting("[\(texts.joined(separator: ", "))]", isEmpty: items.isEmpty)
      case .mapping(let entries):
        guard entries.isEmpty || entries.count > 1, entries.allSatisfy({ $0.value.scalar != nil }) else { return nil }
        let texts = entries.map { entry in
          ScalarWriter.text(of: entry.key, escapesDollars: false, inFlow: true) + ": "
            + ScalarWriter.text(of: entry.value, escapesDollars: escapesDollars, inFlow: true)
        }
        return fitting("{\(texts.joined(separator: ", "))}", isEmpty: entries.isEmpty)
      }
    }

    private func fitting(_ text: String, isEmpty: Bool) -> String? {
      isEmpty || text.utf8.count <= SpecWriter.flowWidth ? text : nil
    }
  }
}

/// Scalars as YAML: plain where that reads back as the same value, else in double quotes.
enum ScalarWriter {
  static func text(of node: Node, escapesDollars: Bool, inFlow: Bool) -> String {
    guard let scalar = node.scalar else { return "" }
    switch scalar.value {
    case .null: return "null"
    case .boolean(let value): return String(value)
    case .integer, .number: return scalar.text
    case .string(let text):
      let text = escapesDollars && text.hasPrefix("$") ? "$" + text : text
      return isSafePlain(text) ? text : quoted(text)
    }
  }

  /// What readers of YAML 1.1 take for booleans: text for this one, plain or not.
  private static let readAsBooleans: Set<String> = ["yes", "no", "on", "off"]

  /// A stricter rule than YAML's, the same in block and in flow style.
  private static func isSafePlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    let isPlainStart = ExpressionLexer.isLetter(first) || first == UInt8(ascii: "/") || first == UInt8(ascii: "$")
    guard isPlainStart, last != 0x20, last != UInt8(ascii: ":") else { return false }
    guard case .string = CoreSchema.value(ofPlain: text), !readAsBooleans.contains(text.lowercased()) else {
      return false
    }
    var previous = first
    for byte in text.utf8 {
      let isWord = ExpressionLexer.isLetter(byte) || ExpressionLexer.isDigit(byte)
      guard isWord || "./-+*$()<=: ".utf8.contains(byte) else { return false }
      if byte == 0x20, previous == UInt8(ascii: ":") { return false }
      previous = byte
    }
    return true
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value): out += escape(scalar, "x", 2)
      // Line and paragraph separators, and what YAML does not count as printable.
      case "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}": out += escape(scalar, "u", 4)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar, _ letter: Character, _ width: Int) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "\\\(letter)" + String(repeating: "0", count: max(0, width - hex.count)) + hex
  }
}
