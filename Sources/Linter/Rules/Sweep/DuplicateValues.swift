// W202 duplicate-values: a value that a sweep takes twice.

import Diagnostics
import SpecParser

extension Rule {
  static let duplicateValues = Rule(
    "W202", "duplicate-values", .warning,
    "a sweep lists a value twice",
    rationale: """
      `1`, `1.0` and `1e0` are one value, and so are two mappings with the same entries. The second gives no new trial: a \
      trial that has been run is not run again, and a random search draws such a value twice as often. Most \
      often another value was meant. A range of integers with more steps than it has integers repeats them likewise.
      """,
    source: "https://docs.wandb.ai/guides/sweeps/sweep-config-keys/",
    bad: [
      """
      parameters: {rate: 1e-3}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: $rate}}}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {rate: {values: [1e-3, 1e-2, «0.001»]}}
      """,
      """
      parameters: {units: 2}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {distribution: int_uniform, min: 16, max: 18, steps: «10»}}
      """,
    ],
    good: [
      """
      parameters: {rate: 1e-3}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: $rate}}}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {rate: {values: [1e-3, 1e-2, 0.0001]}}
      """
    ],
    .sweep { subject, findings in
      for axis in subject.variedAxes {
        switch axis.space {
        case .values(let values): reportDuplicates(values, of: axis.name.value, &findings)
        case .range(let range):
          let integers = range.maximum.value - range.minimum.value + 1
          guard range.distribution == .integers, let steps = range.steps, Double(steps.value) > integers else {
            continue
          }
          findings.report(
            "\(steps.value) steps from \(figure(range.minimum.value)) to \(figure(range.maximum.value)) take each of "
              + "\(figure(integers)) integers more than once", at: steps.range,
            help: "write 'steps: \(figure(integers))'")
        }
      }
    })

  private static func reportDuplicates(_ values: [Node], of name: String, _ findings: inout Findings) {
    var places: [String: SourceRange] = [:]
    for value in values {
      let key = value.valueKey
      guard let first = places[key] else {
        places[key] = value.range
        continue
      }
      findings.report(
        "'\(name)' takes the value \(value.valueText) twice", at: value.range,
        notes: [Note("it is here already", at: .spec(first))], help: "remove it, or write the value that was meant")
    }
  }
}
