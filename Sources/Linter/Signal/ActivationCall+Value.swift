// Activation functions in double precision, by the formulas that stand beside their cases in ExecutionPlan/Functions.swift:
// rules compute from them what a network does to a signal before it is trained.

import ExecutionPlan
import Glibc
import Planner

extension ActivationCall {
  /// f(x) of a function of one number; nil for those of a whole axis: softmax, log_softmax, sparsemax and glu.
  package func value(_ x: Double) -> Double? {
    let (a, b, c) = (real(0), real(1), real(2))
    switch function {
    case .linear: return x
    case .relu: return max(x, 0)
    case .leakyRelu: return x > 0 ? x : a * x
    case .relu6: return min(max(x, 0), 6)
    case .elu: return x > 0 ? x : a * expm1(x)
    case .selu: return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * expm1(x))
    case .celu: return x > 0 ? x : a * expm1(x / a)
    case .sigmoid: return Self.sigmoid(x)
    case .tanh: return tanh(x)
    case .softplus: return Self.softplus(x)
    case .softsign: return x / (1 + abs(x))
    case .exponential: return exp(x)
    case .hardSigmoid: return min(max(x / 6 + 0.5, 0), 1)
    case .hardTanh: return min(max(x, -1), 1)
    case .logSigmoid: return -Self.softplus(-x)
    case .softShrink: return x > a ? x - a : x < -a ? x + a : 0
    case .hardShrink: return abs(x) > a ? x : 0
    case .silu: return x * Self.sigmoid(x)
    case .gelu: return x * erfc(-x / 2.0.squareRoot()) / 2
    case .geluTanh: return x / 2 * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .mish: return x * tanh(Self.softplus(x))
    case .hardSilu: return x * min(max(x / 6 + 0.5, 0), 1)
    case .tanhShrink: return x - tanh(x)
    case .threshold: return x > a ? x : b
    case .squareplus: return (x + (x * x + a).squareRoot()) / 2
    case .sparsePlus: return x <= -1 ? 0 : x < 1 ? (x + 1) * (x + 1) / 4 : x
    case .sparseSigmoid: return min(max((x + 1) / 2, 0), 1)
    case .reluGeneral: return x >= c ? c : x >= b ? x : a * (x - b)
    case .softmax, .logSoftmax, .sparsemax, .glu: return nil
    }
  }

  /// A real of the formula, 0 where it has none.
  func real(_ index: Int) -> Double { reals.indices.contains(index) ? Double(reals[index]) : 0 }

  private static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
  private static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
}
