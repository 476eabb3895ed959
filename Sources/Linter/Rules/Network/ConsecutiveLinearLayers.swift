// N206 consecutive-linear-layers: two dense layers with nothing between them that isn't linear are one dense layer.

import Diagnostics
import Planner

extension Rule {
  static let consecutiveLinearLayers = Rule(
    "N206", "consecutive-linear-layers", .warning, fixable: .unsafe,
    "two dense layers with no activation between them compute what one could",
    rationale: """
      A product of two matrices is a matrix: without an activation between them, two dense layers can represent nothing \
      that the second could not alone. Dropout, noise and batch normalization between them change nothing of that. Not \
      reported is a first layer narrower than both its inputs and the second layer: that factorizes a large kernel, \
      and saves parameters on purpose.
      """,
    source:
      "Goodfellow, Bengio and Courville 2016, Deep Learning, section 6.1, https://www.deeplearningbook.org/contents/mlp.html; Schoop et al. 2021 (UMLAUT), https://doi.org/10.1145/3411764.3445538",
    bad: [
      """
      model:
        layers:
          - flatten
          - «dense»: 64
          - dropout: 0.2
          - dense: 10
      """,
      """
      model:
        layers: [flatten, {dense: {units: 64, activation: «linear»}}, {dense: 10}]
      """,
      """
      model:
        layers: [flatten, {«dense»: 32}, batch_normalization, {dense: {units: 32, activation: relu}}, {dense: 10}]
      """,
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: 64}, relu, {dense: 10}]
      """,
      """
      model:
        layers: [flatten, {dense: 4}, {dense: {units: 32, activation: relu}}, {dense: 10}]
      """,
      "model: {layers: [flatten, {dense: 10}]}",
    ],
    .network { network, findings in
      var previous: (stage: Stage, inputs: Int, outputs: Int)?
      for stage in network.stages {
        switch stage.action {
        case .dense(let inputs, let outputs, _, _):
          if let first = previous, first.outputs >= min(first.inputs, outputs) {
            let layer = network.layer(of: first.stage)
            let place = network.activationRange(of: first.stage)
            findings.report(
              "nothing but linear steps stands between '\(layer.name)' and '\(network.layer(of: stage).name)': together "
                + "they compute no more than one dense layer of \(outputs)", at: place,
              help: "give '\(layer.name)' an activation, as relu, or leave it out",
              fix: layer.arguments.ranges["activation"] == nil ? nil : network.replacing(place, with: "relu"))
          }
          previous = (stage, inputs, outputs)
        case .activation(let call): if call.function != .linear { previous = nil }
        // Layer normalization divides by each row's own deviation, which is not linear.
        case .layerNormalization: previous = nil
        // Layers on both sides of another arrangement of the axes mix different elements.
        case .reshape: if stage.inputs != stage.outputs { previous = nil }
        case .dropout, .noise, .batchNormalization: break
        }
      }
    })
}
