// mean_squared_error, mean_absolute_error and huber: distances between numbers.

import ExecutionPlan
import SpecParser

private let page = "https://keras.io/api/losses/regression_losses/"

struct MeanSquaredError: LossKind {
  static let targetKind = TargetKind.numbers
  static let targetEncoding: TargetEncoding? = nil

  static let declaration = KindDeclaration(
    "mean_squared_error", aliases: ["mse", "MSE"], "`mean((p - t)^2)` over the outputs of a row.",
    source: page + "#meansquarederror-class", example: "loss: mean_squared_error")

  static func call(
    _ arguments: Arguments, _ context: LossContext, in builder: inout GraphBuilder
  ) -> (call: LossCall, prediction: ValueID)? {
    distance(LossCall(.meanSquaredError), context, in: &builder)
  }
}

struct MeanAbsoluteError: LossKind {
  static let targetKind = TargetKind.numbers
  static let targetEncoding: TargetEncoding? = nil

  static let declaration = KindDeclaration(
    "mean_absolute_error", aliases: ["mae", "MAE"], "`mean(|p - t|)` over the outputs of a row.",
    source: page + "#meanabsoluteerror-class", example: "loss: mean_absolute_error")

  static func call(
    _ arguments: Arguments, _ context: LossContext, in builder: inout GraphBuilder
  ) -> (call: LossCall, prediction: ValueID)? {
    distance(LossCall(.meanAbsoluteError), context, in: &builder)
  }
}

struct Huber: LossKind {
  static let targetKind = TargetKind.numbers
  static let targetEncoding: TargetEncoding? = nil

  static let delta = Field.number("delta", .above(0), default: 1, "Where the parabola becomes a line.")

  static let declaration = KindDeclaration(
    "huber", main: "delta", fields: [delta.declaration],
    """
    The mean over the outputs of a row of `e^2 / 2` where `|e| <= delta`, else `delta * |e| - delta^2 / 2`, with \
    `e = p - t`: outliers weigh less than in the squared error.
    """,
    source: page + "#huber-class", example: "loss: {huber: {delta: 0.5}}")

  static func call(
    _ arguments: Arguments, _ context: LossContext, in builder: inout GraphBuilder
  ) -> (call: LossCall, prediction: ValueID)? {
    distance(LossCall(.huber, a: Float(arguments[delta])), context, in: &builder)
  }
}

/// The call on the model's output, if that is as wide as the targets.
private func distance(
  _ call: LossCall, _ context: LossContext, in builder: inout GraphBuilder
) -> (call: LossCall, prediction: ValueID)? {
  guard case .numbers(let width) = context.target else {
    builder.error(
      .lossMismatch, "\(context.loss.name) needs number targets, the data's targets are classes",
      at: context.loss.range, help: "use sparse_categorical_crossentropy")
    return nil
  }
  guard context.checkIsVector(in: &builder),
    context.checkWidth(
      width, reason: "a target has \(counted(width, "number"))",
      orElse: width == 1 ? ", or use sparse_categorical_crossentropy if the units stand for classes" : "", in: &builder)
  else { return nil }
  return (call, context.output)
}
