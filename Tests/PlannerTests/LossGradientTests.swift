// The gradient of every loss: classes, smoothed classes, number targets and class weights.

import ExecutionPlan
import Figures
import Planner
import Reference
import Testing

@Suite("loss gradients agree with central differences")
struct LossGradientTests {
  private let rows = 7

  /// A linear model of `width` outputs under a loss.
  private func expectAgreement(
    _ loss: LossCall, width: Int, targets: ReferenceTargets, classWeights: [Float]? = nil
  ) throws {
    var model = TinyModel(rows: rows, inputShape: [3], targets: targets)
    let bias = model.parameter("bias", [width])
    let product = model.product(model.input, "kernel", units: width)
    model.finish(model.append(.addBias, product, bias), loss, classWeights: classWeights)
    try expectGradientsAgree(model)
  }

  @Test(
    "of a class, plain and smoothed", arguments: [Loss.softmaxCrossEntropy, .sigmoidCrossEntropy], [Float(0), 0.125])
  func classes(loss: Loss, smoothing: Float) throws {
    let labels = SampleNumbers.labels(rows, stream: 102, classes: 4)
    try expectAgreement(LossCall(loss, a: smoothing), width: 4, targets: .classes(labels))
  }

  @Test("of one of two classes by a single output", arguments: [Float(0), 0.125])
  func binary(smoothing: Float) throws {
    let labels = SampleNumbers.labels(rows, stream: 102, classes: 2)
    try expectAgreement(LossCall(.sigmoidCrossEntropy, a: smoothing), width: 1, targets: .classes(labels))
  }

  @Test(
    "of dense targets, plain and smoothed", arguments: [Loss.softmaxCrossEntropyDense, .sigmoidCrossEntropyDense],
    [Float(0), 0.125])
  func dense(loss: Loss, smoothing: Float) throws {
    let numbers = SampleNumbers.values(rows * 4, stream: 103, scale: 1).map { $0 + 0.5 }
    try expectAgreement(LossCall(loss, a: smoothing), width: 4, targets: .numbers(numbers))
  }

  @Test(
    "of numbers",
    arguments: [
      LossCall(.meanSquaredError), LossCall(.meanAbsoluteError), LossCall(.huber, a: 1), LossCall(.huber, a: 0.25),
    ], [1, 3])
  func numbers(loss: LossCall, width: Int) throws {
    let numbers = SampleNumbers.values(rows * width, stream: 104, scale: 4)
    try expectAgreement(loss, width: width, targets: .numbers(numbers))
  }

  @Test("of weighted classes", arguments: [Loss.softmaxCrossEntropy, .sigmoidCrossEntropy])
  func classWeights(loss: Loss) throws {
    let labels = SampleNumbers.labels(rows, stream: 102, classes: 3)
    try expectAgreement(LossCall(loss), width: 3, targets: .classes(labels), classWeights: [0.5, 3, 1])
  }
}
