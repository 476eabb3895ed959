// rmsprop: steps scaled by the root of a moving average of the squared gradient.

import ExecutionPlan
import SpecParser

struct RMSprop: OptimizerKind {
  static let rho = Field.number(
    "rho", .from(0, below: 1), default: 0.9, "What remains of the squared gradient's average at each step.")
  static let momentum = Field.number("momentum", .from(0, below: 1), default: 0, "What remains of the last step.")
  static let epsilon = Field.number(
    "epsilon", .above(0), default: 1e-7, "Added under the root, so that no division is by zero.")
  static let centered = Field.boolean(
    "centered", default: false, "Whether the gradient's variance stands under the root instead of its square's mean.")

  static let declaration = KindDeclaration(
    "rmsprop", main: "learning_rate",
    fields: OptimizerFields.common(learningRate: 0.001) + [
      rho.declaration, momentum.declaration, epsilon.declaration, centered.declaration,
    ],
    """
    `v = rho * v + (1 - rho) * g^2; w -= learning_rate * g / sqrt(v + epsilon)`. With momentum the step `s` is followed: \
    `m = momentum * m + s; w -= m`. With `centered`, `a = rho * a + (1 - rho) * g` and `v - a^2` stands for `v` \
    (Hinton 2012, lecture 6e of "Neural networks for machine learning").
    """,
    source: "https://keras.io/api/optimizers/rmsprop/",
    example: "optimizer: {rmsprop: {learning_rate: 1e-3, rho: 0.9}}")

  static func rule(_ arguments: Arguments) -> (rule: UpdateRule, values: [Double]) {
    let values = [arguments[rho], arguments[epsilon]]
    // A written momentum has its state even at 0, so that a sweep over its values keeps one plan.
    guard arguments.isWritten(momentum) || arguments[momentum] != 0 else {
      return (arguments[centered] ? .rmspropCentered : .rmsprop, values)
    }
    return (arguments[centered] ? .rmspropCenteredMomentum : .rmspropMomentum, values + [arguments[momentum]])
  }
}
