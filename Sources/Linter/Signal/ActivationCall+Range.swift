// What an activation can give at all: the limits of its values, and whether it is flat on a side.

import ExecutionPlan
import Planner

/// The limits of an activation's values, which may be infinite.
package struct ValueRange: Sendable, Hashable {
  package var lower: Double
  package var upper: Double

  package init(_ lower: Double, _ upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  package static let all = ValueRange(-.infinity, .infinity)

  /// Whether both ends are finite.
  package var isBounded: Bool { lower > -.infinity && upper < .infinity }
  package var isUnlimited: Bool { lower == -.infinity && upper == .infinity }

  /// "from 0 to 1", "from 0 on", "up to 0".
  var phrase: String {
    switch (lower > -.infinity, upper < .infinity) {
    case (true, true): "from \(figure(lower)) to \(figure(upper))"
    case (true, false): "from \(figure(lower)) on"
    case (false, true): "up to \(figure(upper))"
    case (false, false): "of any size"
    }
  }
}

extension ActivationCall {
  /// The infimum and supremum of the values, for one element.
  package var range: ValueRange {
    let (a, b, c) = (real(0), real(1), real(2))
    switch function {
    case .relu, .softplus, .exponential, .squareplus, .sparsePlus: return ValueRange(0, .infinity)
    case .relu6: return ValueRange(0, 6)
    case .leakyRelu: return a > 0 ? .all : ValueRange(0, .infinity)
    case .elu, .celu: return ValueRange(-a, .infinity)
    case .selu: return ValueRange(-1.7581, .infinity)
    case .sigmoid, .hardSigmoid, .sparseSigmoid, .softmax, .sparsemax: return ValueRange(0, 1)
    case .tanh, .hardTanh, .softsign: return ValueRange(-1, 1)
    case .logSigmoid, .logSoftmax: return ValueRange(-.infinity, 0)
    // The minima of x sigmoid(x), x Phi(x), x tanh(softplus(x)) and x hardSigmoid(x), rounded down.
    case .silu: return ValueRange(-0.2785, .infinity)
    case .gelu, .geluTanh: return ValueRange(-0.1701, .infinity)
    case .mish: return ValueRange(-0.3089, .infinity)
    case .hardSilu: return ValueRange(-0.375, .infinity)
    case .threshold: return ValueRange(min(a, b), .infinity)
    case .reluGeneral: return ValueRange(a > 0 ? -.infinity : 0, c)
    case .linear, .softShrink, .hardShrink, .tanhShrink, .glu: return .all
    }
  }

  /// Whether it is exactly flat for all small inputs: where those are all it gets, no gradient comes through.
  var isFlatBelow: Bool {
    switch function {
    case .relu, .relu6, .threshold, .sparsePlus: true
    case .leakyRelu, .reluGeneral, .elu, .celu: real(0) == 0
    case .linear, .selu, .sigmoid, .tanh, .softplus, .softsign, .exponential, .hardSigmoid, .hardTanh, .logSigmoid,
      .softShrink, .hardShrink, .silu, .gelu, .geluTanh, .mish, .hardSilu, .tanhShrink, .squareplus, .sparseSigmoid,
      .softmax, .logSoftmax, .sparsemax, .glu:
      false
    }
  }

  /// Whether it levels off on both sides.
  var isSaturating: Bool {
    switch function {
    case .sigmoid, .hardSigmoid, .sparseSigmoid, .tanh, .hardTanh, .softsign: true
    case .linear, .relu, .leakyRelu, .relu6, .elu, .selu, .celu, .softplus, .exponential, .logSigmoid, .softShrink,
      .hardShrink, .silu, .gelu, .geluTanh, .mish, .hardSilu, .tanhShrink, .threshold, .squareplus, .sparsePlus,
      .reluGeneral, .softmax, .logSoftmax, .sparsemax, .glu:
      false
    }
  }
}

extension Activation {
  /// The name in specs: `hard_sigmoid`.
  var specName: String {
    if self == .geluTanh { return "gelu" }
    if self == .reluGeneral { return "relu" }
    return String(describing: self).reduce(into: "") { name, character in
      if character.isUppercase { name += "_" + character.lowercased() } else { name.append(character) }
    }
  }
}
