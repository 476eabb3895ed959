// N208 dropout-after-output: predictions that are dropped at random.

import Diagnostics

extension Rule {
  static let dropoutAfterOutput = Rule(
    "N208", "dropout-after-output", .warning, fixable: .unsafe,
    "dropout or noise behind the last dense layer falls on the predictions themselves",
    rationale: """
      Dropout is for what layers further on can make up for. Behind the last dense layer it sets predictions to 0 at \
      random, which the loss then punishes, and which no weight can mend. The right place is before the last dense layer.
      """,
    source: "Srivastava et al. 2014, Dropout, https://jmlr.org/papers/v15/srivastava14a.html",
    bad: [
      """
      model:
        layers:
          - flatten
          - dense: {units: 32, activation: relu}
          - dense: 10
          - «dropout»: 0.2
      """,
      """
      model:
        layers: [flatten, {dense: 10}, {«gaussian_noise»: 0.1}, softmax]
      """,
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dropout: 0.2}, {dense: 10}]
      """
    ],
    .network { network, findings in
      guard network.isComplete, let output = network.stages.lastIndex(where: \.isDense) else { return }
      for stage in network.stages[output...] {
        // Behind probabilities the compiler refuses it.
        if stage.activation == .softmax || stage.activation == .sigmoid { return }
        let what: String
        switch stage.action {
        case .dropout(let rate) where rate > 0: what = "drops \(about(100 * rate)) % of the predictions at random"
        case .noise(let deviation) where deviation > 0: what = "adds noise of \(about(deviation)) to the predictions"
        default: continue
        }
        let layer = network.layer(of: stage)
        findings.report(
          "\(layer.kind) behind the last dense layer \(what)", at: layer.nameRange,
          help: "move it before the last dense layer, or remove it", fix: network.removing(layer, isSafe: false))
      }
    })
}
