// Activations in double, each written from its formula in Functions.swift: the oracle for the vector kernels.

import ExecutionPlan
import Glibc

enum ActivationReference {
  /// The reals with which tests run an activation.
  static func reals(_ activation: Activation) -> [Float] {
    switch activation {
    case .leakyRelu: [0.2]
    case .elu: [1.25]
    case .celu: [0.75]
    case .softShrink, .hardShrink: [0.5]
    case .threshold: [0.25, -1.5]
    case .squareplus: [4]
    case .reluGeneral: [0.125, 0.5, 3]
    case .linear, .relu, .relu6, .selu, .sigmoid, .tanh, .softplus, .softsign, .exponential, .hardSigmoid, .hardTanh,
      .logSigmoid, .silu, .gelu, .geluTanh, .mish, .hardSilu, .tanhShrink, .sparsePlus, .sparseSigmoid, .softmax,
      .logSoftmax, .sparsemax, .glu:
      []
    }
  }

  /// Where the slope jumps, or the formula changes.
  static func kinks(_ activation: Activation) -> [Double] {
    switch activation {
    case .relu, .leakyRelu, .elu, .selu, .celu: [0]
    case .relu6: [0, 6]
    case .hardSigmoid, .hardSilu: [-3, 3]
    case .hardTanh, .sparsePlus, .sparseSigmoid: [-1, 1]
    case .softShrink, .hardShrink: [-0.5, 0.5]
    case .threshold: [0.25]
    case .reluGeneral: [0.5, 3]
    case .linear, .sigmoid, .tanh, .softplus, .softsign, .exponential, .logSigmoid, .silu, .gelu, .geluTanh, .mish,
      .tanhShrink, .squareplus, .softmax, .logSoftmax, .sparsemax, .glu:
      []
    }
  }

  static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
  static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
  static func clamp(_ x: Double, _ low: Double, _ high: Double) -> Double { min(max(x, low), high) }

  /// An elementwise activation; over the last axis see `vector`.
  static func value(_ activation: Activation, _ x: Double) -> Double {
    let reals = reals(activation).map(Double.init)
    switch activation {
    case .linear, .softmax, .logSoftmax, .sparsemax, .glu: return x
    case .relu: return max(x, 0)
    case .leakyRelu: return x > 0 ? x : reals[0] * x
    case .relu6: return clamp(x, 0, 6)
    case .elu: return x > 0 ? x : reals[0] * expm1(x)
    case .selu: return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * expm1(x))
    case .celu: return max(x, 0) + min(0, reals[0] * expm1(x / reals[0]))
    case .sigmoid: return sigmoid(x)
    case .tanh: return tanh(x)
    case .softplus: return softplus(x)
    case .softsign: return x / (1 + abs(x))
    case .exponential: return exp(x)
    case .hardSigmoid: return clamp(x / 6 + 0.5, 0, 1)
    case .hardTanh: return clamp(x, -1, 1)
    case .logSigmoid: return -softplus(-x)
    case .softShrink: return (x < 0 ? -1 : 1) * max(abs(x) - reals[0], 0)
    case .hardShrink: return abs(x) > reals[0] ? x : 0
    case .silu: return x * sigmoid(x)
    case .gelu: return x * 0.5 * erfc(-x / 2.squareRoot())
    case .geluTanh: return 0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .mish: return x * tanh(softplus(x))
    case .hardSilu: return x * clamp(x / 6 + 0.5, 0, 1)
    case .tanhShrink: return x - tanh(x)
    case .threshold: return x > reals[0] ? x : reals[1]
    case .squareplus: return (x + (x * x + reals[0]).squareRoot()) / 2
    case .sparsePlus: return x <= -1 ? 0 : x < 1 ? (x + 1) * (x + 1) / 4 : x
    case .sparseSigmoid: return x <= -1 ? 0 : x < 1 ? (x + 1) / 2 : 1
    case .reluGeneral: return x >= reals[2] ? reals[2] : x >= reals[1] ? x : reals[0] * (x - reals[1])
    }
  }

  /// An activation of one vector; glu halves it.
  static func vector(_ activation: Activation, _ x: [Double]) -> [Double] {
    let largest = x.max() ?? 0
    let sum = x.reduce(0) { $0 + exp($1 - largest) }
    switch activation {
    case .softmax: return x.map { exp($0 - largest) / sum }
    case .logSoftmax: return x.map { $0 - largest - log(sum) }
    case .sparsemax:
      // Martins and Astudillo, algorithm 1: by sorting.
      let sorted = x.sorted(by: >)
      var cumulative = 0.0
      var tau = 0.0
      for (index, z) in sorted.enumerated() {
        cumulative += z
        if 1 + Double(index + 1) * z > cumulative { tau = (cumulative - 1) / Double(index + 1) }
      }
      return x.map { max($0 - tau, 0) }
    case .glu: return zip(x.prefix(x.count / 2), x.suffix(x.count / 2)).map { $0 * sigmoid($1) }
    default: return x.map { value(activation, $0) }
    }
  }
}
