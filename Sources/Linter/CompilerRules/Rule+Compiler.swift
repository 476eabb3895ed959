// What the compiler reports by itself, as rules: for `lofting rules`, `lofting explain` and the examples, which are tests.
// Their checks stand where the mistakes are seen, in SpecParser, Datasets and Planner.

import Diagnostics

extension Rule {
  static let compiler: [Rule] = compilerDocument + compilerNetwork + compilerTraining + compilerData + compilerRuns

  /// A mistake that the compiler reports.
  init(
    compiler id: String, _ name: String, _ summary: String, rationale: String, source: String = "",
    fixable: Fixability = .never,
    bad: [Example] = [], good: [Example] = []
  ) {
    self.init(
      id, name, .error, fixable: fixable, summary, rationale: rationale, source: source, bad: bad, good: good, .compiler
    )
  }
}
