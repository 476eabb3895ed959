// top_k_categorical_accuracy and its sparse form: the class is among the k largest outputs.

import ExecutionPlan
import SpecParser

struct TopKCategoricalAccuracy: MetricKind {
  static let isMaximized = true

  static let k = Field.integer("k", .between(1, 1_000_000), default: 5, "How many of the largest outputs count.")

  static let declaration = KindDeclaration(
    "top_k_categorical_accuracy", main: "k", fields: [k.declaration],
    "The fraction of rows whose class is among the `k` largest outputs.",
    source: "https://keras.io/api/metrics/accuracy_metrics/#topkcategoricalaccuracy-class",
    example: "metrics: [{top_k_categorical_accuracy: 3}]")

  static func call(_ kind: KindValue, _ context: LossContext, in builder: inout GraphBuilder) -> MetricLowering? {
    guard context.checkUnitPerClass(kind, in: &builder) else { return nil }
    let k = kind.arguments[Self.k]
    guard k <= context.width else {
      builder.error(
        .metricMismatch, "k is \(k), but the model ends in \(counted(context.width, "unit"))",
        at: kind.arguments.range(of: Self.k), help: "choose a k of at most \(context.width)")
      return nil
    }
    return MetricLowering(MetricCall(.topK, k: k), of: context.rankedPrediction)
  }
}

/// The same figure: targets are class indices in memory, however the spec encodes them.
struct SparseTopKCategoricalAccuracy: MetricKind {
  static let isMaximized = true

  static let declaration = KindDeclaration(
    "sparse_top_k_categorical_accuracy", main: "k", fields: [TopKCategoricalAccuracy.k.declaration],
    "`top_k_categorical_accuracy` for targets that are class indices.",
    source: "https://keras.io/api/metrics/accuracy_metrics/#sparsetopkcategoricalaccuracy-class",
    example: "metrics: [{sparse_top_k_categorical_accuracy: 3}]")

  static func call(_ kind: KindValue, _ context: LossContext, in builder: inout GraphBuilder) -> MetricLowering? {
    TopKCategoricalAccuracy.call(kind, context, in: &builder)
  }
}
