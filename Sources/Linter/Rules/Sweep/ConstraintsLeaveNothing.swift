// W203 constraints-leave-nothing: a sweep without a trial, and W214 idle-constraint: a constraint without an effect.

import Diagnostics
import SpecParser

extension Rule {
  static let constraintsLeaveNothing = Rule(
    "W203", "constraints-leave-nothing", .error,
    "no point of a sweep satisfies its constraints",
    rationale: """
      Every trial must satisfy every constraint. Where no combination of the values does, a grid is empty and a random \
      search draws for ever. A comparison may be the wrong way round, or two constraints contradict each other. Where all \
      combinations can be listed they are; of ranges and of very large grids the same even sample is taken every time, and \
      the finding is a warning. Constraints over `parameter_count`, `flops` (of the whole training) and `peak_memory` are \
      evaluated at the points that the linter compiles.
      """,
    source: "https://docs.wandb.ai/guides/sweeps/sweep-config-keys/, https://ax.dev/docs/glossary/",
    bad: [
      """
      parameters: {layers: 2, units: 32}
      model:
        layers:
          - flatten
          - repeat: {times: $layers, layers: [{dense: {units: $units, activation: relu}}]}
          - dense: 10
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {layers: {values: [1, 2]}, units: {values: [32, 64]}}
        constraints: [«layers * units > 1000»]
      """,
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {values: [32, 64]}}
        constraints: [units < 64, «units > 32»]
      """,
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {values: [32, 64]}}
        constraints: [«parameter_count < 1000»]
      """,
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {values: [32, 64]}}
        constraints: [«units * 2»]
      """,
    ],
    good: [
      """
      parameters: {layers: 2, units: 32}
      model:
        layers:
          - flatten
          - repeat: {times: $layers, layers: [{dense: {units: $units, activation: relu}}]}
          - dense: 10
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {layers: {values: [1, 2]}, units: {values: [32, 64]}}
        constraints: [layers * units <= 64, parameter_count < 1e6]
      """
    ],
    .sweep { subject, findings in
      let constraints = subject.sweep.constraints
      var hasFinding = false
      for (constraint, verdict) in zip(constraints, subject.admission.verdicts) {
        if let verdict {
          hasFinding = report(verdict, constraint, subject, &findings) || hasFinding
        } else {
          reportCompiled(constraint, subject, &findings)
        }
      }
      let admission = subject.admission
      let checked = zip(constraints, admission.verdicts).filter { $1 != nil }.map(\.0)
      guard !hasFinding, admission.held == 0, admission.tried > 0, let last = checked.last else { return }
      findings.report(
        "\(none(of: admission.tried, isWhole: admission.isWhole)) all constraints together", at: last.range,
        severity: admission.isWhole ? .error : .warning,
        notes: checked.dropLast().map { Note("together with this one", at: .spec($0.range)) },
        help: "relax one of them, or add values")
    })

  static let idleConstraint = Rule(
    "W214", "idle-constraint", .information,
    "a constraint excludes no point of a sweep",
    rationale: """
      Every combination of the values satisfies the constraint, so it says nothing. It may have been written for values that \
      are no longer there, or be the wrong way round. Only constraints whose combinations can all be listed are judged.
      """,
    source: "https://docs.wandb.ai/guides/sweeps/sweep-config-keys/",
    bad: [
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {values: [32, 64]}}
        constraints: [«units <= 64»]
      """
    ],
    good: [
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: random
        run_cap: 20
        metric: {name: val_loss}
        parameters: {units: {distribution: int_uniform, min: 16, max: 128}}
        constraints: [units % 16 == 0]
      """
    ],
    .sweep { subject, findings in
      for (constraint, verdict) in zip(subject.sweep.constraints, subject.admission.verdicts) {
        guard let verdict, verdict.isWhole, verdict.error == nil, verdict.tried > 0, verdict.held == verdict.tried
        else { continue }
        findings.report(
          "the constraint excludes nothing: \(verdict.tried == 1 ? "the only point" : "each of \(verdict.tried) points")"
            + " satisfies it", at: constraint.range, help: "remove it, or write the bound that was meant")
      }
    })

  /// A constraint that can be evaluated without compiling. Returns whether there was something to report.
  private static func report(
    _ verdict: Admission.Verdict, _ constraint: SweepConstraint, _ subject: SweepSubject, _ findings: inout Findings
  ) -> Bool {
    if let (reason, point) = verdict.error {
      let axes = subject.space.axes.indices.filter { constraint.names.contains(subject.space.axes[$0].name) }
      let place = axes.isEmpty ? "" : " at \(subject.space.text(of: point, axes: axes))"
      findings.report(
        "the constraint has no value\(place): \(reason.message)", at: constraint.range, help: reason.help)
      return true
    }
    guard verdict.held == 0, verdict.tried > 0 else { return false }
    findings.report(
      "\(none(of: verdict.tried, isWhole: verdict.isWhole)) the constraint", at: constraint.range,
      severity: verdict.isWhole ? .error : .warning, help: "relax it, or add values that satisfy it")
    return true
  }

  private static func reportCompiled(
    _ constraint: SweepConstraint, _ subject: SweepSubject, _ findings: inout Findings
  ) {
    let trials = subject.survey.trials
    do throws(ExpressionError) {
      for trial in trials where try constraint.holds(at: trial) { return }
    } catch {
      findings.report("the constraint has no value: \(error.message)", at: constraint.range, help: error.help)
      return
    }
    guard !trials.isEmpty else { return }
    let bounds = SweepConstraint.planFigures.filter(constraint.names.contains).sorted().compactMap { name in
      let values = trials.compactMap { $0.figure(name) }
      return values.min().flatMap { low in
        values.max().map { Note("\(name) is \(figure(low))\(low == $0 ? "" : " to \(figure($0))") at these points") }
      }
    }
    findings.report(
      "none of \(trials.count) compiled \(trials.count == 1 ? "point" : "points") satisfies the constraint",
      at: constraint.range, severity: subject.survey.isWhole && subject.survey.refusals.isEmpty ? .error : .warning,
      notes: bounds,
      help: "relax it, or add values that satisfy it")
  }

  private static func none(of count: Int, isWhole: Bool) -> String {
    isWhole
      ? (count == 1 ? "the only point does not satisfy" : "none of \(count) points satisfies")
      : "none of \(count) points, an even sample of the space, satisfies"
  }
}

extension SweepConstraint {
  /// Whether a compiled point satisfies it.
  func holds(at trial: SweepSurvey.Trial) throws(ExpressionError) -> Bool {
    try holds { name in
      if let node = trial.result.parameters.first(where: { $0.name == name })?.value { return node.expressionValue }
      return trial.figure(name).map { value in Int(exactly: value).map { .integer($0) } ?? .number(value) }
    }
  }
}

extension SweepSurvey.Trial {
  /// A figure of the plan that constraints know.
  fileprivate func figure(_ name: String) -> Double? {
    switch name {
    case "parameter_count": Double(result.parameterCount)
    case "flops": result.trainingFLOPs
    case "peak_memory": Double(result.peakMemory)
    default: nil
    }
  }
}
