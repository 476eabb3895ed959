// categorical_accuracy and its sparse form: the largest output is the class.

import ExecutionPlan
import SpecParser

struct CategoricalAccuracy: MetricKind {
  static let isMaximized = true

  static let declaration = KindDeclaration(
    "categorical_accuracy",
    "The fraction of rows whose largest output is that of their class; the first of equal ones counts.",
    source: "https://keras.io/api/metrics/accuracy_metrics/#categoricalaccuracy-class",
    example: "metrics: [categorical_accuracy]")

  static func call(_ kind: KindValue, _ context: LossContext, in builder: inout GraphBuilder) -> MetricLowering? {
    guard context.checkUnitPerClass(kind, in: &builder) else { return nil }
    return MetricLowering(MetricCall(.categoricalAccuracy), of: context.rankedPrediction)
  }
}

/// The same figure: targets are class indices in memory, however the spec encodes them.
struct SparseCategoricalAccuracy: MetricKind {
  static let isMaximized = true

  static let declaration = KindDeclaration(
    "sparse_categorical_accuracy",
    "`categorical_accuracy` for targets that are class indices.",
    source: "https://keras.io/api/metrics/accuracy_metrics/#sparsecategoricalaccuracy-class",
    example: "metrics: [sparse_categorical_accuracy]")

  static func call(_ kind: KindValue, _ context: LossContext, in builder: inout GraphBuilder) -> MetricLowering? {
    CategoricalAccuracy.call(kind, context, in: &builder)
  }
}
