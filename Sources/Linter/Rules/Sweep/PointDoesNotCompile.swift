// W204 point-does-not-compile: trials that can only fail.

import Diagnostics
import SpecParser

extension Rule {
  static let pointDoesNotCompile = Rule(
    "W204", "point-does-not-compile", .warning,
    "a point of a sweep does not compile",
    rationale: """
      The spec compiles with its defaults, but not with this value: a trial with it fails whenever its turn comes, perhaps \
      after hours. The linter compiles points: each value once with the others at their defaults, the ends of ranges \
      and one number between them, then combinations of the values that change the plan, up to \
      \(SweepSurvey.compilationLimit) points; constraints are heeded. A combination that can't work is best excluded by a \
      constraint.
      """,
    source:
      "https://keras.io/keras_tuner/api/tuners/base_tuner/ (max_retries_per_trial, max_consecutive_failed_trials)",
    bad: [
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {units: {values: [«0», 32, 64]}}
      """,
      """
      parameters: {activation: relu}
      model: {layers: [flatten, {dense: {units: 32, activation: $activation}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {activation: {values: [relu, «rleu», tanh]}}
      """,
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: random
        run_cap: 20
        metric: {name: val_loss}
        parameters: {units: «{min: 16, max: 128}»}
      """,
      """
      parameters: {width: 8, height: 8}
      model: {layers: [{reshape: ["$(width)", "$(height)"]}, flatten, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {width: {values: [8, «4»]}, height: {values: [8, «16»]}}
      """,
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
      """,
      """
      parameters: {width: 8, height: 8}
      model: {layers: [{reshape: ["$(width)", "$(height)"]}, flatten, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss}
        parameters: {width: {values: [8, 4]}, height: {values: [8, 16]}}
        constraints: [width * height == 64]
      """,
    ],
    .sweep { subject, findings in
      let survey = subject.survey
      var combinations = 0
      for refusal in survey.refusals {
        guard let axis = refusal.axes.last, combinations < shownCombinations else { continue }
        if refusal.axes.count > 1 { combinations += 1 }
        report(refusal, at: axis, subject, &findings)
      }
    })

  /// Combinations that are named; more would hide the reason.
  private static let shownCombinations = 3

  private static func report(
    _ refusal: SweepSurvey.Refusal, at axis: Int, _ subject: SweepSubject, _ findings: inout Findings
  ) {
    let space = subject.space
    let value = space.axes[axis].choices[refusal.point[axis]]
    var notes: [Note] = []
    if case .spec(let place) = refusal.error.place, place != value.range {
      notes.append(Note("the error is here", at: refusal.error.place))
    }
    let others = space.axes.indices.filter { !refusal.axes.contains($0) }
    if !others.isEmpty { notes.append(Note("tried with \(space.text(of: refusal.point, axes: others))")) }
    if refusal.axes.count > 1 {
      notes.append(
        Note("\(subject.survey.refusals.count) of \(subject.survey.compilations) points that were tried do not compile")
      )
    }
    let isAlone = refusal.axes.count == 1
    findings.report(
      "\(space.text(of: refusal.point, axes: refusal.axes)) \(isAlone ? "does" : "do") not compile"
        + "\(isAlone ? "" : " together"): \(refusal.error.message)", at: value.range, notes: notes,
      help: wantsIntegers(value, subject.sweep.axes.first { $0.name.value == space.axes[axis].name })
        ? "write 'distribution: int_uniform' to draw integers"
        : (isAlone ? refusal.error.help ?? "remove the value" : "exclude it by a constraint, or remove a value"))
  }

  /// Whether a number between integers stands where an integer is wanted.
  private static func wantsIntegers(_ value: Node, _ axis: SweepAxis?) -> Bool {
    guard case .range(let range)? = axis?.space, range.distribution != .integers,
      let number = value.scalar.flatMap({ if case .number(let number) = $0.value { number } else { nil } })
    else { return false }
    return number != number.rounded() && range.minimum.value == range.minimum.value.rounded()
      && range.maximum.value == range.maximum.value.rounded()
  }
}
