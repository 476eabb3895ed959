// Initial values: bounds and moments of fixed seeds against the distributions' definitions, and exact properties.

import ExecutionPlan
import Glibc
import LoftingRuntime
import Testing

private func moments(_ values: [Float]) -> (mean: Double, deviation: Double) {
  let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
  let variance = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(values.count)
  return (mean, variance.squareRoot())
}

private let shape = [400, 100]

/// Mean and deviation within four standard errors of what they should be (kurtosis at most that of a normal).
private func expectMoments(_ values: [Float], mean: Double, deviation: Double) {
  let found = moments(values)
  let count = Double(values.count)
  #expect(abs(found.mean - mean) < 4 * deviation / count.squareRoot())
  #expect(abs(found.deviation - deviation) < 4 * deviation / (2 * count).squareRoot())
}

@Test func uniformFillsItsRangeWithoutTheUpperEnd() {
  let values = Initializer.uniform(minimum: -1, maximum: 3, seed: nil).values(shape: shape, seed: 1, ordinal: 0)
  #expect(values.allSatisfy { $0 >= -1 && $0 < 3 })
  expectMoments(values, mean: 1, deviation: 4 / 12.0.squareRoot())
  // A range of one step of fp32: rounding must not give the upper end.
  let narrow = Initializer.uniform(minimum: 1, maximum: Float(1).nextUp, seed: nil)
  #expect(narrow.values(shape: [1000], seed: 1, ordinal: 0).allSatisfy { $0 == 1 })
}

@Test func normalHasItsMeanAndDeviation() {
  let values = Initializer.normal(mean: 2, deviation: 0.5, seed: nil).values(shape: shape, seed: 2, ordinal: 0)
  expectMoments(values, mean: 2, deviation: 0.5)
  let beyond = values.count { abs($0 - 2) > 1 }
  // P(|Z| > 2) = 0.0455 of 40,000: 1820, give or take four standard errors
  #expect(abs(beyond - 1820) < 167)
}

@Test func truncatedNormalStaysWithinTwoDeviations() {
  let values = Initializer.truncatedNormal(mean: 1, deviation: 0.5, seed: nil)
    .values(shape: shape, seed: 3, ordinal: 0)
  #expect(values.allSatisfy { $0 >= 0 && $0 <= 2 })
  // The deviation of a standard normal cut at two deviations: sqrt(1 - 4 phi(2) / (2 Phi(2) - 1))
  let phi = exp(-2.0) / (2 * Double.pi).squareRoot()
  let deviation = (1 - 4 * phi / erf(2.0.squareRoot())).squareRoot()
  expectMoments(values, mean: 1, deviation: 0.5 * deviation)
}

@Test(arguments: [Initializer.FanMode.fanIn, .fanOut, .fanAverage], [2, 1] as [Float])
func varianceScalingHasTheVarianceOfItsFan(mode: Initializer.FanMode, scale: Float) {
  let fan: Double =
    switch mode {
    case .fanIn: 400
    case .fanOut: 100
    case .fanAverage: 250
    }
  for distribution in [Initializer.Distribution.truncatedNormal, .untruncatedNormal, .uniform] {
    let initializer = Initializer.varianceScaling(scale: scale, mode: mode, distribution: distribution, seed: nil)
    let values = initializer.values(shape: shape, seed: 4, ordinal: 0)
    expectMoments(values, mean: 0, deviation: (Double(scale) / fan).squareRoot())
  }
}

@Test func glorotUniformIsBoundedByItsLimit() {
  let values = Initializer.varianceScaling(scale: 1, mode: .fanAverage, distribution: .uniform, seed: nil)
    .values(shape: [30, 20], seed: 4, ordinal: 0)
  let limit = Float((6.0 / 50).squareRoot())
  #expect(values.allSatisfy { abs($0) <= limit })
  #expect(values.contains { abs($0) > 0.9 * limit })
}

@Test func aVectorsFansAreBothItsLength() {
  let values = Initializer.varianceScaling(scale: 1, mode: .fanAverage, distribution: .uniform, seed: nil)
    .values(shape: [600], seed: 4, ordinal: 0)
  let limit = Float((3.0 / 600).squareRoot())
  #expect(values.allSatisfy { abs($0) <= limit })
  #expect(values.contains { abs($0) > 0.9 * limit })
}

@Test(arguments: [[20, 20], [33, 7], [7, 33], [1, 5], [5, 1]])
func orthogonalMatricesHaveOrthonormalRowsOrColumns(shape: [Int]) {
  let (rows, columns) = (shape[0], shape[1])
  let q = Initializer.orthogonal(gain: 2, seed: nil).values(shape: shape, seed: 5, ordinal: 0).map(Double.init)
  let isTall = rows >= columns
  let (length, count) = (max(rows, columns), min(rows, columns))
  func element(_ vector: Int, _ i: Int) -> Double { isTall ? q[i * columns + vector] : q[vector * columns + i] }
  for a in 0..<count {
    for b in 0..<count {
      let dot = (0..<length).reduce(0) { $0 + element(a, $1) * element(b, $1) }
      // gain 2: Q^T Q = 4 I
      #expect(abs(dot - (a == b ? 4 : 0)) < 1e-5)
    }
  }
}

@Test func orthogonalIsQOfTheNormalMatrixWithAPositiveDiagonalOfR() {
  // R = Q^T A is upper triangular with a positive diagonal exactly for the Q that Keras takes.
  let (rows, columns) = (9, 4)
  let q = Initializer.orthogonal(gain: 1, seed: 11).values(shape: [rows, columns], seed: 0, ordinal: 3)
  let a = Initializer.normal(mean: 0, deviation: 1, seed: 11).values(shape: [rows, columns], seed: 0, ordinal: 3)
  for i in 0..<columns {
    for j in 0..<columns {
      let r = (0..<rows).reduce(0) { $0 + Double(q[$1 * columns + i]) * Double(a[$1 * columns + j]) }
      if i == j { #expect(r > 0) }
      if i > j { #expect(abs(r) < 1e-5) }
    }
  }
}

@Test func identityHasItsGainOnTheDiagonal() {
  #expect(Initializer.identity(gain: 3).values(shape: [2, 3], seed: 0, ordinal: 0) == [3, 0, 0, 0, 3, 0])
  #expect(Initializer.constant(4).values(shape: [2], seed: 0, ordinal: 0) == [4, 4])
}

@Test func valuesDependOnSeedAndPlaceAlone() {
  let free = Initializer.normal(mean: 0, deviation: 1, seed: nil)
  let seeded = Initializer.normal(mean: 0, deviation: 1, seed: 9)
  func values(_ initializer: Initializer, _ seed: UInt64, _ ordinal: Int) -> [Float] {
    initializer.values(shape: [5], seed: seed, ordinal: ordinal)
  }
  #expect(values(free, 1, 0) == values(free, 1, 0))
  #expect(values(free, 1, 0) != values(free, 2, 0))
  #expect(values(free, 1, 0) != values(free, 1, 1))
  #expect(values(seeded, 1, 0) == values(seeded, 2, 0))
  #expect(values(seeded, 1, 0) == values(free, 9, 0))
}

@Test func theNormalQuantileInvertsTheDistribution() {
  // The check values of the paper's PPND16, and P(X <= x) by erfc.
  for (probability, expected) in [
    (0.25, -0.6744897501960817), (0.001, -3.090232306167814), (1e-20, -9.262340089798408),
  ] {
    #expect(abs(NormalQuantile.value(probability) - expected) < 1e-14 * abs(expected))
  }
  for x in stride(from: -8.0, through: 4, by: 0.37) {
    let probability = 0.5 * erfc(-x / 2.0.squareRoot())
    #expect(abs(NormalQuantile.value(probability) - x) < 1e-12 * max(1, abs(x)))
  }
  #expect(NormalQuantile.value(0.5) == 0)
  #expect(NormalQuantile.value(0) == -.infinity)
  #expect(NormalQuantile.value(1.5).isNaN)
}
