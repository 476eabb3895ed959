// One proposal, and the snippets that it inserts.

import Diagnostics
import SpecParser

struct CompletionItem {
  /// Of the protocol's kinds those that are used.
  enum Kind: Int {
    case function = 3
    case variable = 6
    case kind = 7
    case field = 10
    case value = 12
    case word = 20
  }

  var label: String
  var kind: Kind
  var detail: String
  /// Markdown.
  var documentation: String
  var insertion: Snippet

  /// - Parameters:
  ///   - rank: the place in the list; editors would sort by label otherwise.
  ///   - range: what is replaced.
  func json(rank: Int, range: JSONValue, takesSnippets: Bool) -> JSONValue {
    let digits = String(rank)
    let snippetFormat = 2
    var members: [(String, JSONValue)] = [
      ("label", .string(label)), ("kind", .integer(kind.rawValue)), ("detail", .string(detail)),
      ("sortText", .string(String(repeating: "0", count: max(0, 4 - digits.count)) + digits)),
      ("filterText", .string(label)),
      (
        "textEdit",
        .object([("range", range), ("newText", .string(takesSnippets ? insertion.snippet : insertion.plain))])
      ),
    ]
    if !documentation.isEmpty {
      members.append(
        ("documentation", .object([("kind", .string("markdown")), ("value", .string(documentation))])))
    }
    if takesSnippets, insertion.hasStops { members.append(("insertTextFormat", .integer(snippetFormat))) }
    return .object(members)
  }
}

/// Text with places to fill in, built up from its parts.
struct Snippet: Equatable {
  /// In the protocol's syntax; only where there are stops do its escapes count.
  private(set) var escaped = ""
  /// For clients that know no snippets: up to the first place to fill in.
  private(set) var plain = ""
  private var stops = 0

  init(_ text: String = "") { append(text) }

  var hasStops: Bool { stops > 0 }
  var snippet: String { hasStops ? escaped : plain }

  mutating func append(_ text: String) {
    if stops == 0 { plain += text }
    for character in text {
      if character == "$" || character == "\\" { escaped += "\\" }
      escaped.append(character)
    }
  }

  /// A place to fill in, with a choice of words where there are any.
  mutating func appendStop(_ words: [String] = []) {
    stops += 1
    let choice = words.map { word in
      var text = ""
      for character in word {
        if "$}\\,|".contains(character) { text += "\\" }
        text.append(character)
      }
      return text
    }
    escaped += words.isEmpty ? "$\(stops)" : "${\(stops)|\(choice.joined(separator: ","))|}"
  }
}
