// Y155 missing-version: a spec that does not say which version of the language it is written in.

import Diagnostics

extension Rule {
  static let missingVersion = Rule(
    "Y155", "missing-version", .information, fixable: .safe,
    "a spec does not say its language's version",
    rationale: """
      Without `version` a spec is read as one of version 1. Stated, it goes on meaning the same when a later version changes \
      a default, and older programs can say that they are too old for it.
      """,
    source: "https://docs.docker.com/reference/compose-file/version-and-name/",
    bad: [
      Example(
        """
        «seed»: 1
        data: {source: digits, preprocessing: [{rescaling: $(1 / 16)}]}
        model: {layers: [flatten, dense: 10]}
        training: {loss: sparse_categorical_crossentropy}
        """, isWhole: true)
    ],
    good: ["version: 1"],
    .document { written, findings in
      let roots = written.texts.compactMap(\.root)
      guard roots.count == written.texts.count, !roots.contains(where: { $0["version"] != nil }),
        let root = roots.first, let first = root.mapping?.first?.key
      else { return }
      // In block style at a line's start a line can be put before it.
      let isBlock = first.range.start.column == 1 && !written.beginsWithBrace(roots[0])
      let edit = Fix.Edit(
        range: SourceRange(path: first.range.path, start: first.range.start, end: first.range.start),
        replacement: "version: 1\n")
      findings.report(
        "no 'version': the spec is read as version 1", at: first.range, help: "write 'version: 1'",
        fix: isBlock ? Fix(title: "write 'version: 1'", isSafe: true, edits: [edit]) : nil)
    })
}
