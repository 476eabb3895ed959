// N218 layer-without-effect: a layer that gives what it gets.

import Diagnostics
import Planner

extension Rule {
  static let layerWithoutEffect = Rule(
    "N218", "layer-without-effect", .information, fixable: .unsafe,
    "a layer that changes nothing",
    rationale: """
      Dropout at a rate of 0, noise of deviation 0, `flatten` of what is flat already, `reshape` to the shape that is there \
      and `linear` give out what they get. They cost nothing, but a reader takes them for something. Where the value \
      comes from a parameter, which may be 0 in one of many runs, nothing is reported, nor for a layer in a `repeat` that has an \
      effect in one of its turns.
      """,
    source: "https://keras.io/api/layers/",
    bad: [
      """
      model:
        layers:
          - flatten
          - dense: {units: 32, activation: relu}
          - «dropout»: 0
          - «flatten»
          - «linear»
          - dense: 10
      """
    ],
    good: [
      """
      parameters: {rate: 0}
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dropout: $rate}, {dense: 10}]
      """
    ],
    .network { network, findings in
      var reasons: [(layer: NetworkLayer, reason: String)] = []
      var effective: Set<SourceRange> = []
      for layer in network.layers {
        if let reason = network.reasonForNoEffect(of: layer) {
          reasons.append((layer, reason))
        } else {
          effective.insert(layer.range)
        }
      }
      for (layer, reason) in reasons where !effective.contains(layer.range) {
        findings.report(
          "'\(layer.kind)' changes nothing: \(reason)", at: layer.nameRange, help: "remove it",
          // The numbers stay as they are where no random ones are drawn, but the spec says something else.
          fix: network.removing(layer, isSafe: false))
      }
    })
}

extension Network {
  /// Why a layer changes nothing; nil where it has an effect.
  fileprivate func reasonForNoEffect(of layer: NetworkLayer) -> String? {
    switch layer.kind {
    case "dropout": isZero("rate", of: layer) ? "it drops nothing" : nil
    case "gaussian_noise": isZero("stddev", of: layer) ? "its noise is 0" : nil
    case "flatten", "reshape":
      layer.inputShape == layer.outputShape ? "its input is \(layer.inputShape) already" : nil
    case "linear": "it is the identity"
    case "activation":
      layer.kind("activation")?.name == "linear" && isWrittenOut(layer.range(of: "activation"))
        ? "linear is the identity" : nil
    default: nil
    }
  }

  private func isZero(_ field: String, of layer: NetworkLayer) -> Bool {
    layer.arguments.values[field]?.number == 0 && isWrittenOut(layer.range(of: field))
  }
}
