// How strong the signal is in each layer of a network that has just been initialized, in the mean over its random kernels:
// mean and mean square of the activations go through the stages one after another.
//
//   dense       z of mean  n mw mx + mb  and variance  n (vw qx + mw^2 (qx - mx^2)) + vb        (He et al. 2015, equation 7)
//   activation  mean E f(z) and mean square E f(z)^2 over a normal z                            (Poole et al. 2016, equation 3)
//   batch and layer normalization  mean 0, mean square 1
//
// with n inputs, mean m, variance v and mean square q, of the weights w, the biases b and the inputs x. The data is taken to
// have mean 0 and variance 1, as after normalization. That z is normal holds for wide layers, and nearly so for narrow ones.

import ExecutionPlan
import Planner

/// Mean and mean square of one layer's values.
package struct SignalLevel: Sendable, Hashable {
  package var mean: Double
  package var meanSquare: Double

  package init(mean: Double, meanSquare: Double) {
    self.mean = mean
    self.meanSquare = meanSquare
  }

  package var variance: Double { max(meanSquare - mean * mean, 0) }
  /// The root of the mean square.
  package var strength: Double { meanSquare.squareRoot() }

  static let normalized = SignalLevel(mean: 0, meanSquare: 1)
}

/// The signal at one stage.
package struct StageSignal: Sendable {
  package var stage: Int
  package var input: SignalLevel
  package var output: SignalLevel
}

/// The signal at every stage up to the first that cannot be followed, as a softmax within the network.
package struct Signal: Sendable {
  package private(set) var stages: [StageSignal] = []
  /// Whether it ends because the values have become too large for any number.
  package private(set) var overflows = false

  package init(_ network: Network) {
    var level = SignalLevel.normalized
    for (index, stage) in network.stages.enumerated() {
      guard let next = Self.after(stage, level, network) else { return }
      guard next.meanSquare.isFinite else {
        overflows = true
        return
      }
      stages.append(StageSignal(stage: index, input: level, output: next))
      level = next
    }
  }

  private static func after(_ stage: Stage, _ x: SignalLevel, _ network: Network) -> SignalLevel? {
    switch stage.action {
    case .dense(let inputs, let outputs, let kernel, let bias):
      guard network.parameters.indices.contains(kernel) else { return nil }
      let w = network.parameters[kernel].initializer.moments(inputs: inputs, outputs: outputs)
      let b = bias.flatMap { network.parameters.indices.contains($0) ? network.parameters[$0].initializer : nil }?
        .moments(inputs: outputs, outputs: outputs)
      let n = Double(inputs)
      let mean = n * w.mean * x.mean + (b?.mean ?? 0)
      let variance = n * (w.variance * x.meanSquare + w.mean * w.mean * x.variance) + (b?.variance ?? 0)
      return SignalLevel(mean: mean, meanSquare: mean * mean + variance)
    case .activation(let call): return call.level(of: x)
    case .batchNormalization, .layerNormalization: return .normalized
    case .dropout, .noise, .reshape: return x
    }
  }
}

extension ActivationCall {
  /// Mean and mean square of f(z) for a normal z; nil where f is no function of one number.
  package func level(of z: SignalLevel) -> SignalLevel? {
    guard value(0) != nil else { return nil }
    if z.mean == 0, function == .relu || function == .leakyRelu {
      // Half of the numbers keep their size, half are multiplied by the slope (He et al. 2015, section 2.2).
      let slope = real(0)
      return SignalLevel(
        mean: (1 - slope) * (z.meanSquare / (2 * Double.pi)).squareRoot(),
        meanSquare: (1 + slope * slope) / 2 * z.meanSquare)
    }
    let deviation = z.variance.squareRoot()
    let (mean, meanSquare) = StandardNormal.moments { x in value(z.mean + deviation * x) ?? 0 }
    return SignalLevel(mean: mean, meanSquare: meanSquare)
  }

  /// E f'(z)^2 for a normal z: the factor on the mean square of a gradient that comes back through f.
  package func meanSquareDerivative(of z: SignalLevel) -> Double? {
    guard value(0) != nil else { return nil }
    let deviation = z.variance.squareRoot()
    return StandardNormal.mean { x in
      let derivative = derivative(z.mean + deviation * x)
      return derivative * derivative
    }
  }

  /// The share of inputs at which the slope is below a tenth of that at 0, for a normal z.
  package func saturatedShare(of z: SignalLevel) -> Double {
    let deviation = z.variance.squareRoot()
    let limit = derivative(0) / 10
    return StandardNormal.mean { x in derivative(z.mean + deviation * x) < limit ? 1 : 0 }
  }

  /// f'(x) by a central difference.
  private func derivative(_ x: Double) -> Double {
    let step = 1e-4
    return ((value(x + step) ?? 0) - (value(x - step) ?? 0)) / (2 * step)
  }
}
