// What linting says of a spec's text, as far as fixes go by it: how far the text can be read, its findings, its meaning.

import Diagnostics
import SpecParser

public struct Examination: Sendable {
  /// How far a spec can be read; each stage shows mistakes that the one before hides.
  public enum Stage: Int, Sendable, Comparable {
    case unreadable, readable, decoded

    public static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  public var stage: Stage
  public var diagnostics: [Diagnostic]
  /// What the spec says, comments and layout aside; nil where it can't be resolved.
  public var meaning: Meaning?

  public init(stage: Stage, diagnostics: [Diagnostic], meaning: Meaning?) {
    self.stage = stage
    self.diagnostics = diagnostics
    self.meaning = meaning
  }

  var errorCount: Int { diagnostics.count { $0.severity == .error } }

  /// Whether fixes that made `after` of this did what fixes may.
  ///
  /// - A text that was readable stays so, and one that decoded still does.
  /// - A spec without errors gets none; with errors it gets no more of them, unless the text can be read further now and
  ///   shows what was hidden.
  /// - Safe fixes of a spec without errors change nothing that it says.
  func allows(_ after: Examination, isSafe: Bool) -> Bool {
    guard after.stage >= stage else { return false }
    if errorCount == 0 { return after.errorCount == 0 && (!isSafe || meaning == after.meaning) }
    return after.stage > stage || after.stage == .unreadable || after.errorCount <= errorCount
  }
}

/// The values of a resolved spec, without places: what training goes by.
public struct Meaning: Sendable, Equatable {
  private let root: Node

  public init(_ resolved: ResolvedDocument) { root = resolved.root }

  public static func == (left: Meaning, right: Meaning) -> Bool {
    equal(withDefaults(left.root), withDefaults(right.root))
  }

  /// With `version` and `seed` written out, which fixes may do.
  private static func withDefaults(_ root: Node) -> Node {
    guard var entries = root.mapping else { return root }
    for (key, value) in [("version", 1), ("seed", 0)] where root[key] == nil {
      func scalar(_ text: String, _ value: Scalar.Value) -> Node {
        Node(.scalar(Scalar(text: text, isPlain: true, value: value)), at: root.range)
      }
      entries.append(Node.Entry(key: scalar(key, .string(key)), value: scalar(String(value), .integer(value))))
    }
    return Node(.mapping(entries), at: root.range)
  }

  private static func equal(_ left: Node, _ right: Node) -> Bool {
    switch (left.content, right.content) {
    case (.scalar(let left), .scalar(let right)):
      switch (left.value, right.value) {
      case (.integer(let left), .number(let right)): Double(left) == right
      case (.number(let left), .integer(let right)): left == Double(right)
      case (.null, _), (.boolean, _), (.integer, _), (.number, _), (.string, _): left.value == right.value
      }
    case (.sequence(let left), .sequence(let right)):
      left.count == right.count && zip(left, right).allSatisfy(equal)
    case (.mapping(let left), .mapping(let right)): equal(left, right)
    case (.scalar, _), (.sequence, _), (.mapping, _): false
    }
  }

  /// Whatever the order of the keys.
  private static func equal(_ left: [Node.Entry], _ right: [Node.Entry]) -> Bool {
    guard left.count == right.count else { return false }
    var values: [String: Node] = [:]
    for entry in right { if let key = entry.key.scalar?.text { values[key] = entry.value } }
    return left.allSatisfy { entry in
      entry.key.scalar.flatMap { values[$0.text] }.map { equal(entry.value, $0) } ?? false
    }
  }
}
