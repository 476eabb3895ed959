// adam and adamw: steps scaled by moving averages of the gradient and of its square.

import ExecutionPlan
import SpecParser

struct Adam: OptimizerKind {
  static let declaration = KindDeclaration(
    "adam", main: "learning_rate", fields: OptimizerFields.common(learningRate: 0.001) + AdamFields.declarations,
    """
    `m += (g - m) * (1 - beta_1); v += (g^2 - v) * (1 - beta_2); w -= m * alpha / (sqrt(v) + epsilon)` with \
    `alpha = learning_rate * sqrt(1 - beta_2^t) / (1 - beta_1^t)` at step `t` (Kingma and Ba 2014, \
    https://arxiv.org/abs/1412.6980).
    """,
    source: "https://keras.io/api/optimizers/adam/",
    example: "optimizer: {adam: {learning_rate: 1e-3}}")

  static func rule(_ arguments: Arguments) -> (rule: UpdateRule, values: [Double]) { AdamFields.rule(arguments) }
}

struct AdamW: OptimizerKind {
  static let declaration = KindDeclaration(
    "adamw", main: "learning_rate",
    fields: OptimizerFields.common(learningRate: 0.001, weightDecay: 0.004) + AdamFields.declarations,
    """
    `adam` with decoupled weight decay: each step first multiplies a weight by `1 - weight_decay * learning_rate` \
    (Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101).
    """,
    source: "https://keras.io/api/optimizers/adamw/",
    example: "optimizer: {adamw: {learning_rate: 1e-3, weight_decay: 0.01}}")

  static func rule(_ arguments: Arguments) -> (rule: UpdateRule, values: [Double]) { AdamFields.rule(arguments) }
}

private enum AdamFields {
  static let beta1 = Field.number(
    "beta_1", .from(0, below: 1), default: 0.9, "What remains of the gradient's average at each step.")
  static let beta2 = Field.number(
    "beta_2", .from(0, below: 1), default: 0.999, "What remains of the squared gradient's average at each step.")
  static let epsilon = Field.number(
    "epsilon", .above(0), default: 1e-7, "Added to the root, so that no division is by zero.")
  static let amsgrad = Field.boolean(
    "amsgrad", default: false,
    "Whether the largest `v` so far stands under the root (Reddi et al. 2018, https://openreview.net/pdf?id=ryQu7f-RZ)."
  )

  static let declarations = [beta1.declaration, beta2.declaration, epsilon.declaration, amsgrad.declaration]

  static func rule(_ arguments: Arguments) -> (rule: UpdateRule, values: [Double]) {
    (arguments[amsgrad] ? .amsgrad : .adam, [arguments[beta1], arguments[beta2], arguments[epsilon]])
  }
}
