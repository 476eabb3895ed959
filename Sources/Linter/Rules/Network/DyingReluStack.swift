// N214 dying-relu-stack: a deep narrow network of relus that may be dead before training begins.

import Diagnostics
import ExecutionPlan
import Glibc
import Planner

extension Rule {
  static let dyingReluStack = Rule(
    "N214", "dying-relu-stack", .warning,
    "a deep narrow stack of relu layers may be dead at the start",
    rationale: """
      With symmetric random kernels and biases of 0 a relu gives 0 for a row with probability 1/2. If all units of one \
      layer do, the output no longer depends on the input, and no gradient comes back. The probability of that is at most \
      1 - (1 - 2^-w1)(1 - 2^-w2)... for layers of w1, w2, ... units (Lu et al.). Reported is a bound of a \
      fifth or more over at least three layers: ten layers of 10 have 0.01, ten of 4 have 0.48.
      """,
    source: "Lu et al. 2019, Dying ReLU and Initialization, https://arxiv.org/abs/1903.06733",
    bad: [
      """
      model:
        layers:
          - flatten
          - repeat: {times: 10, layers: [{dense: {units: «4», activation: relu}}]}
          - dense: 10
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {repeat: {times: 10, layers: [{dense: {units: 10, activation: relu}}]}}, {dense: 10}]
      """,
      """
      model:
        layers: [flatten, {repeat: {times: 10, layers: [{dense: {units: 4, activation: leaky_relu}}]}}, {dense: 10}]
      """,
    ],
    .network { network, findings in
      guard network.isComplete else { return }
      var alive = 1.0
      var widths: [(stage: Stage, width: Int)] = []
      var current: Stage?
      for stage in network.hiddenStages {
        switch stage.action {
        case .dense(_, _, let kernel, let bias):
          let isSymmetric = network.parameters[kernel].initializer.isSymmetric
          let isUnbiased = bias.map { network.parameters[$0].initializer == .constant(0) } ?? true
          current = isSymmetric && isUnbiased && network.beginsAsInitialized(stage) ? stage : nil
        case .activation(let call):
          if let stage = current, [.relu, .relu6].contains(call.function) {
            widths.append((stage, stage.outputs))
            alive *= 1 - pow(2, -Double(stage.outputs))
          }
          current = nil
        // A normalization gives each unit, or each row, values on both sides of 0.
        case .batchNormalization, .layerNormalization: current = nil
        case .dropout, .noise, .reshape: break
        }
      }
      guard widths.count >= 3, 1 - alive >= 0.2, let narrowest = widths.min(by: { $0.width < $1.width }) else { return }
      let layer = network.layer(of: narrowest.stage)
      findings.report(
        "with a probability of up to \(about(1 - alive)) one of \(widths.count) relu layers, the narrowest of "
          + "\(narrowest.width), gives nothing but 0 at the start: the model could then never learn",
        at: layer.range(of: "units"), help: "use wider layers, fewer of them, leaky_relu, or batch_normalization")
    })
}

extension Initializer {
  /// Whether w and -w are as likely, and w is not 0.
  fileprivate var isSymmetric: Bool {
    switch self {
    case .varianceScaling, .orthogonal: constantValue == nil
    case .normal(let mean, _, _), .truncatedNormal(let mean, _, _): mean == 0 && constantValue == nil
    case .uniform(let minimum, let maximum, _): minimum == -maximum && constantValue == nil
    case .constant, .identity: false
    }
  }
}
