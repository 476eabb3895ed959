// W206 constant-parameter: a swept parameter that has one value.

import Diagnostics
import SpecParser

extension Rule {
  static let constantParameter = Rule(
    "W206", "constant-parameter", .information,
    "a sweep takes one value of a parameter",
    rationale: """
      A parameter with a single value is not varied: it overrides the default in every trial, at a place where nobody looks for \
      it. `train` uses the default, the sweep another value. Bounds that agree in nine digits are one value as well.
      """,
    source: "https://docs.wandb.ai/guides/sweeps/sweep-config-keys/",
    bad: [
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {values: [«64»]}}
      """
    ],
    good: [
      """
      parameters: {units: 64}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {values: [32, 64]}}
      """
    ],
    .sweep { subject, findings in
      for axis in subject.variedAxes {
        let name = axis.name.value
        switch axis.space {
        case .values(let values):
          guard values.count == 1, let value = values.first else { continue }
          findings.report(
            "'\(name)' is not varied: its only value is \(value.valueText)", at: value.range,
            help: "write it as the parameter's default, or add values")
        case .range(let range):
          let (low, high) = (range.minimum.value, range.maximum.value)
          guard high - low <= 1e-9 * max(abs(low), abs(high)) else { continue }
          findings.report(
            "'\(name)' is hardly varied: its bounds differ by \(figure(high - low))", at: range.maximum.range,
            help: "write it as the parameter's default, or widen the range")
        }
      }
    })
}
