// What each loss reads and refuses. Oracle: what Keras's formula needs of the model's end and the targets.

import ExecutionPlan
import Planner
import SpecParser
import Testing

@Suite struct LossTests {
  @Test(arguments: [nil, .softmax, .relu] as [Activation?])
  func softmaxCrossEntropyReadsLogits(_ activation: Activation?) throws {
    let end = ModelEnd([3], activation)
    let loss = try #require(end.lower(loss: makeKind(.loss, "sparse_categorical_crossentropy"), threeClasses).value)
    #expect(loss.call == LossCall(.softmaxCrossEntropy))
    #expect(loss.prediction == (activation == .softmax ? end.logits : end.output))
  }

  @Test func labelSmoothingIsTheCallsReal() {
    let end = ModelEnd([3])
    let kind = makeKind(.loss, "categorical_crossentropy", ["label_smoothing": .number(0.25)])
    #expect(end.lower(loss: kind, threeClasses).value?.call == LossCall(.softmaxCrossEntropy, a: 0.25))
  }

  @Test func targetsOfNumbersTakeTheDenseForm() {
    let categorical = ModelEnd([3])
    let kind = makeKind(.loss, "categorical_crossentropy")
    #expect(categorical.lower(loss: kind, .numbers(width: 3)).value?.call.function == .softmaxCrossEntropyDense)
    let binary = ModelEnd([3], .sigmoid)
    #expect(
      binary.lower(loss: makeKind(.loss, "bce"), .numbers(width: 3)).value?.call.function == .sigmoidCrossEntropyDense)
  }

  @Test func wrongNumberOfUnitsIsAnErrorAtTheModelsEndWithTheCure() {
    let end = ModelEnd([12])
    let lowered = end.lower(loss: makeKind(.loss, "sparse_categorical_crossentropy"), threeClasses)
    #expect(lowered.value == nil)
    let item = lowered.items.first
    #expect(item?.code.id == "N109")
    #expect(item?.message == "the model ends in 12 units, the data has 3 classes")
    #expect(item?.help == "end the model in 'dense: 3'")
    #expect(item?.place == .spec(range(line: 3)))
  }

  @Test(arguments: [([1], twoClasses), ([2], twoClasses), ([3], threeClasses)])
  func binaryCrossEntropyTakesOneUnitOrOneAClass(_ dimensions: [Int], _ target: TargetSummary) throws {
    let end = ModelEnd(dimensions, .sigmoid)
    let loss = try #require(end.lower(loss: makeKind(.loss, "binary_crossentropy"), target).value)
    #expect(loss.call.function == .sigmoidCrossEntropy)
    #expect(loss.prediction == end.logits)
  }

  @Test(
    arguments: [
      ([1], nil, threeClasses, "N109"), ([3], nil, twoClasses, "N109"), ([2], .softmax, twoClasses, "N105"),
      ([1], nil, .classes(["only"]), "N105"), ([2, 2], nil, twoClasses, "N107"),
    ] as [([Int], Activation?, TargetSummary, String)])
  func binaryCrossEntropyRefusesOtherEnds(
    _ dimensions: [Int], _ activation: Activation?, _ target: TargetSummary, _ code: String
  ) {
    let end = ModelEnd(dimensions, activation)
    let lowered = end.lower(loss: makeKind(.loss, "binary_crossentropy"), target)
    #expect(lowered.value == nil)
    #expect(lowered.codes == [code])
  }

  @Test(
    arguments: [
      ("sparse_categorical_crossentropy", .softmax, true, false),
      ("sparse_categorical_crossentropy", .softmax, false, true),
      ("sparse_categorical_crossentropy", nil, true, true), ("sparse_categorical_crossentropy", nil, false, false),
      ("binary_crossentropy", .sigmoid, true, false), ("binary_crossentropy", .sigmoid, false, true),
      ("binary_crossentropy", nil, true, true), ("binary_crossentropy", nil, false, false),
    ] as [(String, Activation?, Bool, Bool)])
  func fromLogitsMustAgreeWithTheModelsEnd(_ name: String, _ end: Activation?, _ written: Bool, _ isAccepted: Bool) {
    let end = ModelEnd([2], end)
    let loss = makeKind(.loss, name, ["from_logits": .boolean(written)])
    let lowered = end.lower(loss: loss, twoClasses)
    #expect((lowered.value != nil) == isAccepted)
    #expect(lowered.codes == (isAccepted ? [] : ["T107"]))
  }

  @Test(arguments: [
    ("mse", LossCall(.meanSquaredError)), ("mae", LossCall(.meanAbsoluteError)), ("huber", LossCall(.huber, a: 1)),
  ])
  func distancesReadTheOutput(_ name: String, _ expected: LossCall) throws {
    let end = ModelEnd([2], .relu)
    let loss = try #require(end.lower(loss: makeKind(.loss, name), .numbers(width: 2)).value)
    #expect(loss.call == expected)
    #expect(loss.prediction == end.output)
  }

  @Test(
    arguments: [
      ([3], .numbers(width: 2), "N105"), ([2, 1], .numbers(width: 1), "N107"), ([3], threeClasses, "N105"),
    ] as [([Int], TargetSummary, String)])
  func distancesRefuseOtherWidthsAndClasses(_ dimensions: [Int], _ target: TargetSummary, _ code: String) {
    let end = ModelEnd(dimensions)
    let lowered = end.lower(loss: makeKind(.loss, "mse"), target)
    #expect(lowered.value == nil)
    #expect(lowered.codes == [code])
  }
}
