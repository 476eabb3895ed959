// Composed preprocessing against the chain applied element by element.

import ExecutionPlan
import LoftingRuntime
import Testing

private let columns: [[Double]] = [[3, 5, 10, 2], [100, 100, 100, 100], [-1, 0.5, 0, 7]]

private func statistics(_ values: [[Double]]) -> (mean: [Double], variance: [Double]) {
  let mean = values.map { $0.reduce(0, +) / Double($0.count) }
  let variance = zip(values, mean).map { column, mean in
    column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.count)
  }
  return (mean, variance)
}

/// The chain's definition: each element on all values, statistics taken from the values as they arrive.
private func applied(_ chain: [Preprocessing], to values: [[Double]]) -> [[Double]] {
  chain.reduce(values) { values, element in
    switch element {
    case .rescaling(let scale, let offset): return values.map { $0.map { $0 * scale + offset } }
    case .normalization(let isPerFeature):
      var (mean, variance) = statistics(values)
      if !isPerFeature {
        let all = statistics([values.flatMap { $0 }])
        mean = values.map { _ in all.mean[0] }
        variance = values.map { _ in all.variance[0] }
      }
      return values.indices.map { f in values[f].map { ($0 - mean[f]) / max(variance[f].squareRoot(), 1e-7) } }
    }
  }
}

@Test(
  arguments: [
    [], [.rescaling(scale: 2, offset: -1)], [.normalization(isPerFeature: true)], [.normalization(isPerFeature: false)],
    [.rescaling(scale: -1 / 255, offset: 0.5), .normalization(isPerFeature: true)],
    [.rescaling(scale: 3, offset: 1), .normalization(isPerFeature: false), .rescaling(scale: 0.5, offset: 2)],
    [.normalization(isPerFeature: true), .normalization(isPerFeature: false), .normalization(isPerFeature: true)],
  ] as [[Preprocessing]])
func composedPreprocessingIsTheChain(chain: [Preprocessing]) {
  let (mean, variance) = statistics(columns)
  let maps = PreprocessingChain.compose(
    chain, features: columns.count, statistics: InputStatistics(mean: mean, variance: variance))
  for (f, column) in applied(chain, to: columns).enumerated() {
    for (x, expected) in zip(columns[f], column) {
      let found = (x - maps[f].center) * maps[f].scale + maps[f].offset
      #expect(abs(found - expected) < 1e-9 * max(1, abs(expected)), "feature \(f)")
    }
  }
}
