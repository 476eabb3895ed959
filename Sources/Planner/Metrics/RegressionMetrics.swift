// mean_squared_error, its root and mean_absolute_error, in the targets' original unit.

import ExecutionPlan
import SpecParser

private let page = "https://keras.io/api/metrics/regression_metrics/"

struct MeanSquaredErrorMetric: MetricKind {
  static let isMaximized = false

  static let declaration = KindDeclaration(
    "mean_squared_error", aliases: ["mse", "MSE"],
    "`mean((p - t)^2)`, in the original unit where `target_preprocessing` scales the targets.",
    source: page + "#meansquarederror-class", example: "metrics: [mse]")

  static func call(_ kind: KindValue, _ context: LossContext, in builder: inout GraphBuilder) -> MetricLowering? {
    squares(kind, context, isRoot: false, in: &builder)
  }
}

struct RootMeanSquaredError: MetricKind {
  static let isMaximized = false

  static let declaration = KindDeclaration(
    "root_mean_squared_error",
    "`sqrt(mean((p - t)^2))` over all rows, in the original unit where `target_preprocessing` scales the targets.",
    source: page + "#rootmeansquarederror-class", example: "metrics: [root_mean_squared_error]")

  static func call(_ kind: KindValue, _ context: LossContext, in builder: inout GraphBuilder) -> MetricLowering? {
    // The mean of squares is scaled by the variance first, the root of that is shown.
    squares(kind, context, isRoot: true, in: &builder)
  }
}

struct MeanAbsoluteErrorMetric: MetricKind {
  static let isMaximized = false

  static let declaration = KindDeclaration(
    "mean_absolute_error", aliases: ["mae", "MAE"],
    "`mean(|p - t|)`, in the original unit where `target_preprocessing` scales the targets.",
    source: page + "#meanabsoluteerror-class", example: "metrics: [mae]")

  static func call(_ kind: KindValue, _ context: LossContext, in builder: inout GraphBuilder) -> MetricLowering? {
    guard context.checkNumbers(kind, in: &builder) else { return nil }
    return MetricLowering(
      MetricCall(.meanAbsoluteError, a: 1), of: context.output,
      unit: context.scalesTargets ? .targetDeviation : .plain)
  }
}

private func squares(
  _ kind: KindValue, _ context: LossContext, isRoot: Bool, in builder: inout GraphBuilder
) -> MetricLowering? {
  guard context.checkNumbers(kind, in: &builder) else { return nil }
  return MetricLowering(
    MetricCall(.meanSquaredError, a: 1), of: context.output, unit: context.scalesTargets ? .targetVariance : .plain,
    isRoot: isRoot)
}
