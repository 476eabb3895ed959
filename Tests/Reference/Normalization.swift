// Batch and layer normalization and their gradients, by the formulas of the papers (Ioffe and Szegedy 2015; Ba, Kiros and
// Hinton 2016). `rows` counts vectors of c features: batch rows times positions.

struct Normalization {
  /// c, the last axis.
  var features: Int
  var epsilon: Double

  /// x [rows, c] -> [2, c]: mean and population variance over rows
  func batchStatistics(_ x: [Double]) -> [Double] {
    let rows = Double(x.count / features)
    let mean = LinearAlgebra.sumOverRows(x, features: features).map { $0 / rows }
    let squares = x.indices.map { (x[$0] - mean[$0 % features]) * (x[$0] - mean[$0 % features]) }
    return mean + LinearAlgebra.sumOverRows(squares, features: features).map { $0 / rows }
  }

  /// (x - mean) / sqrt(variance + epsilon), mean and variance [c]
  func normalized(_ x: [Double], mean: [Double], variance: [Double]) -> [Double] {
    x.indices.map { (x[$0] - mean[$0 % features]) / (variance[$0 % features] + epsilon).squareRoot() }
  }

  /// The same with [2, c] of mean and variance.
  func normalized(_ x: [Double], statistics: [Double]) -> [Double] {
    normalized(x, mean: Array(statistics[..<features]), variance: Array(statistics[features...]))
  }

  /// xhat * gamma + beta, each where it is there
  func scaled(_ xhat: [Double], gamma: [Double]?, beta: [Double]?) -> [Double] {
    xhat.indices.map { xhat[$0] * (gamma?[$0 % features] ?? 1) + (beta?[$0 % features] ?? 0) }
  }

  /// x [rows, c] -> xhat by each vector's own mean and population variance
  func layerNormalized(_ x: [Double]) -> [Double] {
    perVector(x, features) { x in
      let statistics = vectorStatistics(x)
      return x.map { ($0 - statistics.mean) / (statistics.variance + epsilon).squareRoot() }
    }
  }

  /// -> [2, c]: sum of dy, sum of dy * xhat
  func batchGradientSums(_ dy: [Double], _ x: [Double], statistics: [Double]) -> [Double] {
    let xhat = normalized(x, statistics: statistics)
    let products = zip(dy, xhat).map { $0 * $1 }
    return LinearAlgebra.sumOverRows(dy, features: features)
      + LinearAlgebra.sumOverRows(products, features: features)
  }

  /// gamma / sqrt(variance + epsilon) * (dy - sums[0] / n - xhat * sums[1] / n)
  func batchGradient(
    _ dy: [Double], _ x: [Double], statistics: [Double], sums: [Double], gamma: [Double]?
  ) -> [Double] {
    let n = Double(x.count / features)
    let xhat = normalized(x, statistics: statistics)
    return x.indices.map { index in
      let feature = index % features
      let scale = (gamma?[feature] ?? 1) / (statistics[features + feature] + epsilon).squareRoot()
      return scale * (dy[index] - sums[feature] / n - xhat[index] * sums[features + feature] / n)
    }
  }

  /// dx = rstd * (g - mean(g) - xhat * mean(g * xhat)), g = dy * gamma, means over each vector
  func layerGradient(_ dy: [Double], _ x: [Double], gamma: [Double]?) -> [Double] {
    let xhat = layerNormalized(x)
    let n = Double(features)
    return stride(from: 0, to: x.count, by: features).flatMap { start in
      let variance = vectorStatistics(Array(x[start..<start + features])).variance
      let g = (0..<features).map { dy[start + $0] * (gamma?[$0] ?? 1) }
      let mean = g.reduce(0, +) / n
      let projection = (0..<features).reduce(0) { $0 + g[$1] * xhat[start + $1] } / n
      return (0..<features).map { (g[$0] - mean - xhat[start + $0] * projection) / (variance + epsilon).squareRoot() }
    }
  }

  /// Mean and population variance of one vector.
  private func vectorStatistics(_ x: [Double]) -> (mean: Double, variance: Double) {
    let mean = x.reduce(0, +) / Double(x.count)
    return (mean, x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count))
  }
}
