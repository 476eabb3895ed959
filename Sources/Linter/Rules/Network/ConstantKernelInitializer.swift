// N211 constant-kernel-initializer: units that begin as the same unit.

import Diagnostics
import ExecutionPlan
import Planner

extension Rule {
  static let constantKernelInitializer = Rule(
    "N211", "constant-kernel-initializer", .warning, fixable: .unsafe,
    "a hidden layer's kernel begins with one value everywhere",
    rationale: """
      Units with equal weights compute the same. If the next layer's kernel is constant, too, they also get the same \
      gradient in every step and stay equal for ever: a layer of 100 units then does what one unit could. Zeros before a \
      relu are worse: every unit gives 0, and nothing but the last bias ever learns. Both are errors; with a random kernel \
      behind it, the layer begins as a single unit. Zeros in the output layer alone do no harm.
      """,
    source:
      "Goodfellow, Bengio and Courville 2016, Deep Learning, section 8.4, https://www.deeplearningbook.org/contents/optimization.html; https://keras.io/api/layers/initializers/",
    bad: [
      """
      model:
        layers:
          - flatten
          - dense: {units: 32, activation: relu, kernel_initializer: «zeros»}
          - dense: 10
      """,
      """
      model:
        layers:
          - flatten
          - dense: {units: 32, activation: tanh, kernel_initializer: «{constant: 0.1}»}
          - dense: 10
      """,
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: {units: 10, kernel_initializer: zeros}}]
      """,
      "model: {layers: [flatten, {dense: {units: 10, kernel_initializer: zeros}}]}",
    ],
    .network { network, findings in
      guard network.isComplete else { return }
      for (index, stage) in network.hiddenStages.enumerated() {
        guard case .dense(_, let outputs, let kernel, let bias) = stage.action, outputs > 1,
          let value = network.parameters[kernel].initializer.constantValue, network.beginsAsInitialized(stage)
        else { continue }
        let layer = network.layer(of: stage)
        let place = layer.range(of: "kernel_initializer")
        let behind = BehindDense(network, index)
        let fate: (text: String, severity: Severity)
        // nil where the biases differ.
        let biasValue = bias.map { network.parameters[$0].initializer.constantValue } ?? 0
        if value == 0, let biasValue, behind.isDead(biasedBy: biasValue) {
          fate = ("every unit gives 0 and no gradient ever reaches the kernel", .error)
        } else if behind.nextIsConstant, biasValue != nil, !behind.hasDropout {
          fate = ("its \(outputs) units get equal gradients, too, and stay one unit for ever", .error)
        } else {
          fate = ("its \(outputs) units begin as one and the same", .warning)
        }
        let cure = behind.isRelu ? "he_normal" : "glorot_uniform"
        findings.report(
          "every element of '\(network.parameters[kernel].name)' begins at \(figure(Double(value))): \(fate.text)",
          at: place, severity: fate.severity, help: "use a random initializer, as \(cure)",
          fix: network.replacing(place, with: cure))
      }
    })
}

extension Network {
  /// Whether a stage's parameters begin as their initializers say, and not as a file of weights does.
  func beginsAsInitialized(_ stage: Stage) -> Bool {
    guard let weights = spec.training.initialWeights else { return true }
    return weights.skip.contains { $0.value == layer(of: stage).name }
  }
}

/// What stands between a dense stage and the next.
private struct BehindDense {
  var activation: ActivationCall?
  var hasDropout = false
  var nextIsConstant = false
  private var hasNormalization = false

  init(_ network: Network, _ index: Int) {
    for stage in network.stages[(index + 1)...] {
      switch stage.action {
      case .dense(_, _, let kernel, _):
        nextIsConstant = network.parameters[kernel].initializer.constantValue != nil
        return
      case .activation(let call): activation = activation ?? call
      case .dropout(let rate): hasDropout = hasDropout || rate > 0
      case .noise(let deviation): hasDropout = hasDropout || deviation > 0
      case .batchNormalization, .layerNormalization: hasNormalization = true
      case .reshape: break
      }
    }
  }

  var isRelu: Bool { activation?.isFlatBelow ?? false }

  /// Whether units whose sums are all `bias` give 0 and pass no gradient: relu, at 0 or below.
  func isDead(biasedBy bias: Float) -> Bool {
    guard let activation, !hasNormalization else { return false }
    return [.relu, .relu6].contains(activation.function) && bias <= 0
  }
}
