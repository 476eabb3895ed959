// N221 strong-regularizer: a penalty that outweighs what any row can say.

import Diagnostics

extension Rule {
  static let strongRegularizer = Rule(
    "N221", "strong-regularizer", .warning,
    "a penalty is strong enough to hold the weights at 0",
    rationale: """
      The gradient of a cross-entropy with respect to a weight of the last layer is a mean of (p - t) x, which is below 1 \
      in size for inputs of size 1 and seldom above 0.1. A penalty `l1` pulls each weight to 0 with `l1` at every step, and \
      `l2` with `2 l2 w`: at 1 or more they outweigh any such gradient, and the weights stay near 0. Usual strengths \
      lie between 1e-5 and 1e-2.
      """,
    source:
      "Goodfellow, Bengio and Courville 2016, Deep Learning, section 7.1, https://www.deeplearningbook.org/contents/regularization.html; https://keras.io/api/layers/regularizers/",
    bad: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu, kernel_regularizer: «{l2: 10}»}}, {dense: 10}]
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu, kernel_regularizer: {l2: 0.01}}}, {dense: 10}]
      """
    ],
    .network { network, findings in
      for layer in network.layers {
        guard let penalty = layer.kind("kernel_regularizer") else { continue }
        let strengths = ["l1", "l2"].compactMap { name -> (String, Double)? in
          guard let value = penalty.arguments.values[name]?.number, value >= 1 else { return nil }
          return (name, value)
        }
        guard let (name, value) = strengths.first else { continue }
        findings.report(
          "an \(name) of \(figure(value)) pulls the weights of '\(layer.name)' to 0 harder than the loss can pull them "
            + "away", at: layer.range(of: "kernel_regularizer"), help: "try 1e-4")
      }
    })
}
