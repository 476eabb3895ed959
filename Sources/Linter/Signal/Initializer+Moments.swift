// Mean and variance of the elements that an initializer draws, as they are defined in Keras.

import ExecutionPlan

/// Mean and variance of a kernel's elements.
package struct Moments: Sendable, Hashable {
  package var mean: Double
  package var variance: Double

  package init(mean: Double, variance: Double) {
    self.mean = mean
    self.variance = variance
  }
}

extension Initializer {
  /// The moments of a kernel [inputs, outputs].
  package func moments(inputs: Int, outputs: Int) -> Moments {
    let (inputs, outputs) = (Double(max(inputs, 1)), Double(max(outputs, 1)))
    switch self {
    case .constant(let value): return Moments(mean: Double(value), variance: 0)
    case .identity(let gain):
      // min(inputs, outputs) elements of the kernel are not 0.
      return Moments(mean: 0, variance: Double(gain) * Double(gain) / max(inputs, outputs))
    case .uniform(let minimum, let maximum, _):
      let width = Double(maximum) - Double(minimum)
      return Moments(mean: (Double(minimum) + Double(maximum)) / 2, variance: width * width / 12)
    case .normal(let mean, let deviation, _):
      return Moments(mean: Double(mean), variance: Double(deviation) * Double(deviation))
    case .truncatedNormal(let mean, let deviation, _):
      // Cut at two deviations: 1 - 2 * 2 phi(2) / (2 Phi(2) - 1) of the variance remains.
      return Moments(mean: Double(mean), variance: 0.7737413 * Double(deviation) * Double(deviation))
    case .varianceScaling(let scale, let mode, _, _):
      let count =
        switch mode {
        case .fanIn: inputs
        case .fanOut: outputs
        case .fanAverage: (inputs + outputs) / 2
        }
      return Moments(mean: 0, variance: Double(scale) / count)
    case .orthogonal(let gain, _):
      // min(inputs, outputs) orthonormal rows or columns, of length 1 each.
      return Moments(mean: 0, variance: Double(gain) * Double(gain) / max(inputs, outputs))
    }
  }

  /// The value that every element has; nil for one that draws different ones.
  package var constantValue: Float? {
    switch self {
    case .constant(let value): value
    case .uniform(let minimum, let maximum, _): minimum == maximum ? minimum : nil
    case .normal(let mean, let deviation, _), .truncatedNormal(let mean, let deviation, _): deviation == 0 ? mean : nil
    case .orthogonal(let gain, _), .identity(let gain): gain == 0 ? 0 : nil
    case .varianceScaling(let scale, _, _, _): scale == 0 ? 0 : nil
    }
  }
}
