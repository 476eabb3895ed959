// From sums to figures: mean over rows, root where the measure is one, and the target's own unit.

import ExecutionPlan
import Glibc

extension Model {
  /// Zeroes every running sum.
  func clearSums() { sums.clear() }

  /// The figures of the rows summed since `clearSums`; an empty split has none, so NaN.
  func figures(rows: Int, prefix: String = "") -> [(name: String, value: Double)] {
    plan.measures.map { measure in
      (prefix + measure.name, figure(measure, sum: sum(at: 2 * measure.index), rows: rows))
    }
  }

  /// The loss of the last batch.
  func lastLoss(rows: Int) -> Double {
    guard let loss = lossMeasure else { return 0 }
    return figure(loss, sum: sum(at: 2 * loss.index + 1), rows: rows)
  }

  /// The measure that is the loss: by name, else the first.
  private var lossMeasure: Measure? { plan.measures.first { $0.name == "loss" } ?? plan.measures.first }

  private func sum(at index: Int) -> Double {
    unsafe sums.base.load(fromByteOffset: MemoryLayout<Double>.stride * index, as: Double.self)
  }

  private func figure(_ measure: Measure, sum: Double, rows: Int) -> Double {
    let mean = sum / Double(rows)
    // The unit belongs to what is averaged, so it comes before the root.
    let value =
      switch measure.unit {
      case .plain: mean
      case .targetDeviation: mean * targetDeviation
      case .targetVariance: mean * targetDeviation * targetDeviation
      }
    return measure.isRoot ? sqrt(value) : value
  }
}
