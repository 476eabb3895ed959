// binary_accuracy: each unit's yes or no is right.

import ExecutionPlan
import Glibc
import SpecParser

struct BinaryAccuracy: MetricKind {
  static let isMaximized = true

  static let threshold = Field.number(
    "threshold", Bounds(lower: 0, upper: 1, lowerIsStrict: true, upperIsStrict: true), default: 0.5,
    "Probabilities above it are a yes.")

  static let declaration = KindDeclaration(
    "binary_accuracy", fields: [threshold.declaration],
    """
    The fraction of outputs that are on the right side of `threshold`. Where the model ends without `sigmoid` and the loss \
    is `binary_crossentropy`, the outputs are logits, and it is their sigmoid that counts.
    """,
    source: "https://keras.io/api/metrics/accuracy_metrics/#binaryaccuracy-class",
    example: "metrics: [{binary_accuracy: {threshold: 0.7}}]")

  static func call(_ kind: KindValue, _ context: LossContext, in builder: inout GraphBuilder) -> MetricLowering? {
    // `accuracy` comes here without fields; its arguments then give the default.
    let probability = kind.arguments[threshold]
    let function: Metric
    switch context.target {
    case .classes: function = .binaryAccuracy
    case .numbers:
      guard !context.scalesTargets else {
        builder.error(
          .metricMismatch, "\(kind.writtenName) needs targets of 0 and 1, but target_preprocessing scales them",
          at: kind.range, help: "use mean_absolute_error, or remove target_preprocessing")
        return nil
      }
      function = .binaryAccuracyDense
    }
    if context.lastActivation == .sigmoid || context.loss.name == BinaryCrossentropy.declaration.name {
      // sigmoid(z) > t  <=>  z > log(t / (1 - t))
      let logit = Float(log(probability / (1 - probability)))
      return MetricLowering(MetricCall(function, a: logit), of: context.logits(of: .sigmoid))
    }
    guard context.classes == nil || context.lastActivation == .softmax else {
      builder.error(
        .metricMismatch, "\(kind.writtenName) needs probabilities, the model ends in \(context.endName)",
        at: kind.range, help: "use accuracy, or end the model in softmax")
      return nil
    }
    return MetricLowering(MetricCall(function, a: Float(probability)), of: context.output)
  }
}
