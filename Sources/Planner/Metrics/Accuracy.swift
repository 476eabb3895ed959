// accuracy: the fraction of rows that are right, in the sense of the loss and the targets.

import ExecutionPlan
import SpecParser

struct Accuracy: MetricKind {
  static let isMaximized = true

  static let declaration = KindDeclaration(
    "accuracy", aliases: ["acc"],
    """
    `binary_accuracy` where the model ends in one unit, else `sparse_categorical_accuracy` or `categorical_accuracy`, as \
    the targets are.
    """,
    source: "https://keras.io/api/metrics/accuracy_metrics/#accuracy-class",
    example: "metrics: [accuracy]")

  static func call(_ kind: KindValue, _ context: LossContext, in builder: inout GraphBuilder) -> MetricLowering? {
    let isBinary = context.width == 1 && context.loss.name == BinaryCrossentropy.declaration.name
    return isBinary
      ? BinaryAccuracy.call(kind, context, in: &builder)
      : CategoricalAccuracy.call(kind, context, in: &builder)
  }
}
