// Y154 unused-anchor: an anchor that no alias names.

import Diagnostics

extension Rule {
  static let unusedAnchor = Rule(
    "Y154", "unused-anchor", .warning, fixable: .safe,
    "an anchor is defined and no alias names it",
    rationale: """
      An anchor does nothing by itself. Left over, it lets a reader look for the place that it is repeated at; often the \
      alias was replaced by a written value that now changes alone.
      """,
    source: "https://yamllint.readthedocs.io/en/stable/rules.html#module-yamllint.rules.anchors",
    bad: ["x-rate: «&rate» 0.5"],
    good: ["x-rate: &rate 0.5\nx-other: *rate"],
    .document { written, findings in
      for text in written.texts {
        for anchor in text.anchors where !anchor.isUsed {
          var range = anchor.range
          // The blank behind it goes with it.
          if let source = written.sources[text.path], range.end.offset < source.bytes.count,
            source.bytes[range.end.offset] == UInt8(ascii: " ")
          {
            range.end = source.position(offset: range.end.offset + 1)
          }
          findings.report(
            "the anchor '\(anchor.name)' is never used", at: anchor.range,
            help: "remove it, or name it with '*\(anchor.name)'",
            fix: Fix(title: "remove it", isSafe: true, edits: [Fix.Edit(range: range, replacement: "")]))
        }
      }
    })
}
