// W207 metric-not-computed, W213 metric-ignores-validation and W208 goal-contradicts-metric: how trials are compared.

import Diagnostics
import Planner
import SpecParser

extension Rule {
  static let metricNotComputed = Rule(
    "W207", "metric-not-computed", .error, fixable: .unsafe,
    "a sweep compares trials by a figure that no epoch has",
    rationale: """
      Trials are compared by a figure of their training: the loss, the metrics as `training.metrics` names them, and these \
      with `val_` before them where there is a validation set. Without the figure no trial is better than another. The test \
      set is not for choosing: the best of many trials on it would be too good by as much as luck gives.
      """,
    source:
      "https://docs.wandb.ai/guides/sweeps/sweep-config-keys/ (metric); Cawley and Talbot 2010, https://www.jmlr.org/papers/v11/cawley10a.html",
    bad: [
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: «val_accuracy», goal: maximize}
        parameters: {units: {values: [32, 64]}}
      """,
      """
      parameters: {units: 32}
      data: {source: digits, preprocessing: [{rescaling: $(1 / 16)}]}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: «val_loss»}
        parameters: {units: {values: [32, 64]}}
      """,
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      training: {loss: sparse_categorical_crossentropy, metrics: [accuracy], epochs: 10}
      sweep:
        method: grid
        metric: {name: «test_accuracy», goal: maximize}
        parameters: {units: {values: [32, 64]}}
      """,
    ],
    good: [goodMetric],
    .sweep { subject, findings in
      guard let metric = subject.sweep.metric else { return }
      let figures = subject.figures
      guard !figures.contains(where: { $0.name == metric.value }) else { return }
      let names = figures.map(\.name)
      if metric.value.hasPrefix("test_") {
        let instead = "val_" + metric.value.dropFirst(5)
        findings.report(
          "the test set does not choose between trials", at: metric.range,
          help: names.contains(instead) ? "write '\(instead)'" : "choose by the validation set, as by 'val_loss'",
          fix: names.contains(instead) ? replacing(metric.range, with: instead) : nil)
        return
      }
      let measure = metric.value.hasPrefix("val_") ? String(metric.value.dropFirst(4)) : metric.value
      let isMeasured = names.contains(measure)
      findings.report(
        isMeasured
          ? "there is no '\(metric.value)' without a validation set" : "no epoch has a figure '\(metric.value)'",
        at: metric.range,
        help: isMeasured
          ? "add 'validation: {fraction: 0.2}' to data"
          : DidYouMean.nearest(to: metric.value, in: names).map { "did you mean '\($0)'?" }
            ?? "there are \(names.joined(separator: ", ")); name others in training.metrics")
    })

  static let metricIgnoresValidation = Rule(
    "W213", "metric-ignores-validation", .warning, fixable: .unsafe,
    "a sweep compares trials by a figure of the training rows",
    rationale: """
      Compared on the rows that they were trained on, the trial wins that fits them best: the largest network, the \
      least dropout, the most epochs. Only rows that no trial was trained on show which one has learned something.
      """,
    source:
      "Hastie, Tibshirani and Friedman 2009, The Elements of Statistical Learning, section 7.2, https://hastie.su.domains/ElemStatLearn/",
    bad: [
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: «loss»}
        parameters: {units: {values: [32, 64]}}
      """
    ],
    good: [goodMetric],
    .sweep { subject, findings in
      guard let metric = subject.sweep.metric, !metric.value.hasPrefix("val_"),
        subject.figures.contains(where: { $0.name == metric.value })
      else { return }
      let isValidated = subject.spec.data.validation != nil
      findings.report(
        "'\(metric.value)' is measured on the training rows: the trial that overfits most wins", at: metric.range,
        help: isValidated
          ? "write 'val_\(metric.value)'"
          : "add 'validation: {fraction: 0.2}' to data, and compare by 'val_\(metric.value)'",
        fix: isValidated ? replacing(metric.range, with: "val_\(metric.value)") : nil)
    })

  static let goalContradictsMetric = Rule(
    "W208", "goal-contradicts-metric", .warning, fixable: .unsafe,
    "a sweep keeps the worst trial",
    rationale: """
      A loss or an error is better when it is smaller, an accuracy when it is larger. `goal` is `minimize` unless \
      written, so an accuracy needs `goal: maximize`: without it the sweep looks for the worst model, hyperband ends the \
      good trials, and all of it looks like work.
      """,
    source: "https://docs.wandb.ai/guides/sweeps/sweep-config-keys/ (metric: the default goal is minimize)",
    bad: [
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      training: {loss: sparse_categorical_crossentropy, metrics: [accuracy], epochs: 10}
      sweep:
        method: grid
        metric: {name: val_accuracy, goal: «minimize»}
        parameters: {units: {values: [32, 64]}}
      """,
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      training: {loss: sparse_categorical_crossentropy, metrics: [accuracy], epochs: 10}
      sweep:
        method: grid
        metric: {name: «val_accuracy»}
        parameters: {units: {values: [32, 64]}}
      """,
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: grid
        metric: {name: val_loss, goal: «maximize»}
        parameters: {units: {values: [32, 64]}}
      """,
    ],
    good: [goodMetric],
    .sweep { subject, findings in
      guard let metric = subject.sweep.metric,
        let figure = subject.figures.first(where: { $0.name == metric.value })
      else { return }
      let goal = subject.sweep.goal
      let right: SweepSpec.Goal = figure.isMaximized ? .maximize : .minimize
      guard (goal?.value ?? .minimize) != right else { return }
      let direction = figure.isMaximized ? "larger" : "smaller"
      findings.report(
        goal.map { "'\(metric.value)' is better when it is \(direction), and the goal is to \($0.value.rawValue) it" }
          ?? "'\(metric.value)' is better when it is \(direction), and the goal is to minimize it unless written",
        at: goal?.range ?? metric.range, help: "write 'goal: \(right.rawValue)'",
        fix: goal.map { replacing($0.range, with: right.rawValue) })
    })

  private static let goodMetric: Example = """
    parameters: {units: 32}
    model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
    training: {loss: sparse_categorical_crossentropy, metrics: [accuracy], epochs: 10}
    sweep:
      method: grid
      metric: {name: val_accuracy, goal: maximize}
      parameters: {units: {values: [32, 64]}}
    """

  private static func replacing(_ range: SourceRange, with word: String) -> Fix {
    Fix(title: "write '\(word)'", isSafe: false, edits: [Fix.Edit(range: range, replacement: word)])
  }
}

extension SweepSubject {
  /// The figures of an epoch, by their full names, validation first.
  fileprivate var figures: [(name: String, isMaximized: Bool)] {
    let measures = declaredMeasures(spec)
    let validated = spec.data.validation == nil ? [] : measures.map { ("val_\($0.name)", $0.isMaximized) }
    return validated + measures.map { ($0.name, $0.isMaximized) }
  }
}
