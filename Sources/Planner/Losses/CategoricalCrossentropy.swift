// sparse_categorical_crossentropy and categorical_crossentropy: one class of several. Both are computed from logits.

import ExecutionPlan
import SpecParser

struct SparseCategoricalCrossentropy: LossKind {
  static let targetKind = TargetKind.classes
  static let targetEncoding: TargetEncoding? = .index

  static let declaration = KindDeclaration(
    "sparse_categorical_crossentropy", fields: [CrossEntropyFields.fromLogits.declaration],
    """
    `-log(p[class])` with `p` the softmax of the model's last layer, for targets that are class indices. The model ends in \
    as many units as there are classes, with `softmax` or without.
    """,
    source: "https://keras.io/api/losses/probabilistic_losses/#sparsecategoricalcrossentropy-class",
    example: "loss: sparse_categorical_crossentropy")

  static func call(
    _ arguments: Arguments, _ context: LossContext, in builder: inout GraphBuilder
  ) -> (call: LossCall, prediction: ValueID)? {
    guard context.classes != nil else {
      builder.error(
        .lossMismatch, "sparse_categorical_crossentropy needs class indices, the data's targets are numbers",
        at: context.loss.range, help: "use categorical_crossentropy for a number a class")
      return nil
    }
    return softmaxCrossEntropy(arguments, context, smoothing: 0, in: &builder)
  }
}

struct CategoricalCrossentropy: LossKind {
  static let targetKind = TargetKind.classes
  static let targetEncoding: TargetEncoding? = .oneHot

  static let declaration = KindDeclaration(
    "categorical_crossentropy",
    fields: [CrossEntropyFields.fromLogits.declaration, CrossEntropyFields.labelSmoothing.declaration],
    """
    `-sum(t * log(p))` with `p` the softmax of the model's last layer, for one-hot targets `t`; smoothed, they are \
    `t * (1 - label_smoothing) + label_smoothing / classes`. The model ends in as many units as there are classes, with \
    `softmax` or without.
    """,
    source: "https://keras.io/api/losses/probabilistic_losses/#categoricalcrossentropy-class",
    example: "loss: {categorical_crossentropy: {label_smoothing: 0.1}}")

  static func call(
    _ arguments: Arguments, _ context: LossContext, in builder: inout GraphBuilder
  ) -> (call: LossCall, prediction: ValueID)? {
    softmaxCrossEntropy(
      arguments, context, smoothing: Float(arguments[CrossEntropyFields.labelSmoothing]), in: &builder)
  }
}

/// The loss on the logits. An end in another activation than softmax is taken for logits, too.
private func softmaxCrossEntropy(
  _ arguments: Arguments, _ context: LossContext, smoothing: Float, in builder: inout GraphBuilder
) -> (call: LossCall, prediction: ValueID)? {
  guard context.checkFromLogits(arguments, unless: .softmax, in: &builder), context.checkIsVector(in: &builder) else {
    return nil
  }
  let function: Loss
  switch context.target {
  case .classes(let names):
    let alternative = names.count == 2 && context.width == 1 ? ", or use binary_crossentropy" : ""
    guard
      context.checkWidth(
        names.count, reason: "the data has \(counted(names.count, "class"))", orElse: alternative, in: &builder)
    else { return nil }
    function = .softmaxCrossEntropy
  case .numbers(let width):
    guard context.checkWidth(width, reason: "a target has \(counted(width, "number"))", in: &builder) else {
      return nil
    }
    function = .softmaxCrossEntropyDense
  }
  return (LossCall(function, a: smoothing), context.logits(of: .softmax))
}
