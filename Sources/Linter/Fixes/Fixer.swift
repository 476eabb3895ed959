// Applies fixes until nothing is left to fix. Each round takes the fixes that can be made together, makes them, and lints the
// result; one that Examination does not allow is not kept, and its fixes are then tried one by one.
//
// Nothing is read or written here: texts go in and come out, and linting is a function that is passed in.

import Diagnostics

public struct Fixer {
  /// A fix may make room for others, but not forever.
  static let largestRounds = 50
  /// Lintings of one group of texts; a spec of a hundred mistakes whose fixes all fail costs a second.
  static let largestAttempts = 300

  /// Whether fixes apply that may change what the spec means.
  public var allowsUnsafe: Bool
  /// Examines every spec that the texts are part of.
  public var examine: (FixableTexts) -> [Examination]

  public init(allowsUnsafe: Bool, examine: @escaping (FixableTexts) -> [Examination]) {
    self.allowsUnsafe = allowsUnsafe
    self.examine = examine
  }

  public struct Result {
    public var texts: FixableTexts
    /// In the order in which they were made.
    public var fixes: [Fix]
    /// Of the texts as they are now.
    public var examinations: [Examination]
  }

  /// The texts with all fixes made that can be.
  public func fix(_ texts: FixableTexts) -> Result {
    var work = Work(fixer: self, state: Result(texts: texts, fixes: [], examinations: examine(texts)))
    var sound = work.state
    for _ in 0..<Self.largestRounds {
      guard work.round() else { break }
      // What can't be read as YAML is only a way to what can.
      if !work.state.isUnreadable || sound.isUnreadable { sound = work.state }
    }
    if sound.isUnreadable { return Result(texts: texts, fixes: [], examinations: examine(texts)) }
    return sound
  }

  private struct Work {
    let fixer: Fixer
    var state: Result
    private var attempts = 0
    /// Fixes that did harm, at the place where they did.
    private var refused: Set<Fix> = []

    init(fixer: Fixer, state: Result) {
      self.fixer = fixer
      self.state = state
    }

    /// Makes what can be made; false where that is nothing.
    mutating func round() -> Bool {
      let candidates = state.examinations.flatMap(\.diagnostics).compactMap(\.fix).filter { fix in
        (fix.isSafe || fixer.allowsUnsafe) && !refused.contains(fix)
      }
      let fixes = FixChoice(candidates, in: state.texts).fixes
      if fixes.isEmpty { return false }
      if attempt(fixes) { return true }
      guard fixes.count > 1 else {
        refused.formUnion(fixes)
        // What it was in the way of has its turn now.
        return attempts < Fixer.largestAttempts
      }
      for fix in fixes {
        if attempt([fix]) { return true }
        refused.insert(fix)
      }
      return attempts < Fixer.largestAttempts
    }

    private mutating func attempt(_ fixes: [Fix]) -> Bool {
      guard attempts < Fixer.largestAttempts, let texts = state.texts.applying(fixes), texts != state.texts else {
        return false
      }
      attempts += 1
      let examinations = fixer.examine(texts)
      let isSafe = fixes.allSatisfy(\.isSafe)
      guard zip(state.examinations, examinations).allSatisfy({ $0.allows($1, isSafe: isSafe) }) else { return false }
      state = Result(texts: texts, fixes: state.fixes + fixes, examinations: examinations)
      return true
    }
  }
}

extension Fixer.Result {
  fileprivate var isUnreadable: Bool { examinations.contains { $0.stage == .unreadable } }
}
