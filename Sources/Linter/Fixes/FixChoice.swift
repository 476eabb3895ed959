// Which fixes can be made at the same time: those whose edits neither overlap nor meet. The rest waits for the next round,
// when the text has been linted again.

import Diagnostics

/// Texts by name, and what their files are called in diagnostics.
public struct FixableTexts: Sendable, Equatable {
  /// The bytes of each file that may be changed.
  public var texts: [String: [UInt8]]
  /// Their names by the paths that diagnostics call them.
  public var names: [String: String]

  /// - Parameter names: by paths that differ from the name; a name stands for itself.
  public init(_ texts: [String: [UInt8]], names: [String: String] = [:]) {
    self.texts = texts
    self.names = names
  }

  func name(of path: String) -> String { names[path] ?? path }

  /// The texts with fixes made; nil where they do not fit.
  func applying(_ fixes: [Fix]) -> FixableTexts? {
    var edits: [String: [Fix.Edit]] = [:]
    for edit in fixes.flatMap(\.edits) { edits[name(of: edit.range.path), default: []].append(edit) }
    var result = self
    for (name, edits) in edits {
      guard let text = texts[name], let changed = TextEdits.apply(edits, to: text) else { return nil }
      result.texts[name] = changed
    }
    return result
  }
}

/// Fixes that can be made together.
struct FixChoice {
  private(set) var fixes: [Fix] = []
  private var taken: [String: [Range<Int>]] = [:]
  private let texts: FixableTexts

  /// Of fixes that get in each other's way, the first is taken; a fix is taken with all of its edits or not at all.
  init(_ candidates: [Fix], in texts: FixableTexts) {
    self.texts = texts
    for fix in candidates where fits(fix) {
      for edit in fix.edits { taken[texts.name(of: edit.range.path), default: []].append(edit.bytes) }
      fixes.append(fix)
    }
  }

  private func fits(_ fix: Fix) -> Bool {
    guard !fix.edits.isEmpty, texts.applying([fix]) != nil else { return false }
    return fix.edits.allSatisfy { edit in
      // An insertion at another edit's edge would have no certain order.
      (taken[texts.name(of: edit.range.path)] ?? []).allSatisfy { other in
        edit.bytes.upperBound < other.lowerBound || other.upperBound < edit.bytes.lowerBound
      }
    }
  }
}
