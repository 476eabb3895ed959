// N213 deep-saturating-stack: what the slopes of many sigmoids in a row leave of a gradient.

import Diagnostics
import ExecutionPlan
import Planner

extension Rule {
  static let deepSaturatingStack = Rule(
    "N213", "deep-saturating-stack", .warning,
    "gradients vanish in a deep stack of saturating activations",
    rationale: """
      A gradient is multiplied by the slope of each activation on its way back. That of the sigmoid is 1/4 at the most; \
      through five layers of it less than a thousandth arrives, and the first layers hardly learn. The rule computes the \
      root mean square of the slopes in the untrained network from widths and initializers, and reports a run of layers \
      without normalization through which they leave less than a thousandth. Stacks of tanh, whose slope is 1 at 0, \
      are mostly fine.
      """,
    source:
      "Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward neural networks, https://proceedings.mlr.press/v9/glorot10a.html; Bengio et al. 1994, https://doi.org/10.1109/72.279181",
    bad: [
      """
      model:
        layers:
          - flatten
          - repeat: {times: 6, layers: [{dense: {units: 32, activation: «sigmoid»}}]}
          - dense: 10
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {repeat: {times: 6, layers: [{dense: {units: 32, activation: tanh}}]}}, {dense: 10}]
      """,
      """
      model:
        layers: [flatten, {repeat: {times: 2, layers: [{dense: {units: 32, activation: sigmoid}}]}}, {dense: 10}]
      """,
      """
      model:
        layers:
          - flatten
          - repeat: {times: 6, layers: [{dense: 32}, batch_normalization, sigmoid]}
          - dense: 10
      """,
    ],
    .network { network, findings in
      guard network.isComplete, network.stages.allSatisfy({ !$0.isDense || network.beginsAsInitialized($0) }) else {
        return
      }
      // The signal is only followed where it can matter: most networks have no such activation.
      guard network.stages.contains(where: \.isSaturating) else { return }
      let signal = Signal(network)
      var run = SlopeRun()
      for (index, stage) in network.hiddenStages.enumerated() where signal.stages.indices.contains(index) {
        switch stage.action {
        case .activation(let call):
          if call.isSaturating, let slope = call.meanSquareDerivative(of: signal.stages[index].input) {
            run.append(stage, call.function, slope)
          } else {
            run.report(network, &findings)
          }
        case .batchNormalization, .layerNormalization: run.report(network, &findings)
        case .dense(let inputs, let outputs, let kernel, _):
          let moments = network.parameters[kernel].initializer.moments(inputs: inputs, outputs: outputs)
          run.gain *= run.first == nil ? 1 : Double(outputs) * (moments.variance + moments.mean * moments.mean)
        case .dropout, .noise, .reshape: break
        }
      }
      run.report(network, &findings)
    })
}

extension Stage {
  fileprivate var isSaturating: Bool {
    if case .activation(let call) = action { call.isSaturating } else { false }
  }
}

/// Saturating layers in a row.
private struct SlopeRun {
  /// The first activation.
  var first: Stage?
  /// The activations' names, each once.
  private var names: [String] = []
  private var count = 0
  /// The product of the mean squares of the slopes.
  private var slopes = 1.0
  /// The product of outputs times mean square of the kernels between: above 1 they make up for slopes.
  var gain = 1.0

  mutating func append(_ stage: Stage, _ function: Activation, _ slope: Double) {
    if first == nil { first = stage }
    if !names.contains(function.specName) { names.append(function.specName) }
    count += 1
    slopes *= slope
  }

  /// Reports the run where it is too steep, and begins the next.
  mutating func report(_ network: Network, _ findings: inout Findings) {
    defer { self = SlopeRun() }
    // Kernels that are too small are N212's.
    let factor = (slopes * max(gain, 1)).squareRoot()
    guard let first, count >= 3, factor < 1e-3 else { return }
    findings.report(
      "through \(count) layers of \(names.joined(separator: " and ")) the activations' slopes leave \(about(factor)) "
        + "of a gradient", at: network.activationRange(of: first),
      help: "use relu with 'kernel_initializer: he_normal', or batch_normalization before the activations")
  }
}
