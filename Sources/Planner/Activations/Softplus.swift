// Smooth relatives of relu without a gate: softplus, squareplus and sparse_plus.

import ExecutionPlan
import SpecParser

extension ActivationFunction {
  static let softplus = ActivationFunction("softplus", .softplus, "`log(1 + exp(x))`: a smooth relu, never 0.")

  static let squareplus = ActivationFunction(
    "squareplus", main: "b", fields: [b.declaration],
    "`(x + sqrt(x^2 + b)) / 2` (Barron 2021, https://arxiv.org/abs/2112.11687).", written: "squareplus: 1"
  ) { ActivationCall(.squareplus, [Float($0[b])]) }

  static let sparsePlus = ActivationFunction(
    "sparse_plus", .sparsePlus, "0 where `x <= -1`, `(x + 1)^2 / 4` where `-1 < x < 1`, `x` above.")

  private static let b = Field.number("b", .above(0), default: 4, "How round the bend at 0 is.")
}
