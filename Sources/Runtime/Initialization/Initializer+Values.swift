// Initial values of a parameter: Keras 3's initializers (keras.io/api/layers/initializers), drawn with Philox, so that
// they depend on the seed and the parameter's place alone. Distributions are Keras's; single numbers are not.

import ExecutionPlan
import Glibc

extension Initializer {
  /// The first random stream of initial values; parameter number i has stream `firstStream + i`.
  static let firstStream: UInt32 = 0x1000_0000

  /// The standard deviation of a standard normal cut at two deviations: VarianceScaling divides by it.
  private static let truncatedDeviation = 0.879_625_661_034_239_78
  /// P(X <= -2) of the standard normal.
  private static let truncatedProbability = 0.022_750_131_948_179_21

  /// Values of a tensor of `shape` in row-major order.
  /// - Parameters:
  ///   - seed: the run's seed; an initializer's own comes before it.
  ///   - ordinal: the parameter's number in the plan.
  public func values(shape: [Int], seed: UInt64, ordinal: Int) -> [Float] {
    let count = shape.reduce(1, *)
    let ownSeed = self.seed.map { UInt64(bitPattern: Int64($0)) } ?? seed
    var words = RandomWords(seed: ownSeed, stream: Self.firstStream &+ UInt32(truncatingIfNeeded: ordinal))
    switch self {
    case .constant(let value):
      return [Float](repeating: value, count: count)
    case .identity(let gain):
      let columns = max(shape.last ?? 1, 1)
      return (0..<count).map { $0 / columns == $0 % columns ? gain : 0 }
    case .uniform(let minimum, let maximum, _):
      return (0..<count).map { _ in Self.uniform(minimum, maximum, &words) }
    case .normal(let mean, let deviation, _):
      return (0..<count).map { _ in Self.normal(Double(mean), Double(deviation), &words) }
    case .truncatedNormal(let mean, let deviation, _):
      return (0..<count).map { _ in Self.truncatedNormal(Double(mean), Double(deviation), &words) }
    case .varianceScaling(let scale, let mode, let distribution, _):
      let fan = mode.fan(shape: shape)
      return Self.scaled(count, variance: Double(scale) / max(1, fan), distribution, &words)
    case .orthogonal(let gain, _):
      let columns = shape.last ?? 1
      let matrix = Orthogonal.matrix(rows: columns > 0 ? count / columns : 0, columns: columns, words: &words)
      return matrix.map { Float(Double(gain) * $0) }
    }
  }

  private var seed: Int? {
    switch self {
    case .constant, .identity: nil
    case .uniform(_, _, let seed), .normal(_, _, let seed), .truncatedNormal(_, _, let seed),
      .varianceScaling(_, _, _, let seed), .orthogonal(_, let seed):
      seed
    }
  }

  /// VarianceScaling: values of the given variance.
  private static func scaled(
    _ count: Int, variance: Double, _ distribution: Distribution, _ words: inout RandomWords
  ) -> [Float] {
    switch distribution {
    case .truncatedNormal:
      let deviation = sqrt(variance) / truncatedDeviation
      return (0..<count).map { _ in truncatedNormal(0, deviation, &words) }
    case .untruncatedNormal:
      return (0..<count).map { _ in normal(0, sqrt(variance), &words) }
    case .uniform:
      let limit = Float(sqrt(3 * variance))
      return (0..<count).map { _ in uniform(-limit, limit, &words) }
    }
  }

  /// Uniform in [minimum, maximum), computed in fp32; rounding may not reach the upper end.
  private static func uniform(_ minimum: Float, _ maximum: Float, _ words: inout RandomWords) -> Float {
    let value = minimum + words.unitFloat() * (maximum - minimum)
    return value < maximum || maximum <= minimum ? value : maximum.nextDown
  }

  private static func normal(_ mean: Double, _ deviation: Double, _ words: inout RandomWords) -> Float {
    Float(mean + deviation * NormalQuantile.value(words.openUnitDouble()))
  }

  /// Normal within two deviations: the quantile of a probability between those of -2 and 2, which has the distribution
  /// of redrawing until it fits.
  private static func truncatedNormal(_ mean: Double, _ deviation: Double, _ words: inout RandomWords) -> Float {
    let range = 1 - 2 * truncatedProbability
    let quantile = NormalQuantile.value(truncatedProbability + range * words.openUnitDouble())
    return Float(mean + deviation * min(max(quantile, -2), 2))
  }
}

extension Initializer.FanMode {
  /// The fan that scales the variance, as Keras's compute_fans counts it.
  func fan(shape: [Int]) -> Double {
    let (fanIn, fanOut) = Self.fans(shape: shape)
    return switch self {
    case .fanIn: fanIn
    case .fanOut: fanOut
    case .fanAverage: (fanIn + fanOut) / 2
    }
  }

  private static func fans(shape: [Int]) -> (Double, Double) {
    guard let last = shape.last else { return (1, 1) }
    guard shape.count > 1 else { return (Double(last), Double(last)) }
    // Beyond two axes a kernel [..., in, out] has a receptive field.
    let field = shape.dropLast(2).reduce(1, *)
    return (Double(shape[shape.count - 2] * field), Double(last * field))
  }
}
