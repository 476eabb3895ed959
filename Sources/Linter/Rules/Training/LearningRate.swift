// T201 learning-rate: a step size outside of what the optimizer tolerates, or too small for the number of steps.
//
// The bounds:
// - Adam and RMSprop move a weight by about the learning rate in each step, whatever the gradient (Kingma and Ba 2015,
//   section 2.1). With Glorot's initialization a weight of a layer of n inputs and outputs has a deviation of 1 / sqrt(n):
//   at 0.1 a single step is larger than the weights of every layer above 100 units.
// - The same bound says how far a weight can get in a whole run: less than steps x rate. Below a hundredth nothing is learned.
// - For gradient descent on standardized inputs Bengio 2012 (section 3.1) gives rates below 1 and above 1e-6; momentum m
//   multiplies the step by 1 / (1 - m).

import Diagnostics
import SpecParser

extension Rule {
  static let learningRate = Rule(
    "T201", "learning-rate", .warning,
    "a learning rate is outside what the optimizer tolerates",
    rationale: """
      Too large, the loss jumps about or becomes infinite; too small, nothing is learned. Adam, RMSprop and their kin move \
      each weight by about the learning rate in every step: 0.1 is more than the weights themselves are, and with \
      fewer than 0.01 / rate steps no weight can get anywhere (0.05 / rate for gradient descent, whose steps are rate times \
      gradient). For plain gradient descent rates lie between 1e-6 and 1, \
      and momentum m multiplies the step by 1 / (1 - m). Defaults are 1e-3 for the adaptive ones and 1e-2 for `sgd`.
      """,
    source:
      "Bengio 2012, https://arxiv.org/abs/1206.5533, section 3.1; Kingma and Ba 2015, https://arxiv.org/abs/1412.6980, section 2.1",
    bad: [
      "training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: «0.5»}}}",
      "training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {sgd: {learning_rate: «3»}}}",
      "training: {loss: sparse_categorical_crossentropy, epochs: 2, optimizer: {adam: {learning_rate: «1e-5»}}}",
    ],
    good: [
      "training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: 3e-3}}}",
      "training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {sgd: {learning_rate: 0.5}}}",
      "training: {loss: sparse_categorical_crossentropy, epochs: 10}",
    ],
    .network { network, findings in
      let optimizer = network.spec.training.optimizer
      guard let rate = optimizer.arguments.values["learning_rate"]?.number else { return }
      let place = optimizer.arguments.ranges["learning_rate"] ?? optimizer.nameRange
      if rate == 0 {
        findings.report(
          "a learning rate of 0 changes no weight", at: place, severity: .error,
          help: "write a rate above 0, as 1e-3")
        return
      }
      guard optimizer.name == "sgd" else {
        checkAdaptive(rate, at: place, network, &findings)
        return
      }
      let momentum = optimizer.arguments.values["momentum"]?.number ?? 0
      let step = rate / max(1 - momentum, 1e-9)
      if rate > 1 {
        findings.report(
          "a learning rate of \(figure(rate)) is above what gradient descent bears", at: place,
          help: "try 1e-2; rates above 1 diverge on nearly every network")
      } else if step > 10 {
        findings.report(
          "a learning rate of \(figure(rate)) with momentum \(figure(momentum)) makes steps of \(figure(step)) gradients",
          at: place, help: "try 1e-2: momentum m multiplies a step by 1 / (1 - m)")
      } else if rate < 1e-6 {
        findings.report(
          "a learning rate of \(figure(rate)) is too small for anything to be learned", at: place, help: "try 1e-2")
      } else {
        checkReach(step, of: 0.05, "times its gradient", at: place, network, &findings)
      }
    })

  private static func checkAdaptive(
    _ rate: Double, at place: SourceRange, _ network: Network, _ findings: inout Findings
  ) {
    let name = network.spec.training.optimizer.name
    if rate >= 0.1 {
      findings.report(
        "a learning rate of \(figure(rate)) moves every weight by about \(figure(rate)) in each step of \(name)",
        at: place,
        help: "try 1e-3, the default; more than 1e-2 seldom helps")
    } else {
      checkReach(rate, of: 0.01, "from where it began", at: place, network, &findings)
    }
  }

  /// Reports a run whose steps together can't take a weight anywhere.
  ///
  /// - Parameters:
  ///   - step: how far one step goes, in the unit that `distance` names.
  ///   - least: how far a run must be able to go.
  private static func checkReach(
    _ step: Double, of least: Double, _ distance: String, at place: SourceRange, _ network: Network,
    _ findings: inout Findings
  ) {
    let steps = network.updateCount
    guard steps > 0, step * Double(steps) < least else { return }
    let training = network.spec.training
    // Where the rate is the default, or a common one, the run is too short.
    let isShort = step >= 1e-4 && training.epochs.range != training.range
    findings.report(
      "in \(steps) \(steps == 1 ? "step" : "steps") of \(training.optimizer.name) no weight gets farther than "
        + "\(figure(step * Double(steps))) \(distance)", at: isShort ? training.epochs.range : place,
      help: isShort ? "train for more epochs, or in smaller batches" : "use a larger learning rate")
  }
}

extension Network {
  /// Optimizer steps of the whole run.
  var updateCount: Int {
    let batch = max(spec.training.batchSize.value, 1)
    let batches = (summary.trainingRows + batch - 1) / batch
    return batches.multipliedReportingOverflow(by: max(spec.training.epochs.value, 0)).partialValue
  }
}

/// A figure as people write it: 0.001, 1e-05, 30.
func figure(_ value: Double) -> String {
  guard value.isFinite else { return "\(value)" }
  if value == value.rounded(), abs(value) < 1e6 { return String(Int(value)) }
  let magnitude = abs(value)
  if magnitude >= 1e-3, magnitude < 1e6 {
    // Four significant digits, without the zeros behind them.
    var scale = 1.0
    while magnitude * scale < 1000, scale < 1e9 { scale *= 10 }
    return "\((value * scale).rounded() / scale)"
  }
  var exponent = 0
  var mantissa = magnitude
  while mantissa >= 10, exponent < 400 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
  while mantissa > 0, mantissa < 1, exponent > -400 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
  var digits = (mantissa * 100).rounded() / 100
  // 9.999 is 10 in three digits.
  if digits >= 10 { (digits, exponent) = (digits / 10, exponent + 1) }
  let text = digits == digits.rounded() ? String(Int(digits)) : "\(digits)"
  return "\(value < 0 ? "-" : "")\(text)e\(exponent)"
}
