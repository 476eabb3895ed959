// What the tests of facts share: sections, and times of files.

import Datasets
import Diagnostics
import Glibc
import SpecParser

func section(
  _ source: KindValue, test: SplitRule.Rule? = nil, validation: SplitRule.Rule? = nil, classes: [String]? = nil,
  limit: Int? = nil, splitSeed: Int = 0
) -> DataSection {
  DataSection(
    source: source, test: test.map(split), validation: validation.map(split), classes: classes,
    targetEncoding: Located(.index, at: range(line: 1)), limit: limit, splitSeed: splitSeed, range: range(line: 1))
}

/// A CSV source whose target is the column `y`.
func csv(_ path: String, _ fields: [String: SpecValue] = [:]) -> KindValue {
  source("csv", fields.merging(["path": .string(path), "target": .string("y")]) { field, _ in field })
}

func facts(of section: DataSection, _ kind: TargetKind = .classes) throws(Failure) -> DataFacts {
  try loadFacts(section, targetKind: kind, context: LoadContext(specFolder: ".", environment: [:]), cache: nil)
}

/// Sets when a file's content was last written.
func setModified(_ path: String, secondsAgo seconds: Int) throws {
  var now = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &now)
  now.tv_sec -= seconds
  guard unsafe utimensat(AT_FDCWD, path, [now, now], 0) == 0 else {
    throw Failure(.fileAccess, "cannot set the time of \(path)")
  }
}
