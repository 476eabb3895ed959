// What a comment may ask of the linter:
//
//   - dense: 4   # lofting: ignore[N215] the bottleneck is on purpose     findings that begin on this line
//   # lofting: ignore[N2, dead-relu-stack] an old model                   all of the block below
//   # lofting: ignore-file[T2]                                            the whole file
//   # lofting: error[T204]                                                a severity, likewise
//
// A rule is named as on the command line: by code, a code's beginning, or name.

import Diagnostics
import SpecParser

struct Directive {
  enum Action: Equatable {
    case ignore
    case severity(Severity)
  }

  /// A rule as named, and where.
  struct Pattern {
    var text: String
    var range: SourceRange
  }

  var action: Action
  var patterns: [Pattern]
  /// The whole comment.
  var comment: SourceRange
  /// Bytes of the file in which it applies to what begins there.
  var scope: Range<Int>
}

/// A comment that begins like a directive and is none.
struct DirectiveMistake {
  var message: String
  var range: SourceRange
  var help: String
}

extension Directive {
  private static let words: [(String, Action)] =
    [("ignore", .ignore), ("ignore-file", .ignore)] + Severity.allCases.map { ($0.rawValue, .severity($0)) }
    + Severity.allCases.map { ("\($0.rawValue)-file", .severity($0)) }

  /// Reads a comment; nil where it is none of ours.
  static func parse(
    _ comment: Comment, in written: WrittenText, _ source: SourceText
  ) -> Result<Directive, MistakeError>? {
    let start = comment.range.start.offset
    var scanner = CommentScan(bytes: source.bytes, offset: start + 1, end: comment.range.end.offset)
    scanner.skipBlanks()
    guard scanner.take("lofting:") else { return nil }
    scanner.skipBlanks()
    let word = scanner.takeWord()
    func range(_ bytes: Range<Int>) -> SourceRange {
      SourceRange(
        path: source.path, start: source.position(offset: bytes.lowerBound),
        end: source.position(offset: bytes.upperBound))
    }
    func mistake(_ message: String, _ bytes: Range<Int>, _ help: String) -> Result<Directive, MistakeError> {
      .failure(MistakeError(mistake: DirectiveMistake(message: message, range: range(bytes), help: help)))
    }
    let usage = "write '# lofting: ignore[N215] the reason'"
    guard let action = words.first(where: { $0.0 == word.text })?.1 else {
      let names = words.map(\.0)
      return mistake(
        "'\(word.text)' is nothing that a comment can ask of lofting", word.range,
        DidYouMean.nearest(to: word.text, in: names).map { "did you mean '\($0)'?" } ?? usage)
    }
    guard scanner.take("[") else {
      return mistake("which rules to \(word.text) is missing", word.range, usage)
    }
    var patterns: [Pattern] = []
    while true {
      scanner.skipBlanks()
      let name = scanner.takeWord()
      guard !name.text.isEmpty else {
        return mistake("a rule's code or name is missing", name.range, usage)
      }
      patterns.append(Pattern(text: name.text, range: range(name.range)))
      scanner.skipBlanks()
      if scanner.take(",") { continue }
      if scanner.take("]") { break }
      return mistake("the list of rules is not closed", name.range, usage)
    }
    let scope: Range<Int>
    if word.text.hasSuffix("-file") {
      scope = 0..<source.bytes.count + 1
    } else if comment.standsAlone {
      scope = BlockFinder.block(below: comment, in: written, source)
    } else {
      let line = comment.range.start.line - 1
      let end = line + 1 < source.lineStarts.count ? source.lineStarts[line + 1] : source.bytes.count + 1
      scope = source.lineStarts[line]..<end
    }
    return .success(Directive(action: action, patterns: patterns, comment: comment.range, scope: scope))
  }

  struct MistakeError: Error {
    var mistake: DirectiveMistake
  }
}

/// Reads a comment's bytes, word by word.
private struct CommentScan {
  let bytes: [UInt8]
  var offset: Int
  let end: Int

  mutating func skipBlanks() {
    while offset < end, bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\t") { offset += 1 }
  }

  mutating func take(_ text: String) -> Bool {
    guard bytes[offset..<end].starts(with: text.utf8) else { return false }
    offset += text.utf8.count
    return true
  }

  /// Letters, digits, `-` and `_`.
  mutating func takeWord() -> (text: String, range: Range<Int>) {
    let start = offset
    while offset < end, Self.isWord(bytes[offset]) { offset += 1 }
    return (String(decoding: bytes[start..<offset], as: UTF8.self), start..<offset)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// Finds the block that a comment of its own stands above.
enum BlockFinder {
  /// From the comment to the end of the outermost entry or item that begins on the next written line; what follows on the
  /// next line where nothing begins.
  static func block(below comment: Comment, in written: WrittenText, _ source: SourceText) -> Range<Int> {
    let start = comment.range.end.offset
    var line = comment.range.start.line + 1
    while line <= source.lineStarts.count {
      let text = source.text(ofLine: line).drop { $0 == " " || $0 == "\t" }
      if !text.isEmpty, text.first != "#" { break }
      line += 1
    }
    guard line <= source.lineStarts.count else { return start..<source.bytes.count + 1 }
    let lineStart = source.lineStarts[line - 1]
    let lineEnd = line < source.lineStarts.count ? source.lineStarts[line] : source.bytes.count + 1
    let end = written.root.flatMap { outermostEnd(in: $0, from: lineStart, before: lineEnd) } ?? lineEnd
    return start..<max(end, lineEnd)
  }

  /// The end of the first node, from the outside, that begins in the line.
  private static func outermostEnd(in node: Node, from start: Int, before end: Int) -> Int? {
    let parts: [(start: Int, node: Node)] =
      switch node.content {
      case .scalar: []
      case .sequence(let items): items.map { ($0.range.start.offset, $0) }
      case .mapping(let entries): entries.map { ($0.key.range.start.offset, $0.value) }
      }
    for part in parts where part.node.definition == nil || part.start < start {
      if (start..<end).contains(part.start) { return max(part.node.range.end.offset, part.start) }
    }
    for part in parts where part.node.range.start.offset < end && part.node.range.end.offset > start {
      if let found = outermostEnd(in: part.node, from: start, before: end) { return found }
    }
    return nil
  }
}
