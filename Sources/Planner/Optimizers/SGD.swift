// sgd: gradient descent, with momentum.

import ExecutionPlan
import SpecParser

struct SGD: OptimizerKind {
  static let momentum = Field.number(
    "momentum", .from(0, below: 1), default: 0, "What remains of the last step's velocity.")
  static let nesterov = Field.boolean("nesterov", default: false, "Whether Nesterov's momentum is used.")

  static let declaration = KindDeclaration(
    "sgd", main: "learning_rate",
    fields: OptimizerFields.common(learningRate: 0.01) + [momentum.declaration, nesterov.declaration],
    """
    Gradient descent: `w -= learning_rate * g`. With momentum `v = momentum * v - learning_rate * g; w += v`, with \
    `nesterov` `w += momentum * v - learning_rate * g`.
    """,
    source: "https://keras.io/api/optimizers/sgd/",
    example: "optimizer: {sgd: {learning_rate: 0.1, momentum: 0.9}}")

  static func rule(_ arguments: Arguments) -> (rule: UpdateRule, values: [Double]) {
    // A written momentum has its state even at 0, so that a sweep over its values keeps one plan.
    guard arguments.isWritten(momentum) || arguments[momentum] != 0 else { return (.sgd, []) }
    return (arguments[nesterov] ? .nesterov : .momentum, [arguments[momentum]])
  }
}
