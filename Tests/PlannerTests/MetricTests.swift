// What each metric reads and refuses. Oracle: what Keras's metric of that name compares.

import ExecutionPlan
import Planner
import SpecParser
import Testing

@Suite struct MetricTests {
  @Test(arguments: ["accuracy", "acc"]) func accuracyIsBinaryForOneUnitAndCategoricalElse(_ name: String) {
    let one = ModelEnd([1], .sigmoid)
    let binary = one.lower(metric: makeKind(.metric, name), loss: "binary_crossentropy", twoClasses).value
    #expect(binary?.call.function == .binaryAccuracy)
    let three = ModelEnd([3], .softmax)
    let categorical = three.lower(
      metric: makeKind(.metric, name), loss: "sparse_categorical_crossentropy", threeClasses
    ).value
    #expect(categorical?.call.function == .categoricalAccuracy)
    #expect(categorical?.prediction == three.logits)
  }

  /// sigmoid(z) > t is z > log(t / (1 - t)): 0 at a half, log 3 at three quarters.
  @Test(arguments: [(0.5, Float(0)), (0.75, 1.0986123)], [.sigmoid, nil] as [Activation?])
  func binaryAccuracyComparesLogits(_ threshold: (Double, Float), _ activation: Activation?) throws {
    let end = ModelEnd([1], activation)
    let kind = makeKind(.metric, "binary_accuracy", ["threshold": .number(threshold.0)])
    let metric = try #require(end.lower(metric: kind, loss: "binary_crossentropy", twoClasses).value)
    #expect(abs(metric.call.a - threshold.1) < 1e-6)
    #expect(metric.prediction == end.logits)
  }

  @Test func binaryAccuracyOfNumbersComparesTheOutput() throws {
    let end = ModelEnd([2])
    let metric = try #require(
      end.lower(metric: makeKind(.metric, "binary_accuracy"), loss: "mse", .numbers(width: 2)).value)
    #expect(metric.call == MetricCall(.binaryAccuracyDense, a: 0.5))
    #expect(metric.prediction == end.output)
  }

  @Test func topKCarriesItsK() {
    let end = ModelEnd([3])
    let kind = makeKind(.metric, "top_k_categorical_accuracy", ["k": .integer(2)])
    let metric = end.lower(metric: kind, loss: "sparse_categorical_crossentropy", threeClasses).value
    #expect(metric?.call == MetricCall(.topK, k: 2))
  }

  @Test(arguments: [
    ("mse", Metric.meanSquaredError, Measure.Unit.targetVariance, false),
    ("root_mean_squared_error", .meanSquaredError, .targetVariance, true),
    ("mae", .meanAbsoluteError, .targetDeviation, false),
  ])
  func distancesAreInTheOriginalUnit(_ name: String, _ function: Metric, _ unit: Measure.Unit, _ isRoot: Bool) throws {
    for scalesTargets in [true, false] {
      let end = ModelEnd([1])
      let metric = try #require(
        end.lower(metric: makeKind(.metric, name), loss: "huber", .numbers(width: 1), scalesTargets: scalesTargets)
          .value)
      #expect(metric.call == MetricCall(function, a: 1))
      #expect(metric.unit == (scalesTargets ? unit : .plain))
      #expect(metric.isRoot == isRoot)
    }
  }

  @Test(
    arguments: [
      ("accuracy", "mse", .numbers(width: 3)), ("top_k_categorical_accuracy", "mse", .numbers(width: 3)),
      ("mae", "sparse_categorical_crossentropy", threeClasses),
      ("mse", "sparse_categorical_crossentropy", threeClasses),
      // The default k of 5 is more than the three units.
      ("sparse_top_k_categorical_accuracy", "sparse_categorical_crossentropy", threeClasses),
      // Logits of a softmax are no probabilities.
      ("binary_accuracy", "sparse_categorical_crossentropy", threeClasses),
    ] as [(String, String, TargetSummary)])
  func metricsRefuseTargetsThatTheyCannotCompare(_ name: String, _ loss: String, _ target: TargetSummary) {
    let end = ModelEnd([3])
    let lowered = end.lower(metric: makeKind(.metric, name), loss: loss, target)
    #expect(lowered.value == nil)
    #expect(lowered.codes == ["T102"])
    #expect(lowered.items.first?.help != nil)
  }

  /// The loss reports the number of units, with the cure; another metric would be none.
  @Test func aMetricDoesNotRepeatWhatTheLossSaysOfTheUnits() {
    let lowered = ModelEnd([2]).lower(
      metric: makeKind(.metric, "accuracy"), loss: "sparse_categorical_crossentropy", threeClasses)
    #expect(lowered.value == nil)
    #expect(lowered.codes == [])
  }

  @Test func binaryAccuracyRefusesScaledTargets() {
    let end = ModelEnd([1])
    let kind = makeKind(.metric, "binary_accuracy")
    let lowered = end.lower(metric: kind, loss: "mse", .numbers(width: 1), scalesTargets: true)
    #expect(lowered.value == nil)
    #expect(lowered.codes == ["T102"])
  }
}
