// The reference against Keras on every activation: values and gradients.

import ExecutionPlan
import Figures
import Planner
import Reference
import Testing

@Suite("the reference agrees with Keras's activations")
struct ActivationFigureTests {
  /// Some of Keras's functions compute in float32.
  private let tolerance = 2e-6

  private let x = SampleNumbers.values(ActivationFigures.elementCount, stream: 200, scale: 16)

  private func call(_ figures: ActivationFigures) throws -> ActivationCall {
    let function = try #require(Activation.allCases.first { "\($0)" == figures.function })
    return ActivationCall(function, figures.reals.map { Float($0) })
  }

  private func expectAgreement(_ actual: [Double], _ expected: [Double]) {
    #expect(actual.count == expected.count)
    for (index, (actual, expected)) in zip(actual, expected).enumerated() {
      #expect(
        abs(actual - expected) <= tolerance * max(1, abs(expected)), "[\(index)] is \(actual), Keras's \(expected)")
    }
  }

  @Test("there are figures for every activation")
  func coverage() {
    #expect(Set(ActivationFigures.all.map(\.function)) == Set(Activation.allCases.map { "\($0)" }))
  }

  @Test("in values", arguments: ActivationFigures.all)
  func values(figures: ActivationFigures) throws {
    expectAgreement(try call(figures).reference(x, features: ActivationFigures.featureCount), figures.y)
  }

  @Test("in gradients", arguments: ActivationFigures.all)
  func gradients(figures: ActivationFigures) throws {
    let call = try call(figures)
    let dy = SampleNumbers.values(figures.y.count, stream: 201, scale: 2)
    let saved: [Double]
    switch call.function.gradientOperand {
    case .none: saved = []
    case .input: saved = x
    case .output: saved = call.reference(x, features: ActivationFigures.featureCount)
    }
    expectAgreement(call.referenceGradient(dy, saved: saved, features: ActivationFigures.featureCount), figures.dx)
  }
}
