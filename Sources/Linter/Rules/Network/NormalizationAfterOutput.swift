// N222 normalization-after-output: a normalization behind the last dense layer.

import Diagnostics

extension Rule {
  static let normalizationAfterOutput = Rule(
    "N222", "normalization-after-output", .warning, fixable: .unsafe,
    "a normalization behind the last dense layer undoes what the model says",
    rationale: """
      Batch normalization makes a prediction depend on the other rows of its batch in training, and brings each output to \
      the same mean and deviation, whatever the classes' shares or the targets' unit; only gamma and beta, which begin at 1 \
      and 0, can bring them back. Behind a softmax the outputs are no probabilities any more. Normalizations belong before \
      the hidden layers' activations.
      """,
    source: "Ioffe and Szegedy 2015, Batch Normalization, section 3.2, https://arxiv.org/abs/1502.03167",
    bad: [
      """
      model:
        layers:
          - flatten
          - dense: {units: 32, activation: relu}
          - dense: 10
          - «batch_normalization»
          - softmax
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: 32}, batch_normalization, relu, {dense: 10}]
      """
    ],
    .network { network, findings in
      guard network.isComplete, let output = network.stages.lastIndex(where: \.isDense) else { return }
      for stage in network.stages[output...] where stage.isNormalization {
        let layer = network.layer(of: stage)
        findings.report(
          "'\(layer.kind)' behind the last dense layer normalizes the predictions themselves", at: layer.nameRange,
          help: "move it before the activation of a hidden layer, or remove it",
          fix: network.removing(layer, isSafe: false))
      }
    })
}
