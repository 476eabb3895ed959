// A file as it is before it is linted: its text, whether it is a spec at all, and what it extends. All of this is known
// before anything is linted, because a file that others extend is linted as a part of them.

import Diagnostics
import ExecutionPlan
import SpecParser

struct LintInput: Sendable {
  var path: LintPath
  /// Nil where the file can't be read or is a plan, which linting then reports.
  var text: [UInt8]?
  /// What it extends, as diagnostics call it, the nearest first.
  var bases: [String] = []
  /// Whether it has all that a spec needs, by itself or from what it extends.
  var isWhole = true

  /// As diagnostics call it.
  var name: String { path.path == "-" ? "<stdin>" : path.path }

  /// Nil for a file that was found below a folder and is no spec.
  init?(_ path: LintPath) {
    self.path = path
    let text: [UInt8]
    do throws(Failure) {
      text = try FileReader.read(path.path, limit: DocumentLimits.bytes)
    } catch {
      return
    }
    guard !text.starts(with: PlanFile.magic) else {
      if path.wasFound { return nil }
      return
    }
    self.text = text
    let keys = TopLevelKeys.of(text)
    guard !path.wasFound || !keys.isDisjoint(with: ["data", "model", "training", "extends"]) else { return nil }
    if keys.contains("extends") {
      var diagnostics = DiagnosticList()
      bases = DocumentLoader.load(bytes: text, path: name, diagnostics: &diagnostics).written.dropFirst().map(\.path)
    } else {
      isWhole = keys.isSuperset(of: ["data", "model", "training"])
    }
  }
}

/// The keys of a document's top level, found in its text: a file that is no YAML, as a template of some other tool, has none
/// of ours and is not to be complained of.
enum TopLevelKeys {
  static func of(_ text: [UInt8]) -> Set<String> {
    var keys: Set<String> = []
    for line in text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      if let key = key(line) { keys.insert(key) }
    }
    return keys.isEmpty ? flowKeys(text) : keys
  }

  /// The key that a line begins with, quoted or not, where it is not indented.
  private static func key(_ line: ArraySlice<UInt8>) -> String? {
    var line = line
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    let quote = line.first.flatMap { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") ? $0 : nil }
    if quote != nil { line = line.dropFirst() }
    let word = line.prefix { isLetter($0) }
    var rest = line.dropFirst(word.count)
    if let quote {
      guard rest.first == quote else { return nil }
      rest = rest.dropFirst()
    }
    // 'model:{' is a mistake worth telling, so a blank is not asked for.
    guard !word.isEmpty, rest.drop(while: { $0 == UInt8(ascii: " ") }).first == UInt8(ascii: ":") else { return nil }
    return String(decoding: word, as: UTF8.self)
  }

  /// The keys of a document that is one flow mapping, or an indented one.
  private static func flowKeys(_ text: [UInt8]) -> Set<String> {
    var diagnostics = DiagnosticList()
    let root = DocumentLoader.load(bytes: text, path: "", diagnostics: &diagnostics).written.first?.root
    return Set((root?.mapping ?? []).compactMap { $0.key.scalar?.text })
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
