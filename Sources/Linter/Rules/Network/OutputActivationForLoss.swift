// N205 output-activation-for-loss: an activation at the end that keeps the loss from what it needs.

import Diagnostics
import ExecutionPlan
import Glibc
import Planner

extension Rule {
  static let outputActivationForLoss = Rule(
    "N205", "output-activation-for-loss", .warning, fixable: .unsafe,
    "the model ends in an activation that the loss can't use",
    rationale: """
      A cross-entropy wants logits of any size, or `softmax` (`sigmoid` for `binary_crossentropy`), which it undoes. \
      Another activation at the end cuts the logits: after `relu` none is below 0, and a unit that gives 0 for every row \
      has no gradient and never learns; after `tanh` all lie between -1 and 1, so no probability can come near 1. A loss \
      for numbers wants a linear end as well: where `relu` gives 0 there is no gradient, and scaled targets (mean 0) lie on \
      both sides of 0.
      """,
    source:
      "Nikanjam et al. 2021, Automatic Fault Detection for Deep Learning Programs (NeuraLint), https://arxiv.org/abs/2105.08095; https://keras.io/api/losses/probabilistic_losses/",
    bad: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: {units: 10, activation: «relu»}}]
      """,
      """
      model:
        layers:
          - flatten
          - dense: 10
          - «tanh»
      """,
      Example(
        """
        data: {source: {csv: {path: t.csv, target: y}}, target_preprocessing: [normalization]}
        model:
          layers: [{dense: {units: 4, activation: relu}}, {dense: {units: 1, activation: «sigmoid»}}]
        training: {loss: mse, epochs: 3}
        """, files: ["t.csv": "x,y\n1,2\n2,4\n3,6\n4,5\n"]),
      Example(
        """
        data: {source: {csv: {path: t.csv, target: y}}}
        model:
          layers: [{dense: {units: 4, activation: relu}}, {dense: {units: 1, activation: «relu»}}]
        training: {loss: mae, epochs: 3}
        """, files: ["t.csv": "x,y\n1,2\n2,4\n3,6\n4,5\n"]),
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: 10}, softmax]
      """,
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: 10}, log_softmax]
      """,
      Example(
        """
        data: {source: {csv: {path: t.csv, target: y}}, target_preprocessing: [normalization]}
        model:
          layers: [{dense: {units: 4, activation: relu}}, {dense: 1}]
        training: {loss: mse, epochs: 3}
        """, files: ["t.csv": "x,y\n1,2\n2,4\n3,6\n4,5\n"]),
    ],
    .network { network, findings in
      guard let end = network.endActivation, case .activation(let call) = end.action else { return }
      let place = network.activationRange(of: end)
      let loss = network.spec.training.loss.name
      let name = call.function.specName
      switch LossEnd(loss) {
      case .softmax:
        // log_softmax is undone by softmax; sigmoid is N202's.
        guard ![.softmax, .logSoftmax, .sigmoid].contains(call.function), end.outputs > 1 else { return }
        findings.report(
          "\(loss) takes the outputs for logits, and \(call.consequence(forClasses: end.outputs))", at: place,
          help: "end in 'softmax', or in no activation", fix: network.replacing(place, with: "softmax"))
      case .sigmoid:
        guard ![.sigmoid, .softmax, .logSoftmax].contains(call.function) else { return }
        findings.report(
          "\(loss) takes the output for a logit, and \(call.consequenceForYesOrNo)", at: place,
          help: "end in 'sigmoid', or in no activation", fix: network.replacing(place, with: "sigmoid"))
      case .numbers:
        guard !(call.function == .softmax && end.outputs > 1) else { return }
        if network.normalizesTargets, call.range != .all, call.range.lower > -3 || call.range.upper < 3 {
          findings.report(
            "normalized targets have mean 0 and deviation 1, but \(name) gives values \(call.range.phrase)", at: place,
            help: "end in no activation", fix: network.replacing(place, with: "linear"))
        } else if call.isFlatBelow {
          findings.report(
            "where \(name) is flat at the end, \(loss) sends no gradient back: an output that begins there stays there",
            at: place, help: "end in no activation, or in 'softplus' where targets are positive",
            fix: network.replacing(place, with: "linear"))
        }
      case .other: break
      }
    })
}

extension Network {
  /// Whether targets are scaled to mean 0 and variance 1.
  var normalizesTargets: Bool { spec.data.targetPreprocessing.last?.name == "normalization" }
}

extension ActivationCall {
  /// What comes of this activation's values as logits of so many classes.
  fileprivate func consequence(forClasses count: Int) -> String {
    let name = function.specName
    let range = range
    if range.isBounded {
      let best = 1 / (1 + Double(count - 1) * exp(range.lower - range.upper))
      return "\(name) gives them \(range.phrase): no probability gets above \(about(best))"
    }
    if isFlatBelow { return "\(name) gives none below 0: a unit that is flat for every row never learns" }
    return range.isUnlimited ? "\(name) only bends them" : "\(name) gives them \(range.phrase)"
  }

  /// What comes of this activation's values as the logit of a yes.
  fileprivate var consequenceForYesOrNo: String {
    let name = function.specName
    let range = range
    func probability(_ logit: Double) -> String { about(1 / (1 + exp(-logit))) }
    if range.isUnlimited { return "\(name) only bends it" }
    let values = "\(name) gives it \(range.phrase)"
    return switch (range.lower > -.infinity, range.upper < .infinity) {
    case (true, true):
      "\(values): the probability stays between \(probability(range.lower)) and \(probability(range.upper))"
    case (true, false): "\(values): the probability never falls below \(probability(range.lower))"
    default: "\(values): the probability never rises above \(probability(range.upper))"
    }
  }
}
