// The gradient rule of every activation, away from its kinks.

import ExecutionPlan
import Figures
import Planner
import Reference
import Testing

@Suite("activation gradients agree with central differences")
struct ActivationGradientTests {
  /// Every activation with reals where its formula has some.
  static let calls = Activation.allCases.map { function in
    switch function {
    case .leakyRelu: ActivationCall(.leakyRelu, [0.2])
    case .elu: ActivationCall(.elu, [0.75])
    case .celu: ActivationCall(.celu, [1.25])
    case .softShrink, .hardShrink: ActivationCall(function, [0.5])
    case .threshold: ActivationCall(.threshold, [0.25, -0.75])
    case .squareplus: ActivationCall(.squareplus, [4])
    case .reluGeneral: ActivationCall(.reluGeneral, [0.125, 0.25, 3])
    case .linear, .relu, .relu6, .selu, .sigmoid, .tanh, .softplus, .softsign, .exponential, .hardSigmoid, .hardTanh,
      .logSigmoid, .silu, .gelu, .geluTanh, .mish, .hardSilu, .tanhShrink, .sparsePlus, .sparseSigmoid, .softmax,
      .logSoftmax, .sparsemax, .glu:
      ActivationCall(function)
    }
  }

  /// Inputs at which the derivative jumps.
  private func kinks(_ call: ActivationCall) -> [Double] {
    switch call.function {
    case .relu, .leakyRelu, .elu, .selu, .celu: [0]
    case .relu6: [0, 6]
    case .hardSigmoid, .hardSilu: [-3, 3]
    case .hardTanh, .sparsePlus, .sparseSigmoid: [-1, 1]
    case .softShrink, .hardShrink: [-0.5, 0.5]
    case .threshold: [0.25]
    case .reluGeneral: [0.25, 3]
    case .linear, .sigmoid, .tanh, .softplus, .softsign, .exponential, .logSigmoid, .silu, .gelu, .geluTanh, .mish,
      .tanhShrink, .squareplus, .softmax, .logSoftmax, .sparsemax, .glu:
      []
    }
  }

  @Test("of each function, on both sides of its kinks", arguments: calls)
  func activation(call: ActivationCall) throws {
    let (rows, features) = (9, 6)
    let width = call.function == .glu ? features / 2 : features
    var model = TinyModel(
      rows: rows, inputShape: [3], inputScale: call.function == .exponential ? 1 : 16,
      targets: .numbers(SampleNumbers.values(rows * width, stream: 101, scale: 4)))
    let x = model.product(model.input, "kernel", units: features)
    model.finish(
      model.append(.activation(call), x, shape: .batched([width])), LossCall(.meanSquaredError))

    var interpreter = try model.interpreter(model.builder.graph)
    try interpreter.run()
    for kink in kinks(call) {
      let distances = interpreter[x].map { $0 - kink }
      #expect(distances.allSatisfy { abs($0) > 1e-3 }, "an input is too near to \(kink) for differences")
      #expect(distances.contains { $0 > 0 } && distances.contains { $0 < 0 }, "both sides of \(kink) are tested")
    }
    try expectGradientsAgree(model)
  }

  @Test("over the last axis alone where there are positions", arguments: [Activation.softmax, .logSoftmax, .sparsemax])
  func positions(function: Activation) throws {
    var model = TinyModel(
      rows: 4, inputShape: [2, 3], inputScale: 2, targets: .numbers(SampleNumbers.values(32, stream: 101, scale: 2)))
    let x = model.product(model.input, "kernel", units: 4)
    let y = model.append(.activation(ActivationCall(function)), x)
    model.finish(model.append(.reshape, y, shape: .batched([8])), LossCall(.meanSquaredError))
    try expectGradientsAgree(model)
  }
}
