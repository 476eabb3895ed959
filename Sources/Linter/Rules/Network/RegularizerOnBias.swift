// N217 regularizer-on-bias: a penalty on numbers that overfit nothing.

import Diagnostics

extension Rule {
  static let regularizerOnBias = Rule(
    "N217", "regularizer-on-bias", .information,
    "a penalty on a bias",
    rationale: """
      A bias moves the output of one unit and takes part in no product with an input: it needs less data than a kernel to be \
      fitted well, leaves little to overfit, and a penalty draws the model away from the mean of its targets. Penalties are \
      commonly put on kernels alone.
      """,
    source:
      "Goodfellow, Bengio and Courville 2016, Deep Learning, section 7.1, https://www.deeplearningbook.org/contents/regularization.html",
    bad: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu, bias_regularizer: «{l2: 0.01}»}}, {dense: 10}]
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu, kernel_regularizer: {l2: 0.001}}}, {dense: 10}]
      """
    ],
    .network { network, findings in
      for layer in network.layers where layer.kind("bias_regularizer") != nil {
        findings.report(
          "a penalty on the bias of '\(layer.name)' underfits and prevents no overfitting",
          at: layer.range(of: "bias_regularizer"), help: "use kernel_regularizer instead")
      }
    })
}
