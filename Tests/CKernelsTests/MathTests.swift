// The elementary functions behind the activations, against double arithmetic over the whole range of fp32.

import ExecutionPlan
import Glibc
import Testing

/// A function and the largest error it may have, in units of the last place.
struct MathFunction: Sendable, CustomTestStringConvertible {
  var activation: Activation
  var reals: [Float] = []
  var tolerance: Double
  var reference: @Sendable (Double) -> Double
  var testDescription: String { "\(activation)" }

  static let all = [
    MathFunction(activation: .exponential, tolerance: 1) { exp($0) },
    MathFunction(activation: .sigmoid, tolerance: 2.5) { $0 < 0 ? exp($0) / (1 + exp($0)) : 1 / (1 + exp(-$0)) },
    MathFunction(activation: .tanh, tolerance: 2.5) { tanh($0) },
    MathFunction(activation: .softplus, tolerance: 2) { max($0, 0) + log1p(exp(-abs($0))) },
    MathFunction(activation: .elu, reals: [1], tolerance: 1.5) { $0 > 0 ? $0 : expm1($0) },
    MathFunction(activation: .gelu, tolerance: 8) { $0 * 0.5 * erfc(-$0 / 2.squareRoot()) },
  ]
}

@Suite struct MathTests {
  static func apply(_ function: MathFunction, _ x: [Float], on instructionSet: InstructionSet) -> [Float] {
    let input = Buffer.matrix(x, features: x.count)
    let output = Buffer.matrix(rows: 1, features: x.count)
    KernelRunner(
      kernel: .activation, operands: [input, output], sizes: [1, x.count, Int(function.activation.rawValue)],
      reals: function.reals, rows: 1
    ).run(on: instructionSet)
    return output.values
  }

  /// Units of the last place of fp32 between a result and the exact value; infinity beyond its range.
  static func error(_ result: Float, _ exact: Double) -> Double {
    let rounded = Float(exact)
    if rounded == result || (rounded.isNaN && result.isNaN) { return 0 }
    if rounded.isInfinite || result.isInfinite || result.isNaN || rounded.isNaN { return .infinity }
    return abs(Double(result) - exact) / Double(max(rounded.magnitude.ulp, Float.leastNonzeroMagnitude))
  }

  @Test(arguments: MathFunction.all, InstructionSet.supported)
  func `every magnitude is within tolerance`(function: MathFunction, instructionSet: InstructionSet) {
    // Every 4093rd float: all exponents, both signs, denormals, infinities and NaNs.
    let x = stride(from: UInt64(0), to: 1 << 32, by: 4093).map { Float(bitPattern: UInt32($0)) }
    let y = Self.apply(function, x, on: instructionSet)
    var worst = 0.0
    var place: Float = 0
    for (x, y) in zip(x, y) where !(function.activation == .gelu && (x < -12 || !x.isFinite)) {
      let error = Self.error(y, function.reference(Double(x)))
      if error > worst { (worst, place) = (error, x) }
    }
    #expect(worst <= function.tolerance, "\(worst) units of the last place at \(place)")
  }

  @Test(arguments: InstructionSet.supported)
  func `limits are those of the functions`(instructionSet: InstructionSet) {
    let x: [Float] = [-.infinity, .infinity, .nan, 0, -0.0, 200, -200]
    func values(_ activation: Activation, _ reals: [Float] = []) -> [Float] {
      Self.apply(
        MathFunction(activation: activation, reals: reals, tolerance: 0, reference: { $0 }), x, on: instructionSet)
    }
    func expect(_ values: [Float], _ expected: [Float], _ name: Comment) {
      for (value, wanted) in zip(values, expected) {
        #expect(value == wanted || (value.isNaN && wanted.isNaN), name)
      }
    }
    let inf = Float.infinity
    expect(values(.exponential), [0, inf, .nan, 1, 1, inf, 0], "exponential")
    expect(values(.sigmoid), [0, 1, .nan, 0.5, 0.5, 1, 0], "sigmoid")
    expect(values(.tanh), [-1, 1, .nan, 0, 0, 1, -1], "tanh")
    expect(values(.softplus), [0, inf, .nan, Float(log(2.0)), Float(log(2.0)), 200, 0], "softplus")
    expect(values(.logSigmoid), [-inf, 0, .nan, -Float(log(2.0)), -Float(log(2.0)), 0, -200], "log_sigmoid")
    expect(values(.elu, [2]), [-2, inf, .nan, 0, 0, 200, -2], "elu")
    expect(values(.relu), [0, inf, .nan, 0, 0, 200, 0], "relu")
  }

  @Test(arguments: InstructionSet.supported)
  func `exponential reaches denormals`(instructionSet: InstructionSet) {
    let function = MathFunction.all[0]
    #expect(Self.apply(function, [-100], on: instructionSet) == [Float(exp(-100.0))])
    #expect(Self.apply(function, [-103.9], on: instructionSet) == [Float.leastNonzeroMagnitude])
  }
}
