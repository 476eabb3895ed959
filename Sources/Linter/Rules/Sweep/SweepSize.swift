// W205 sweep-size: a sweep that nobody can wait for, and W212 sweep-work: what a sweep comes to, for those who ask.

import Diagnostics
import SpecParser

extension Rule {
  static let sweepSize = Rule(
    "W205", "sweep-size", .warning,
    "a sweep has over 10,000 trials, or is predicted to take over a day",
    rationale: """
      A grid multiplies: six parameters of five values each are 15,625 trials. Random search finds as good a point with a \
      fraction of them, because few of the parameters matter and a grid tries the same values of these again and again; \
      with 60 random trials one is among the best 5 % of the space with a probability of 95 %. The time is the plan's \
      predicted time, for full-length trials one after the other.
      """,
    source:
      "Bergstra and Bengio 2012, Random Search for Hyper-Parameter Optimization, https://jmlr.org/papers/v13/bergstra12a.html",
    bad: [
      """
      parameters: {rate: 1e-3, beta: 0.9}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: $rate, beta_1: $beta}}}
      sweep:
        method: «grid»
        metric: {name: val_loss}
        parameters:
          rate: {distribution: log_uniform, min: 1e-4, max: 1e-2, steps: 200}
          beta: {min: 0.8, max: 0.95, steps: 100}
      """
    ],
    good: [
      """
      parameters: {rate: 1e-3, beta: 0.9}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: $rate, beta_1: $beta}}}
      sweep:
        method: random
        run_cap: 60
        metric: {name: val_loss}
        parameters:
          rate: {distribution: log_uniform, min: 1e-4, max: 1e-2}
          beta: {min: 0.8, max: 0.95}
      """
    ],
    .sweep { subject, findings in
      guard let work = subject.work, work.isAbsurd else { return }
      let isGrid = subject.sweep.method.value == .grid
      findings.report(
        "the sweep has \(work.text)", at: subject.sweep.method.range,
        help: isGrid
          ? "use 'method: random' with 'run_cap: 60', or fewer values" : "lower run_cap, or use fewer epochs")
    })

  static let sweepWork = Rule(
    "W212", "sweep-work", .information, isOnByDefault: false,
    "what a sweep comes to: its trials, their arithmetic and time",
    rationale: """
      The number of trials that the constraints and `run_cap` leave, and the arithmetic and predicted time of training them \
      to their end, from the plans of the points that the linter compiles. It is no mistake: the rule is off unless selected.
      """,
    source: "Williams, Waterman and Patterson 2009, Roofline, https://doi.org/10.1145/1498765.1498785",
    bad: [
      """
      parameters: {units: 32}
      model: {layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]}
      sweep:
        method: «grid»
        metric: {name: val_loss}
        parameters: {units: {values: [16, 32, 64]}}
      """
    ],
    good: ["seed: 1"],
    .sweep { subject, findings in
      guard let work = subject.work, !work.isAbsurd else { return }
      findings.report("the sweep has \(work.text)", at: subject.sweep.method.range)
    })
}

/// What a sweep comes to if every trial runs to its end.
struct SweepWork: Sendable {
  /// `executions_per_trial` counted.
  var trainings: Int
  /// Of all trials together; nil where no point was compiled.
  var flops: Double?
  var seconds: Double?

  var isAbsurd: Bool { trainings > 10_000 || (seconds ?? 0) > 86_400 }

  /// `12 trials: about 1.4 TFLOP, 3.2 s on the machine that plans are made for`.
  var text: String {
    let count = trainings == .max ? "more trials than can be counted" : "\(trainings) trial\(trainings == 1 ? "" : "s")"
    guard let flops, let seconds else { return count }
    return "\(count): about \(Self.scaled(flops, Self.flopUnits)), \(Self.scaled(seconds, Self.timeUnits)) as predicted"
  }

  private static let flopUnits = [("EFLOP", 1e18), ("PFLOP", 1e15), ("TFLOP", 1e12), ("GFLOP", 1e9), ("MFLOP", 1e6)]
  private static let timeUnits = [
    ("years", 31_557_600), ("days", 86_400), ("hours", 3600), ("minutes", 60), ("s", 1), ("ms", 1e-3),
  ]

  /// In the largest unit of which there are two.
  private static func scaled(_ value: Double, _ units: [(name: String, size: Double)]) -> String {
    guard let unit = units.first(where: { value >= 2 * $0.size }) ?? units.last else { return figure(value) }
    let share = value / unit.size
    return "\(figure(share < 100 ? (share * 10).rounded() / 10 : share.rounded())) \(unit.name)"
  }
}

extension SweepSubject {
  /// nil where nothing ends the sweep.
  var work: SweepWork? {
    guard let trialCount else { return nil }
    let (product, overflow) = trialCount.multipliedReportingOverflow(by: sweep.executionsPerTrial)
    let trainings = overflow ? .max : product
    let compiled =
      sweep.constraints.isEmpty
      ? survey.plans
      : survey.plans.filter { trial in
        sweep.constraints.allSatisfy { (try? $0.holds(at: trial)) ?? false }
      }
    guard !compiled.isEmpty else { return SweepWork(trainings: trainings) }
    func total(_ figure: (PointResult) -> Double) -> Double {
      compiled.reduce(0) { $0 + figure($1.result) } / Double(compiled.count) * Double(trainings)
    }
    return SweepWork(trainings: trainings, flops: total(\.trainingFLOPs), seconds: total(\.seconds))
  }
}
