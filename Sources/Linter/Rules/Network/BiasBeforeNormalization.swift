// N224 bias-before-normalization: a bias that batch normalization subtracts again.

import Diagnostics

extension Rule {
  static let biasBeforeNormalization = Rule(
    "N224", "bias-before-normalization", .information,
    "a bias directly before batch normalization has no effect",
    rationale: """
      Batch normalization subtracts each feature's mean, and with it whatever the bias added; its own `beta` takes the \
      bias's place. `use_bias: false` saves the parameters and the work.
      """,
    source: "Ioffe and Szegedy 2015, Batch Normalization, section 3.2, https://arxiv.org/abs/1502.03167",
    bad: [
      """
      model:
        layers: [flatten, {«dense»: 32}, batch_normalization, relu, {dense: 10}]
      """,
      """
      model:
        layers: [flatten, {dense: {units: 32, use_bias: «true»}}, batch_normalization, relu, {dense: 10}]
      """,
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 32, use_bias: false}}, batch_normalization, relu, {dense: 10}]
      """
    ],
    .network { network, findings in
      for (stage, next) in zip(network.stages, network.stages.dropFirst()) {
        guard case .dense(_, let outputs, _, .some) = stage.action, case .batchNormalization = next.action else {
          continue
        }
        let layer = network.layer(of: stage)
        findings.report(
          "the \(outputs) biases of '\(layer.name)' have no effect: batch normalization subtracts them again",
          at: layer.range(of: "use_bias"), help: "write 'use_bias: false'")
      }
    })
}
