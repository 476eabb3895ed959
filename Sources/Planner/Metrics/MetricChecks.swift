// What metrics check of the targets and the model's end.

import Diagnostics
import ExecutionPlan
import SpecParser

extension LossContext {
  /// Values in the order of the class probabilities: before softmax or sigmoid where the model ends in one, as both keep
  /// the order, so that evaluation need not compute them.
  var rankedPrediction: ValueID {
    switch lastActivation {
    case .softmax, .sigmoid, .logSoftmax: logits
    default: output
    }
  }

  /// Whether the targets are classes with a unit each, as metrics of the largest output need it.
  func checkUnitPerClass(_ kind: KindValue, in builder: inout GraphBuilder) -> Bool {
    guard let classes else {
      let isClassLoss = loss.name.hasSuffix("crossentropy")
      builder.error(
        .metricMismatch, "\(kind.writtenName) needs class targets, but the data's targets are numbers", at: kind.range,
        help: isClassLoss
          ? "give the targets as class indices, or use binary_accuracy"
          : "use mean_absolute_error or mean_squared_error")
      return false
    }
    guard classes.count == width else {
      // The loss has said so already, with the cure; of a metric that fits the wrong number of units nothing is to be said.
      if loss.name.hasSuffix("categorical_crossentropy") { return false }
      builder.error(
        .metricMismatch,
        "\(kind.writtenName) compares a unit a class, the model ends in \(counted(width, "unit")) for "
          + counted(classes.count, "class"),
        at: kind.range, help: "use binary_accuracy")
      return false
    }
    return true
  }

  /// Whether the targets are numbers, as distances need it.
  func checkNumbers(_ kind: KindValue, in builder: inout GraphBuilder) -> Bool {
    guard classes != nil else { return true }
    builder.error(
      .metricMismatch, "\(kind.writtenName) needs number targets, but the data's targets are classes", at: kind.range,
      help: "use accuracy")
    return false
  }
}
