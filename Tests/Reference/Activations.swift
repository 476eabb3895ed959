// Activations in float64, each by the formula that stands beside its case in ExecutionPlan/Functions.swift.

import ExecutionPlan
import Glibc
import Planner

/// scale and alpha of Klambauer et al., "Self-normalizing neural networks", 2017.
let seluScale = 1.0507009873554804934193349852946
let seluAlpha = 1.6732632423543772848170429916717

func sigmoid(_ x: Double) -> Double { x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)) }
func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
/// The standard normal distribution function.
func normalDistribution(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

extension ActivationCall {
  /// The formula's reals in float64, 0 where absent.
  func real(_ index: Int) -> Double { reals.indices.contains(index) ? Double(reals[index]) : 0 }

  /// f(x) over vectors along the last axis.
  ///
  /// - Parameter features: elements of the last axis of x; glu halves them.
  public func reference(_ x: [Double], features: Int) -> [Double] {
    let (a, b, c) = (real(0), real(1), real(2))
    switch function {
    case .linear: return x
    case .relu: return x.map { x in max(x, 0) }
    case .leakyRelu: return x.map { x in x > 0 ? x : a * x }
    case .relu6: return x.map { x in min(max(x, 0), 6) }
    case .elu: return x.map { x in x > 0 ? x : a * expm1(x) }
    case .selu: return x.map { x in seluScale * (x > 0 ? x : seluAlpha * expm1(x)) }
    case .celu: return x.map { x in max(x, 0) + min(0, a * expm1(x / a)) }
    case .sigmoid: return x.map { x in sigmoid(x) }
    case .tanh: return x.map { x in tanh(x) }
    case .softplus: return x.map { x in softplus(x) }
    case .softsign: return x.map { x in x / (1 + abs(x)) }
    case .exponential: return x.map { x in exp(x) }
    case .hardSigmoid: return x.map { x in min(max(x / 6 + 0.5, 0), 1) }
    case .hardTanh: return x.map { x in min(max(x, -1), 1) }
    case .logSigmoid: return x.map { x in -softplus(-x) }
    case .softShrink: return x.map { x in x > a ? x - a : x < -a ? x + a : 0 }
    case .hardShrink: return x.map { x in abs(x) > a ? x : 0 }
    case .silu: return x.map { x in x * sigmoid(x) }
    case .gelu: return x.map { x in x * normalDistribution(x) }
    case .geluTanh:
      let scale = (2 / Double.pi).squareRoot()
      return x.map { x in 0.5 * x * (1 + tanh(scale * (x + 0.044715 * x * x * x))) }
    case .mish: return x.map { x in x * tanh(softplus(x)) }
    case .hardSilu: return x.map { x in x * min(max(x / 6 + 0.5, 0), 1) }
    case .tanhShrink: return x.map { x in x - tanh(x) }
    case .threshold: return x.map { x in x > a ? x : b }
    case .squareplus: return x.map { x in (x + (x * x + a).squareRoot()) / 2 }
    case .sparsePlus: return x.map { x in x <= -1 ? 0 : x < 1 ? (x + 1) * (x + 1) / 4 : x }
    case .sparseSigmoid: return x.map { x in x <= -1 ? 0 : x < 1 ? (x + 1) / 2 : 1 }
    case .reluGeneral: return x.map { x in x >= c ? c : x >= b ? x : a * (x - b) }
    case .softmax: return perVector(x, features, softmax)
    case .logSoftmax: return perVector(x, features, logSoftmax)
    case .sparsemax: return perVector(x, features, sparsemax)
    case .glu: return perVector(x, features) { x in (0..<x.count / 2).map { x[$0] * sigmoid(x[x.count / 2 + $0]) } }
    }
  }
}

/// Applies a function to every vector of `features` elements.
func perVector(_ x: [Double], _ features: Int, _ function: ([Double]) -> [Double]) -> [Double] {
  stride(from: 0, to: x.count, by: features).flatMap { function(Array(x[$0..<$0 + features])) }
}

func softmax(_ x: [Double]) -> [Double] {
  let largest = x.max() ?? 0
  let powers = x.map { exp($0 - largest) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}

func logSoftmax(_ x: [Double]) -> [Double] {
  let largest = x.max() ?? 0
  let logarithm = log(x.reduce(0) { $0 + exp($1 - largest) })
  return x.map { $0 - largest - logarithm }
}

/// The Euclidean projection onto the simplex: algorithm 1 of Martins and Astudillo, "From softmax to sparsemax", 2016.
func sparsemax(_ x: [Double]) -> [Double] {
  let sorted = x.sorted(by: >)
  var sum = 0.0
  var threshold = 0.0
  for (index, value) in sorted.enumerated() {
    sum += value
    if 1 + Double(index + 1) * value > sum { threshold = (sum - 1) / Double(index + 1) }
  }
  return x.map { max($0 - threshold, 0) }
}
