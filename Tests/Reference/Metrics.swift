// Metrics per row in float64, by the formulas beside the cases of ExecutionPlan/Functions.swift.

import ExecutionPlan
import Planner

extension MetricCall {
  /// The metric's value of one row; nil where a class is wanted and the target is numbers.
  func reference(_ p: [Double], _ target: RowTarget) -> Double? {
    let a = Double(a)
    let t = target.vector(width: p.count)
    let width = Double(p.count)
    switch function {
    case .categoricalAccuracy:
      guard case .label(let label) = target, let largest = p.max() else { return nil }
      return p.firstIndex(of: largest) == label ? 1 : 0
    case .topK:
      guard case .label(let label) = target, p.indices.contains(label) else { return nil }
      return p.count { $0 > p[label] } < k ? 1 : 0
    case .binaryAccuracy:
      return zip(p, t).reduce(0) { $0 + (($1.0 > a) == ($1.1 == 1) ? 1 : 0) } / width
    case .binaryAccuracyDense:
      return zip(p, t).reduce(0) { $0 + (($1.0 > a) == ($1.1 > 0.5) ? 1 : 0) } / width
    case .meanSquaredError:
      return a * a * zip(p, t).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / width
    case .meanAbsoluteError:
      return a * zip(p, t).reduce(0) { $0 + abs($1.0 - $1.1) } / width
    }
  }
}
