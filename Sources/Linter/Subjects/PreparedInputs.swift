// What the network is given: each feature's figures pushed through the preprocessing chain, which is affine.

import Datasets
import ExecutionPlan
import Planner

struct PreparedInputs {
  /// Of each feature over the training rows.
  var minimum: [Double]
  var maximum: [Double]
  var mean: [Double]
  var variance: [Double]

  init(_ rows: Rows) {
    let features = rows.facts.inputs.features
    minimum = features.minimum.map(Double.init)
    maximum = features.maximum.map(Double.init)
    mean = features.mean
    variance = features.variance
    for step in preprocessingChain(rows.spec.data.preprocessing) {
      switch step {
      case .rescaling(let scale, let offset): apply { _ in (scale, offset) }
      case .normalization(isPerFeature: true):
        let (means, variances) = (mean, variance)
        apply { feature in
          let scale = 1 / max(variances[feature].squareRoot(), 1e-7)
          return (scale, -means[feature] * scale)
        }
      case .normalization(isPerFeature: false):
        let whole = pooled
        let scale = 1 / max(whole.variance.squareRoot(), 1e-7)
        apply { _ in (scale, -whole.mean * scale) }
      }
    }
  }

  /// The smallest and the largest input; nil without features.
  var range: ClosedRange<Double>? {
    guard let low = minimum.min(), let high = maximum.max(), low <= high else { return nil }
    return low...high
  }

  /// The sum over the features of the mean square.
  var squareSum: Double { zip(mean, variance).reduce(0) { $0 + $1.0 * $1.0 + $1.1 } }

  /// Mean and variance over all features together.
  private var pooled: (mean: Double, variance: Double) {
    let count = Double(max(mean.count, 1))
    let mean = self.mean.reduce(0, +) / count
    return (mean, max(0, squareSum / count - mean * mean))
  }

  /// x * scale + offset.
  private mutating func apply(_ step: (Int) -> (scale: Double, offset: Double)) {
    for feature in mean.indices {
      let (scale, offset) = step(feature)
      let ends = [minimum[feature] * scale + offset, maximum[feature] * scale + offset]
      minimum[feature] = min(ends[0], ends[1])
      maximum[feature] = max(ends[0], ends[1])
      mean[feature] = mean[feature] * scale + offset
      variance[feature] *= scale * scale
    }
  }
}
