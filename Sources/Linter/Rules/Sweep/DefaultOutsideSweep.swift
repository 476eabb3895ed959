// W210 default-outside-sweep: a parameter whose default is no point of the sweep over it.

import Diagnostics
import SpecParser

extension Rule {
  static let defaultOutsideSweep = Rule(
    "W210", "default-outside-sweep", .information,
    "a parameter's default is not among the values that a sweep tries",
    rationale: """
      `train` and `plan` use the default. If the sweep never tries it, its result can't be compared with the model that is \
      known, and whether the search has found something better stays open. Often a bound was mistyped by a power of ten.
      """,
    source: "Bergstra and Bengio 2012, https://jmlr.org/papers/v13/bergstra12a.html",
    bad: [
      """
      parameters: {rate: 1e-3}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: $rate}}}
      sweep:
        method: random
        run_cap: 20
        metric: {name: val_loss}
        parameters: {«rate»: {distribution: log_uniform, min: 1e-6, max: 1e-4}}
      """,
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {«units»: {values: [16, 64]}}
      """,
    ],
    good: [
      """
      parameters: {rate: 1e-3}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: $rate}}}
      sweep:
        method: random
        run_cap: 20
        metric: {name: val_loss}
        parameters: {rate: {distribution: log_uniform, min: 1e-4, max: 1e-2}}
      """
    ],
    .sweep { subject, findings in
      for axis in subject.variedAxes {
        let name = axis.name.value
        // One that nothing uses has no default to speak of: W201.
        guard subject.resolved.usedParameters.contains(name),
          let value = subject.spec.parameters.first(where: { $0.name == name })?.value,
          let problem = problem(of: value, in: axis.space)
        else { continue }
        findings.report(
          "the default of '\(name)', \(value.valueText), is \(problem)", at: axis.name.range,
          notes: subject.resolved.definitions[name].map { [Note("'\(name)' is declared here", at: .spec($0))] } ?? [],
          help: "add it to the sweep, or change the default")
      }
    })

  /// Why a value is no point of a space; nil where it is one. Of a single value another rule speaks.
  private static func problem(of value: Node, in space: SweepAxis.Space) -> String? {
    guard !space.contains(value) else { return nil }
    switch space {
    case .values(let values): return values.count < 2 ? nil : "none of the values that the sweep tries"
    case .range(let range):
      guard let number = value.expressionValue?.double else { return "no number, and the sweep tries a range" }
      return number < range.minimum.value
        ? "below the sweep's range, which begins at \(figure(range.minimum.value))"
        : "above the sweep's range, which ends at \(figure(range.maximum.value))"
    }
  }
}
