// Fixing many specs: those that extend one another are fixed together, in memory, so that an edit of a base is judged by all
// that extend it; the groups are fixed by several threads. A file is changed only where it is among those to lint.

import Diagnostics
import Files
import Linter
import SpecParser

/// A file before and after its fixes.
public struct FixedFile: Sendable {
  /// As named; `-` is standard input.
  public var path: String
  public var before: [UInt8]
  public var after: [UInt8]

  public var isChanged: Bool { before != after }

  /// What changes, as `patch` reads it; empty where nothing does.
  public var diff: String {
    isChanged ? UnifiedDiff.text(from: before, to: after, oldName: path, newName: path) : ""
  }

  /// Puts the new text in the place of the old.
  /// - Throws: `R111`.
  public func write() throws(Failure) { try AtomicFile.replace(path, with: after) }
}

public struct FixBatch: Sendable {
  /// The findings that remain.
  public var remaining: LintBatch
  /// Each file that could be read.
  public var files: [FixedFile]
  /// How many fixes were made.
  public var fixCount: Int
}

/// Applies safe fixes, and unsafe ones where that is allowed, to texts in memory.
public func fix(_ paths: LintPaths, _ options: LintOptions, allowsUnsafe: Bool) -> FixBatch {
  let inputs = LintInputs(paths, threads: options.threads)
  let groups = FixGroup.groups(of: inputs.items)
  let fixed = parallelMap(groups, threads: options.threads) { $0.fixed(options, allowsUnsafe: allowsUnsafe) }
  let members = zip(groups, fixed).flatMap { zip($0.members, $1.members) }.sorted { $0.0 < $1.0 }.map(\.1)
  return FixBatch(
    remaining: LintBatch(
      results: members.map(\.result), failures: paths.failures, skippedCount: inputs.skippedCount),
    files: members.compactMap(\.file), fixCount: fixed.reduce(0) { $0 + $1.fixCount })
}

/// Files that extend one another, or one that does not.
private struct FixGroup: Sendable {
  /// Places in the list of all inputs.
  var members: [Int]
  var inputs: [LintInput]
  /// The members' names by the paths at which others extend them.
  var names: [String: String]

  static func groups(of inputs: [LintInput]) -> [FixGroup] {
    var places: [String: Int] = [:]
    for (i, input) in inputs.enumerated() where input.text != nil && input.path.path != "-" {
      places[Folder.absolute(input.path.path)] = i
    }
    var leaders = Array(inputs.indices)
    var names = [[String: String]](repeating: [:], count: inputs.count)
    for (i, input) in inputs.enumerated() {
      for base in input.bases {
        guard let place = places[Folder.absolute(base)] else { continue }
        names[i][base] = inputs[place].name
        let (old, new) = (leaders[i], leaders[place])
        if old != new { for j in leaders.indices where leaders[j] == old { leaders[j] = new } }
      }
    }
    return Dictionary(grouping: inputs.indices) { leaders[$0] }.values
      .sorted { ($0.first ?? 0) < ($1.first ?? 0) }
      .map { members in
        FixGroup(
          members: members, inputs: members.map { inputs[$0] },
          names: members.reduce(into: [:]) { $0.merge(names[$1]) { first, _ in first } })
      }
  }

  struct Fixed: Sendable {
    var members: [(file: FixedFile?, result: LintResult)]
    var fixCount: Int
  }

  func fixed(_ options: LintOptions, allowsUnsafe: Bool) -> Fixed {
    var texts: [String: [UInt8]] = [:]
    for input in inputs { if let text = input.text { texts[input.name] = text } }
    // Mostly there is nothing to fix, and the first look was the last.
    var latest: (texts: FixableTexts, results: [String: LintResult]) = (FixableTexts([:]), [:])
    let fixer = Fixer(allowsUnsafe: allowsUnsafe) { texts in
      latest = (texts, [:])
      return inputs.filter { $0.text != nil }.map { input in
        let result = options.lint(input, text: texts.texts[input.name], openFiles: openFiles(texts))
        latest.results[input.name] = result
        return examination(input, texts, options, result)
      }
    }
    let outcome = fixer.fix(FixableTexts(texts, names: names))
    let after = outcome.texts
    let known = latest.texts == after ? latest.results : [:]
    return Fixed(
      members: inputs.map { input in
        let result =
          known[input.name] ?? options.lint(input, text: after.texts[input.name], openFiles: openFiles(after))
        let file = input.text.map { before in
          FixedFile(path: input.path.path, before: before, after: after.texts[input.name] ?? before)
        }
        return (file, result)
      }, fixCount: outcome.fixes.count)
  }

  /// The members' texts by the paths at which others extend them.
  private func openFiles(_ texts: FixableTexts) -> [String: [UInt8]] { names.compactMapValues { texts.texts[$0] } }

  private func examination(
    _ input: LintInput, _ texts: FixableTexts, _ options: LintOptions, _ result: LintResult
  ) -> Examination {
    var ignored = DiagnosticList()
    let read = SpecReader.read(
      bytes: texts.texts[input.name] ?? [], path: input.name, openFiles: openFiles(texts),
      overrides: options.request.overrides, catalog: catalog,
      diagnostics: &ignored)
    let stage: Examination.Stage =
      read.spec != nil
      ? .decoded : read.document != nil && read.written.allSatisfy { $0.root != nil } ? .readable : .unreadable
    return Examination(
      stage: stage, diagnostics: result.diagnostics.sorted, meaning: read.resolved.map { Meaning($0) })
  }
}
