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
          // A blank goes with it: the one behind, or before it at a line's end.
          let bytes = written.sources[text.path]?.bytes ?? []
          if bytes.dropFirst(range.end.offset).first == UInt8(ascii: " ") {
            range.end.offset += 1
            range.end.column += 1
          } else if bytes.prefix(range.start.offset).last == UInt8(ascii: " ") {
            range.start.offset -= 1
            range.start.column -= 1
          }
          findings.report(
            "the anchor '\(anchor.name)' is never used", at: anchor.range,
            help: "remove it, or name it with '*\(anchor.name)'",
            fix: Fix(title: "remove it", isSafe: true, edits: [Fix.Edit(range: range, replacement: "")]))
        }
      }
    })
}
