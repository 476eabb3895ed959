// N223 frozen-random-layer: weights that are random and stay so.

import Diagnostics
import Planner

extension Rule {
  static let frozenRandomLayer = Rule(
    "N223", "frozen-random-layer", .information, fixable: .unsafe,
    "a layer is frozen and its weights are random",
    rationale: """
      `trainable: false` keeps weights that were learned before, and those come with `training.initial_weights`. Without \
      them, or where `skip` names the layer, it projects its inputs at random in the whole run. That is a method, too \
      (random features, Rahimi and Recht 2007), and so no more than an information.
      """,
    source: "https://keras.io/guides/transfer_learning/",
    bad: [
      """
      model:
        layers:
          - flatten
          - dense: {units: 32, activation: relu, trainable: «false»}
          - dense: 10
      """
    ],
    good: [
      """
      model:
        layers:
          - flatten
          - dense: {units: 32, activation: relu, trainable: true}
          - dense: 10
      """
    ],
    .network { network, findings in
      for stage in network.stages {
        guard case .dense(_, _, let kernel, _) = stage.action, network.beginsAsInitialized(stage),
          network.parameters[kernel].initializer.constantValue == nil
        else { continue }
        let layer = network.layer(of: stage)
        guard !layer.spec.isTrainable else { continue }
        findings.report(
          "'\(layer.name)' is frozen, and its weights are random", at: layer.range(of: "trainable"),
          help: "load weights with 'training.initial_weights', or let it train",
          fix: network.replacing(layer.range(of: "trainable"), with: "true"))
      }
    })
}
