// T203 l2-with-adaptive-optimizer: a penalty that an adaptive method divides by the gradient's size.

import Diagnostics
import SpecParser

extension Rule {
  static let l2WithAdaptiveOptimizer = Rule(
    "T203", "l2-with-adaptive-optimizer", .information,
    "an l2 penalty under an adaptive optimizer is not weight decay",
    rationale: """
      An l2 penalty adds its gradient to the loss's, and an adaptive optimizer divides both by the gradient's running size: \
      weights with large gradients are penalized less than the others, and the strength means something else for each of them. \
      `weight_decay` shrinks all weights alike; that is what `adamw` is for. With both at once, two different \
      penalties act and neither's strength can be read from the spec.
      """,
    source: "Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization, https://arxiv.org/abs/1711.05101",
    bad: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu, kernel_regularizer: «{l2: 0.001}»}}, {dense: 10}]
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu, kernel_regularizer: {l2: 0.001}}}, {dense: 10}]
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {sgd: {learning_rate: 0.1}}}
      """,
      "training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adamw: {weight_decay: 0.01}}}",
    ],
    .network { network, findings in
      let optimizer = network.spec.training.optimizer
      guard optimizer.name != "sgd" else { return }
      let decay = optimizer.arguments.values["weight_decay"]?.number ?? 0
      let penalized = network.layers.first { layer in
        layer.kind("kernel_regularizer").map { ["l2", "l1_l2"].contains($0.name) } ?? false
      }
      guard let layer = penalized else { return }
      let place = layer.range(of: "kernel_regularizer")
      if decay > 0 {
        findings.report(
          "an l2 penalty and weight_decay \(figure(decay)) act on the same weights", at: place, severity: .warning,
          notes: [Note("weight_decay", at: .spec(optimizer.arguments.ranges["weight_decay"] ?? optimizer.nameRange))],
          help: "keep weight_decay, which \(optimizer.name) applies to all weights alike")
      } else {
        findings.report(
          "\(optimizer.name) divides the penalty's gradient by the gradient's size: this is not weight decay",
          at: place,
          help: "use 'adamw' with 'weight_decay' instead")
      }
    })
}
