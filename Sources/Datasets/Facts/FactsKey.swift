// What facts are kept under: a hash of all that decides them. Whatever changes, another key is asked for, and the old entry
// is never found again; nothing has to be invalidated.

import Diagnostics
import ExecutionPlan
import SpecParser

/// The key of a section's facts.
struct FactsKey: Hashable {
  /// Raise it when readers, splits or facts give other figures for the same files.
  private static var version: Int { 2 }

  /// SHA-256.
  let digest: [UInt8]
  private let files: [FileStamp]

  /// Nil where a file is not there or the section has no canonical form: then loading has the word.
  init?(_ section: DataSection, targetKind: TargetKind, context: LoadContext) {
    let text = CanonicalText(section, targetKind: targetKind)
    guard !text.isIncomplete, let paths = section.files(targetKind, context) else { return nil }
    files = paths.compactMap { FileStamp($0) }
    guard files.count == paths.count else { return nil }
    var key = "facts \(Self.version) \(text.text)\n"
    for file in files {
      key += "\(file.path.utf8.count):\(file.path) \(file.size) \(file.inode) \(file.modified) \(file.changed)\n"
    }
    digest = SHA256.hash(Array(key.utf8).span)
  }

  /// Whether all files are old enough for their times to tell them from later versions.
  var isSettled: Bool {
    let now = FileStamp.now
    return files.allSatisfy { $0.isSettled(at: now) }
  }
}

extension DataSection {
  /// Every file that loading the section opens, in order; nil where the search for one fails.
  fileprivate func files(_ targetKind: TargetKind, _ context: LoadContext) -> [String]? {
    let request = ReadRequest(context: context, dataPath: path, targetKind: targetKind)
    var kinds = [source]
    for rule in [test, validation] {
      if case .source(let kind) = rule?.rule { kinds.append(kind.inheriting(source)) }
    }
    var files: [String] = []
    for kind in kinds {
      guard let source = try? makeSource(kind), let own = source.files(request) else { return nil }
      files += own
    }
    return files
  }
}
