// The signal in an untrained network, against closed forms: He et al. 2015 for relu, Klambauer et al. 2017 for selu.

import Glibc
import Linter
import Planner
import Testing

@Suite struct SignalTests {
  static let unit = SignalLevel(mean: 0, meanSquare: 1)

  @Test("the mean of a standard normal number is 0, of its square 1, of its fourth power 3")
  func moments() {
    #expect(abs(StandardNormal.mean { $0 }) < 1e-12)
    #expect(abs(StandardNormal.mean { $0 * $0 } - 1) < 1e-12)
    #expect(abs(StandardNormal.mean { $0 * $0 * $0 * $0 } - 3) < 1e-10)
  }

  @Test("relu halves the mean square and has the mean 1 / sqrt(2 pi)")
  func relu() throws {
    let level = try #require(ActivationCall(.relu).level(of: Self.unit))
    #expect(abs(level.meanSquare - 0.5) < 1e-9)
    #expect(abs(level.mean - 1 / (2 * Double.pi).squareRoot()) < 1e-3)
    #expect(try abs(#require(ActivationCall(.relu).meanSquareDerivative(of: Self.unit)) - 0.5) < 1e-9)
  }

  @Test("leaky_relu keeps (1 + slope^2) / 2 of the mean square")
  func leakyRelu() throws {
    let level = try #require(ActivationCall(.leakyRelu, [0.5]).level(of: Self.unit))
    #expect(abs(level.meanSquare - 0.625) < 1e-9)
  }

  @Test("the closed form for leaky_relu is what integration gives", arguments: [Float(0), 0.2, 1])
  func closedForm(slope: Float) throws {
    let call = ActivationCall(.leakyRelu, [slope])
    let level = try #require(call.level(of: SignalLevel(mean: 0, meanSquare: 4)))
    let integrated = StandardNormal.moments { x in call.value(2 * x) ?? .nan }
    #expect(abs(level.mean - integrated.mean) < 2e-3)
    #expect(abs(level.meanSquare - integrated.meanSquare) < 1e-6)
  }

  @Test("relu of a shifted normal has its closed-form mean square")
  func shiftedRelu() throws {
    // (m^2 + v) Phi(m / s) + m s phi(m / s) with m = 1, s = 2.
    let phi = exp(-0.125) / (2 * Double.pi).squareRoot()
    let cumulative = erfc(-0.5 / 2.0.squareRoot()) / 2
    let level = try #require(ActivationCall(.relu).level(of: SignalLevel(mean: 1, meanSquare: 5)))
    #expect(abs(level.meanSquare - (5 * cumulative + 2 * phi)) < 1e-3)
  }

  @Test("selu keeps mean 0 and mean square 1")
  func selu() throws {
    let level = try #require(ActivationCall(.selu).level(of: Self.unit))
    #expect(abs(level.mean) < 1e-3)
    #expect(abs(level.meanSquare - 1) < 1e-3)
  }

  @Test("gelu has the mean 1 / (2 sqrt(pi))")
  func gelu() throws {
    // E[x Phi(x)] = E[phi(x)] = 1 / (2 sqrt(pi)), by parts.
    let level = try #require(ActivationCall(.gelu).level(of: Self.unit))
    #expect(abs(level.mean - 0.5 / Double.pi.squareRoot()) < 1e-9)
  }

  @Test("the sigmoid's slope of a small signal is 1/4, and the exponential's mean is sqrt(e)")
  func slopes() throws {
    let small = SignalLevel(mean: 0, meanSquare: 1e-6)
    let slope = try #require(ActivationCall(.sigmoid).meanSquareDerivative(of: small))
    #expect(abs(slope - 1.0 / 16) < 1e-6)
    let level = try #require(ActivationCall(.exponential).level(of: Self.unit))
    #expect(abs(level.mean - exp(0.5)) < 1e-9)
  }

  @Test("hard_tanh of a wide signal is flat for all but the middle")
  func saturation() {
    // P(|z| > 1) for a deviation of 10 is 1 - erf(1 / (10 sqrt 2)).
    let share = ActivationCall(.hardTanh).saturatedShare(of: SignalLevel(mean: 0, meanSquare: 100))
    #expect(abs(share - erfc(0.1 / 2.0.squareRoot())) < 0.05)
  }

  @Test("a function of a whole axis has no level")
  func softmax() {
    #expect(ActivationCall(.softmax).level(of: Self.unit) == nil)
  }

  @Test(
    "activations keep within their limits, and come near them",
    arguments: [
      ActivationCall(.relu), ActivationCall(.relu6), ActivationCall(.elu, [0.5]), ActivationCall(.selu),
      ActivationCall(.celu, [2]), ActivationCall(.sigmoid), ActivationCall(.tanh), ActivationCall(.softplus),
      ActivationCall(.softsign), ActivationCall(.hardSigmoid), ActivationCall(.hardTanh), ActivationCall(.logSigmoid),
      ActivationCall(.silu), ActivationCall(.gelu), ActivationCall(.geluTanh), ActivationCall(.mish),
      ActivationCall(.hardSilu), ActivationCall(.threshold, [1, -2]), ActivationCall(.squareplus, [4]),
      ActivationCall(.sparsePlus), ActivationCall(.sparseSigmoid), ActivationCall(.reluGeneral, [0, 1, 3]),
    ])
  func ranges(call: ActivationCall) {
    let values = stride(from: -300.0, through: 300, by: 0.01).compactMap { call.value($0) }
    let range = call.range
    #expect(values.allSatisfy { range.lower <= $0 && $0 <= range.upper })
    if range.lower > -.infinity { #expect((values.min() ?? 0) < range.lower + 0.01) }
    if range.upper < .infinity { #expect((values.max() ?? 0) > range.upper - 0.01) }
  }
}
