// Y150 unused-parameter: a parameter that nothing names.

import Diagnostics

extension Rule {
  static let unusedParameter = Rule(
    "Y150", "unused-parameter", .warning,
    "a parameter is declared and never used",
    rationale: """
      Varying such a parameter changes nothing: `--set` has no effect and a sweep over it trains the same model again and \
      again. Most often the value that it was meant for has been written out, or the `$` forgotten.
      """,
    source: "https://docs.astral.sh/ruff/rules/unused-variable/",
    bad: ["parameters:\n  «hidden_units»: 32"],
    good: [
      """
      parameters: {hidden_units: 32}
      model:
        layers: [flatten, {dense: {units: $hidden_units, activation: relu}}, {dense: 10}]
      """
    ],
    .document { written, findings in
      guard let resolved = written.resolved else { return }
      // One that is swept as well is reported there: W201.
      let swept = Set(resolved.sweptNames.map(\.name))
      for (name, _) in resolved.parameters where !resolved.usedParameters.contains(name) && !swept.contains(name) {
        guard let range = resolved.definitions[name] else { continue }
        findings.report(
          "parameter '\(name)' is never used", at: range, help: "write $\(name) where it belongs, or remove it")
      }
    })
}
