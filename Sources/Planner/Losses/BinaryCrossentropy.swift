// binary_crossentropy: yes or no, for one unit or for several independent ones. Computed from logits.

import ExecutionPlan
import SpecParser

struct BinaryCrossentropy: LossKind {
  static let targetKind = TargetKind.classes
  static let targetEncoding: TargetEncoding? = nil

  static let declaration = KindDeclaration(
    "binary_crossentropy", aliases: ["bce", "BCE"],
    fields: [CrossEntropyFields.fromLogits.declaration, CrossEntropyFields.labelSmoothing.declaration],
    """
    `-mean(t * log(p) + (1 - t) * log(1 - p))` with `p` the sigmoid of the model's last layer; smoothed, targets are \
    `t * (1 - label_smoothing) + label_smoothing / 2`. The model ends in one unit for two classes, else in a unit for each \
    class, with `sigmoid` or without.
    """,
    source: "https://keras.io/api/losses/probabilistic_losses/#binarycrossentropy-class",
    example: "loss: binary_crossentropy")

  static func call(
    _ arguments: Arguments, _ context: LossContext, in builder: inout GraphBuilder
  ) -> (call: LossCall, prediction: ValueID)? {
    guard context.lastActivation != .softmax else {
      builder.error(
        .lossMismatch, "binary_crossentropy wants independent units, but softmax makes them sum to 1",
        at: context.loss.nameRange, help: "use categorical_crossentropy, or end the model in sigmoid")
      return nil
    }
    guard context.checkFromLogits(arguments, unless: .sigmoid, in: &builder), context.checkIsVector(in: &builder),
      let function = function(context, in: &builder)
    else { return nil }
    let smoothing = Float(arguments[CrossEntropyFields.labelSmoothing])
    return (LossCall(function, a: smoothing), context.logits(of: .sigmoid))
  }

  /// The form for the targets, or nil where the model's width does not fit them.
  private static func function(_ context: LossContext, in builder: inout GraphBuilder) -> Loss? {
    switch context.target {
    case .classes(let names):
      let reason = "the data has \(counted(names.count, "class"))"
      guard names.count >= 2 else {
        builder.error(
          .lossMismatch, "binary_crossentropy needs two classes or more, \(reason)", at: context.loss.range,
          help: "give the data a second class")
        return nil
      }
      let isBinary = names.count == 2
      if context.width == names.count || isBinary && context.width == 1 { return .sigmoidCrossEntropy }
      // Two units for two classes are accepted, but one is what is meant.
      _ = context.checkWidth(
        isBinary ? 1 : names.count, reason: reason,
        orElse: isBinary ? "" : ", or use sparse_categorical_crossentropy where a row has one class", in: &builder)
      return nil
    case .numbers(let width):
      let fits = context.checkWidth(width, reason: "a target has \(counted(width, "number"))", in: &builder)
      return fits ? .sigmoidCrossEntropyDense : nil
    }
  }
}
