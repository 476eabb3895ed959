// W211 run-cap-against-points: more draws than there are points, and a grid that is cut off.

import Diagnostics
import SpecParser

extension Rule {
  static let runCapAgainstPoints = Rule(
    "W211", "run-cap-against-points", .warning,
    "run_cap does not fit the number of points",
    rationale: """
      A random search that may draw as many trials as there are points, or more, draws the same ones again; a grid tries each once. A grid that \
      `run_cap` ends early is no sample of the space: it goes through the combinations in order, the last parameter \
      fastest, so the last values of the first parameters are never tried. A cap above a grid's size does no harm.
      """,
    source:
      "Bergstra and Bengio 2012, Random Search for Hyper-Parameter Optimization, https://jmlr.org/papers/v13/bergstra12a.html",
    bad: [
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: random
        run_cap: «100»
        metric: {name: val_loss}
        parameters: {units: {values: [16, 32, 64]}}
      """,
      """
      parameters: {units: 32, rate: 1e-3}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: $rate}}}
      sweep:
        method: grid
        run_cap: «4»
        metric: {name: val_loss}
        parameters: {units: {values: [16, 32, 64]}, rate: {values: [1e-3, 3e-3]}}
      """,
    ],
    good: [
      """
      parameters: {units: 32, rate: 1e-3}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: $rate}}}
      sweep:
        method: grid
        run_cap: 100
        metric: {name: val_loss}
        parameters: {units: {values: [16, 32, 64]}, rate: {values: [1e-3, 3e-3]}}
      """,
      """
      parameters: {rate: 1e-3}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: $rate}}}
      sweep:
        method: random
        run_cap: 100
        metric: {name: val_loss}
        parameters: {rate: {distribution: log_uniform, min: 1e-4, max: 1e-2}}
      """,
    ],
    .sweep { subject, findings in
      guard let cap = subject.sweep.runCap, let count = subject.admission.count, count > 0, count < .max else { return }
      let method = subject.sweep.method.value
      if method == .grid {
        guard cap.value < count else { return }
        let missed = subject.valuesBehind(cap.value)
        findings.report(
          "run_cap ends the grid after \(cap.value) of \(count) points\(missed.map { ": \($0)" } ?? "")", at: cap.range,
          severity: missed == nil ? .information : .warning,
          help: "use 'method: random' for a fair sample, or raise run_cap")
      } else if cap.value >= count {
        findings.report(
          "\(cap.value) trials are drawn from \(count == 1 ? "a single point" : "\(count) points")", at: cap.range,
          help: "use 'method: grid', which tries each once, or add values")
      }
    })
}

extension SweepSubject {
  /// Values of the first parameter that a grid of so many points does not come to; nil where it comes to all, or where
  /// constraints leave gaps.
  fileprivate func valuesBehind(_ cap: Int) -> String? {
    guard sweep.constraints.isEmpty, let first = space.axes.first, let count = space.count, !first.choices.isEmpty
    else { return nil }
    let pointsEach = max(count / first.choices.count, 1)
    let reached = (cap - 1) / pointsEach + 1
    guard reached < first.choices.count else { return nil }
    let missed = first.choices[reached...].prefix(4).map(\.valueText).joined(separator: ", ")
    return
      "\(first.name) \(missed)\(first.choices.count - reached > 4 ? " and others" : "") \(first.choices.count - reached == 1 ? "is" : "are") never tried"
  }
}
