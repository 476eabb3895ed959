// N212 initializer-does-not-fit-activation: the signal vanishes or explodes on its way through the untrained network.

import Diagnostics
import ExecutionPlan
import Planner

extension Rule {
  static let initializerForActivation = Rule(
    "N212", "initializer-does-not-fit-activation", .warning, fixable: .unsafe,
    "the signal vanishes or explodes in the untrained network",
    rationale: """
      With kernels of variance v, a layer of n inputs multiplies the mean square of its inputs by n v, and relu halves it: \
      he_normal (2 / n) makes up for that, glorot_uniform loses a factor 2 in each layer. From the initializers and widths \
      the rule computes how strong the signal is in each layer for inputs of variance 1. Reported are activations whose \
      size has fallen below 1e-4 at the end of the hidden layers (He et al. find a 22-layer network with 5e-4 still \
      converging and a 30-layer one with 3e-5 not), as information below 1e-2; outputs above 30, where a \
      cross-entropy begins at a loss of about 30 (guessing among ten classes has 2.3); layers of sigmoid or tanh of which more than half is saturated; and, as information, \
      selu with kernels whose variance isn't about 1 / n, for which alone it normalizes itself (`lecun_normal`).
      """,
    source:
      "He et al. 2015, section 2.2, https://arxiv.org/abs/1502.01852; Poole et al. 2016, https://arxiv.org/abs/1606.05340; Klambauer et al. 2017, https://arxiv.org/abs/1706.02515",
    bad: [
      """
      model:
        layers:
          - flatten
          - repeat:
              times: 8
              layers:
                - dense: {units: 32, activation: relu, kernel_initializer: «{random_normal: {stddev: 0.02}}»}
          - dense: 10
      """,
      """
      model:
        layers:
          - flatten
          - repeat:
              times: 3
              layers: [{dense: {units: 256, activation: relu, kernel_initializer: «{random_normal: {stddev: 1}}»}}]
          - dense: 10
      """,
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: tanh, kernel_initializer: «{random_uniform: {minval: -2, maxval: 2}}»}}, {dense: 10}]
      """,
      """
      model:
        layers: [flatten, {dense: {units: 64, activation: selu, kernel_initializer: «he_normal»}}, {dense: 10}]
      """,
      """
      model:
        layers: [flatten, {repeat: {times: 30, layers: [{«dense»: {units: 64, activation: relu}}]}}, {dense: 10}]
      """,
    ],
    good: [
      """
      model:
        layers: [flatten, {repeat: {times: 10, layers: [{dense: {units: 10, activation: relu}}]}}, {dense: 10}]
      """,
      """
      model:
        layers:
          - flatten
          - repeat:
              times: 30
              layers: [{dense: {units: 64, activation: relu, kernel_initializer: he_normal}}]
          - dense: 10
      """,
      """
      model:
        layers:
          - flatten
          - repeat: {times: 30, layers: [{dense: 64}, batch_normalization, relu]}
          - dense: 10
      """,
      """
      model:
        layers: [flatten, {dense: {units: 64, activation: selu, kernel_initializer: lecun_normal}}, {dense: 10}]
      """,
    ],
    .network { network, findings in
      guard network.isComplete, let end = network.stages.lastIndex(where: \.isDense) else { return }
      let signal = Signal(network)
      let layers = network.initializedLayers(signal)
      // Constant kernels are N211's.
      guard !layers.contains(where: { $0.isConstant && $0.stage != end }),
        layers.allSatisfy({ network.beginsAsInitialized(network.stages[$0.stage]) })
      else { return }
      reportStrength(network, layers, overflows: signal.overflows, &findings)
      for layer in layers where layer.stage != end {
        guard let call = layer.activation, let signal = layer.signal else { continue }
        if call.isSaturating, call.saturatedShare(of: signal.output) > 0.5 {
          let share = call.saturatedShare(of: signal.output)
          layer.report(
            "\(about(100 * share)) % of the \(call.function.specName) units begin saturated: their sums have a "
              + "deviation of \(about(signal.output.variance.squareRoot()))", in: network, &findings)
        } else if call.function == .selu, !(0.5...1.5).contains(layer.gain) {
          layer.report(
            "selu normalizes itself with kernels of variance 1 / inputs; this one has \(about(layer.gain)) / inputs",
            in: network, severity: .information, &findings)
        }
      }
    })

  /// What is left of the signal at the end.
  private static func reportStrength(
    _ network: Network, _ layers: [InitializedLayer], overflows: Bool, _ findings: inout Findings
  ) {
    let hidden = layers.dropLast().filter { $0.factor != nil }
    if let last = layers.last?.signal, !hidden.isEmpty, last.input.strength < 1e-2,
      let weakest = hidden.min(by: { ($0.factor ?? 1) < ($1.factor ?? 1) })
    {
      let strength = last.input.strength
      weakest.report(
        "the signal vanishes in the untrained network: inputs of size 1 come to \(about(strength)) at the end of "
          + "\(layers.count - 1) hidden \(layers.count == 2 ? "layer" : "layers")", in: network,
        severity: strength < 1e-4 ? .warning : .information, &findings)
    }
    guard let strongest = layers.max(by: { $0.gain < $1.gain }) else { return }
    if let last = layers.last?.signal, last.output.strength > 30 {
      strongest.report(
        "the signal explodes in the untrained network: inputs of size 1 come to outputs of size "
          + "\(about(last.output.strength))", in: network, &findings)
    } else if let end = layers.last(where: { $0.signal != nil }), layers.last?.signal == nil, overflows {
      strongest.report(
        "the signal explodes in the untrained network: behind '\(network.layers[network.stages[end.stage].layer].name)' "
          + "it is beyond all numbers", in: network, &findings)
    }
  }
}

/// A dense stage with the activation behind it, and what its initializer does to the signal.
private struct InitializedLayer {
  /// Index in `Network.stages`.
  var stage: Int
  /// The first activation behind it, without a normalization between.
  var activation: ActivationCall?
  /// At the dense stage; nil where the signal could not be followed so far.
  var signal: StageSignal?
  /// Inputs times the kernel's mean square.
  var gain: Double
  var isConstant: Bool
  /// Sizes of the activation to the layer's input; nil where the signal could not be followed.
  var factor: Double?

  func report(
    _ message: String, in network: Network, severity: Severity? = nil, _ findings: inout Findings
  ) {
    let layer = network.layers[network.stages[stage].layer]
    let place = layer.range(of: "kernel_initializer")
    let cure =
      activation?.function == .selu
      ? "lecun_normal" : activation?.isSaturating ?? false ? "glorot_uniform" : "he_normal"
    let isWritten = layer.arguments.ranges["kernel_initializer"] != nil
    findings.report(
      message, at: place, severity: severity,
      help: "use 'kernel_initializer: \(cure)'"
        + (activation?.function == .selu ? "" : ", or batch_normalization before the activations"),
      fix: isWritten ? network.replacing(place, with: cure) : nil)
  }
}

extension Network {
  /// The dense stages, in order.
  fileprivate func initializedLayers(_ signal: Signal) -> [InitializedLayer] {
    var layers: [InitializedLayer] = []
    var isOpen = false
    for (index, stage) in stages.enumerated() {
      let here = signal.stages.indices.contains(index) ? signal.stages[index] : nil
      switch stage.action {
      case .dense(let inputs, let outputs, let kernel, _):
        let initializer = parameters[kernel].initializer
        let moments = initializer.moments(inputs: inputs, outputs: outputs)
        layers.append(
          InitializedLayer(
            stage: index, signal: here,
            gain: Double(inputs) * (moments.variance + moments.mean * moments.mean),
            isConstant: initializer.constantValue != nil))
        isOpen = true
      case .activation(let call):
        guard isOpen, let last = layers.indices.last else { break }
        layers[last].activation = call
        if let here, let before = layers[last].signal, before.input.strength > 0 {
          layers[last].factor = here.output.strength / before.input.strength
        }
        isOpen = false
      case .batchNormalization, .layerNormalization: isOpen = false
      case .dropout, .noise, .reshape: break
      }
    }
    return layers
  }
}
