// Losses per row and their gradients in float64, by the formulas beside the cases of ExecutionPlan/Functions.swift.

import ExecutionPlan
import Glibc
import Planner

/// The target of one row.
enum RowTarget {
  case label(Int)
  case numbers([Double])

  /// The target as numbers: a class as its one-hot, or as itself where there is one prediction.
  func vector(width: Int) -> [Double] {
    switch self {
    case .label(let label): width == 1 ? [Double(label)] : (0..<width).map { $0 == label ? 1 : 0 }
    case .numbers(let numbers): numbers
    }
  }
}

extension LossCall {
  /// The target after label smoothing.
  private func smoothed(_ target: RowTarget, width: Int) -> [Double] {
    let a = Double(a)
    let t = target.vector(width: width)
    switch function {
    case .softmaxCrossEntropy, .softmaxCrossEntropyDense: return t.map { $0 * (1 - a) + a / Double(width) }
    case .sigmoidCrossEntropy, .sigmoidCrossEntropyDense: return t.map { $0 * (1 - a) + a / 2 }
    case .meanSquaredError, .meanAbsoluteError, .huber: return t
    }
  }

  /// The loss of one row.
  func reference(_ p: [Double], _ target: RowTarget) -> Double {
    let t = smoothed(target, width: p.count)
    let a = Double(a)
    let terms: [Double]
    switch function {
    case .softmaxCrossEntropy, .softmaxCrossEntropyDense:
      return -zip(t, logSoftmax(p)).reduce(0) { $0 + $1.0 * $1.1 }
    case .sigmoidCrossEntropy, .sigmoidCrossEntropyDense:
      terms = zip(p, t).map { max($0, 0) - $0 * $1 + log1p(exp(-abs($0))) }
    case .meanSquaredError:
      terms = zip(p, t).map { ($0 - $1) * ($0 - $1) }
    case .meanAbsoluteError:
      terms = zip(p, t).map { abs($0 - $1) }
    case .huber:
      terms = zip(p, t).map { abs($0 - $1) <= a ? ($0 - $1) * ($0 - $1) / 2 : a * abs($0 - $1) - a * a / 2 }
    }
    return terms.reduce(0, +) / Double(p.count)
  }

  /// d(loss of one row) / d(prediction).
  func referenceGradient(_ p: [Double], _ target: RowTarget) -> [Double] {
    let t = smoothed(target, width: p.count)
    let (a, width) = (Double(a), Double(p.count))
    switch function {
    case .softmaxCrossEntropy, .softmaxCrossEntropyDense:
      // Targets that don't add up to 1 weigh the softmax by their sum.
      let sum = t.reduce(0, +)
      return zip(softmax(p), t).map { $0 * sum - $1 }
    case .sigmoidCrossEntropy, .sigmoidCrossEntropyDense:
      return zip(p, t).map { (sigmoid($0) - $1) / width }
    case .meanSquaredError:
      return zip(p, t).map { 2 * ($0 - $1) / width }
    case .meanAbsoluteError:
      return zip(p, t).map { sign($0 - $1) / width }
    case .huber:
      return zip(p, t).map { (abs($0 - $1) <= a ? $0 - $1 : a * sign($0 - $1)) / width }
    }
  }
}

/// -1, 0 or 1.
func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }
