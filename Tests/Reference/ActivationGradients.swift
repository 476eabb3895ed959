// Derivatives of activations in float64, from f's input or output as `Activation.gradientOperand` says. At a kink each
// has the derivative of the side whose formula holds there.

import ExecutionPlan
import Glibc
import Planner

extension ActivationCall {
  /// dy * f'(saved).
  ///
  /// - Parameter saved: f's input x or output y; ignored by linear.
  /// - Parameter features: elements of the last axis of the function's input.
  public func referenceGradient(_ dy: [Double], saved: [Double], features: Int) -> [Double] {
    let (a, b, c) = (real(0), real(1), real(2))
    func each(_ derivative: (Double) -> Double) -> [Double] { zip(dy, saved).map { $0 * derivative($1) } }
    switch function {
    case .linear: return dy
    // From the output.
    case .relu: return each { s in s > 0 ? 1 : 0 }
    case .leakyRelu: return each { s in s > 0 ? 1 : a }
    case .relu6: return each { s in s > 0 && s < 6 ? 1 : 0 }
    case .elu: return each { s in s > 0 ? 1 : s + a }
    case .selu: return each { s in s > 0 ? seluScale : s + seluScale * seluAlpha }
    case .celu: return each { s in s > 0 ? 1 : s / a + 1 }
    case .sigmoid: return each { s in s * (1 - s) }
    case .tanh: return each { s in 1 - s * s }
    case .softplus: return each { s in -expm1(-s) }
    case .softsign: return each { s in (1 - abs(s)) * (1 - abs(s)) }
    case .exponential: return each { s in s }
    case .hardSigmoid: return each { s in s > 0 && s < 1 ? 1.0 / 6 : 0 }
    case .hardTanh: return each { s in abs(s) < 1 ? 1 : 0 }
    case .logSigmoid: return each { s in -expm1(s) }
    case .softShrink, .hardShrink: return each { s in s != 0 ? 1 : 0 }
    // From the input.
    case .silu: return each { s in sigmoid(s) * (1 + s * (1 - sigmoid(s))) }
    case .gelu: return each { s in normalDistribution(s) + s * exp(-s * s / 2) / (2 * Double.pi).squareRoot() }
    case .geluTanh: return each(geluTanhDerivative)
    case .mish: return each(mishDerivative)
    case .hardSilu: return each { s in s <= -3 ? 0 : s >= 3 ? 1 : s / 3 + 0.5 }
    case .tanhShrink: return each { s in tanh(s) * tanh(s) }
    case .threshold: return each { s in s > a ? 1 : 0 }
    case .squareplus: return each { s in (1 + s / (s * s + a).squareRoot()) / 2 }
    case .sparsePlus: return each { s in s <= -1 ? 0 : s < 1 ? (s + 1) / 2 : 1 }
    case .sparseSigmoid: return each { s in s > -1 && s < 1 ? 0.5 : 0 }
    case .reluGeneral: return each { s in s >= c ? 0 : s >= b ? 1 : a }
    case .softmax:
      return perVectorPair(dy, saved, features) { dy, y in
        let sum = zip(dy, y).reduce(0) { $0 + $1.0 * $1.1 }
        return zip(dy, y).map { $1 * ($0 - sum) }
      }
    case .logSoftmax:
      return perVectorPair(dy, saved, features) { dy, y in
        let sum = dy.reduce(0, +)
        return zip(dy, y).map { $0 - exp($1) * sum }
      }
    case .sparsemax:
      // Martins and Astudillo 2016, equation 14: the gradient less its mean on the support.
      return perVectorPair(dy, saved, features) { dy, y in
        let support = y.indices.filter { y[$0] > 0 }
        let mean = support.reduce(0) { $0 + dy[$1] } / Double(support.count)
        return y.indices.map { y[$0] > 0 ? dy[$0] - mean : 0 }
      }
    case .glu: return gluGradient(dy, saved, features)
    }
  }

  /// x [..., features] is (value, gate), dy [..., features / 2].
  private func gluGradient(_ dy: [Double], _ x: [Double], _ features: Int) -> [Double] {
    let half = features / 2
    var dx = [Double](repeating: 0, count: x.count)
    for index in dy.indices {
      let value = index / half * features + index % half
      let gate = sigmoid(x[value + half])
      dx[value] = dy[index] * gate
      dx[value + half] = dy[index] * x[value] * gate * (1 - gate)
    }
    return dx
  }
}

private func geluTanhDerivative(_ x: Double) -> Double {
  let scale = (2 / Double.pi).squareRoot()
  let t = tanh(scale * (x + 0.044715 * x * x * x))
  return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * scale * (1 + 3 * 0.044715 * x * x)
}

private func mishDerivative(_ x: Double) -> Double {
  let t = tanh(softplus(x))
  return t + x * (1 - t * t) * sigmoid(x)
}

/// Applies a function to every pair of vectors of `features` elements.
private func perVectorPair(
  _ first: [Double], _ second: [Double], _ features: Int, _ function: ([Double], [Double]) -> [Double]
) -> [Double] {
  stride(from: 0, to: first.count, by: features).flatMap {
    function(Array(first[$0..<$0 + features]), Array(second[$0..<$0 + features]))
  }
}
