// N216 softmax-inside-network: a hidden layer whose units must share a sum of 1.

import Diagnostics
import ExecutionPlan

extension Rule {
  static let softmaxInsideNetwork = Rule(
    "N216", "softmax-inside-network", .warning, fixable: .unsafe,
    "softmax as the activation of a hidden layer",
    rationale: """
      The outputs of a softmax sum to 1: the more units a layer has, the smaller its values, 1 / n in the mean, and the \
      gradients through it shrink in the same way. It belongs at the end of a classifier. Hidden layers want relu or one of \
      its kin.
      """,
    source:
      "Goodfellow, Bengio and Courville 2016, Deep Learning, section 6.2.2.3, https://www.deeplearningbook.org/contents/mlp.html",
    bad: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: «softmax»}}, {dense: 10}]
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: {units: 10, activation: softmax}}]
      """
    ],
    .network { network, findings in
      for stage in network.hiddenStages where stage.inputs > 1 {
        guard let activation = stage.activation, activation == .softmax || activation == .sparsemax else { continue }
        let place = network.activationRange(of: stage)
        findings.report(
          "\(activation.specName) in a hidden layer makes its \(stage.inputs) values share a sum of 1: they are "
            + "\(about(1 / Double(stage.inputs))) in the mean",
          at: place, help: "use relu here, and softmax at the end", fix: network.replacing(place, with: "relu"))
      }
    })
}
