// W201 swept-parameter-unused: a sweep over a parameter that nothing names.

import Diagnostics

extension Rule {
  static let sweptParameterUnused = Rule(
    "W201", "swept-parameter-unused", .warning,
    "a sweep varies a parameter that nothing uses",
    rationale: """
      Nothing in the spec names the parameter, so all of its values give the same trial: a sweep over five of them trains \
      every model five times, and the differences between them are none. Most often the value that it was meant for has been \
      written out, or the `$` forgotten. A constraint does not count as a use.
      """,
    source:
      "https://docs.wandb.ai/guides/sweeps/sweep-config-keys/, https://docs.astral.sh/ruff/rules/unused-variable/",
    bad: [
      """
      parameters: {hidden_units: 32}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {«hidden_units»: {values: [16, 32, 64]}}
      """
    ],
    good: [
      """
      parameters: {hidden_units: 32}
      model: {layers: [flatten, {dense: {units: $hidden_units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {hidden_units: {values: [16, 32, 64]}}
      """
    ],
    .document { written, findings in
      guard let resolved = written.resolved else { return }
      for (name, place) in resolved.sweptNames where !resolved.usedParameters.contains(name) {
        guard let definition = resolved.definitions[name] else { continue }
        findings.report(
          "the sweep varies '\(name)', which nothing uses: its trials are all the same", at: place,
          notes: [Note("'\(name)' is declared here", at: .spec(definition))],
          help: "write $\(name) where it belongs, or don't sweep it")
      }
    })
}
