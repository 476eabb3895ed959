// Y160 unused-directive and Y161 invalid-directive: comments to the linter that do nothing. Suppression/ reports them.

extension Rule {
  static let unusedDirective = Rule(
    "Y160", "unused-directive", .warning, fixable: .safe,
    "a comment ignores a finding that is not there",
    rationale: """
      A comment that has outlived its mistake hides the next one in its place. It is reported where the rule that it names \
      ran and found nothing; rules that could not run, as those about data that is not at hand, are not counted.
      """,
    source: "https://docs.astral.sh/ruff/rules/unused-noqa/",
    bad: ["seed: 1 # lofting: ignore[«N204»] one unit is enough"],
    good: ["# lofting: ignore[Y150] for later\nparameters: {units: 10}"],
    .comments)

  static let invalidDirective = Rule(
    "Y161", "invalid-directive", .warning,
    "a comment asks the linter for something that it can't do",
    rationale: """
      Comments of the form `# lofting: ignore[CODE, ...] reason` ignore findings on their line, or in the block below \
      them; `ignore-file` in the whole file; `error`, `warning` and `information` in place of `ignore` change a severity. \
      The compiler's errors can't be ignored: nothing could run.
      """,
    source: "https://docs.astral.sh/ruff/rules/invalid-noqa/",
    bad: ["seed: 1 # lofting: «ignroe»[N215]", "seed: 1 # lofting: ignore[«N999»]"],
    good: ["seed: 1 # lofting is what this is for"],
    .comments)
}
