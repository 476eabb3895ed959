// Functions that saturate on both sides, with values between 0 and 1, and the logarithm of the sigmoid.

extension ActivationFunction {
  static let sigmoid = ActivationFunction("sigmoid", .sigmoid, "`1 / (1 + exp(-x))`: between 0 and 1.")
  static let hardSigmoid = ActivationFunction(
    "hard_sigmoid", .hardSigmoid, "`min(max(x / 6 + 0.5, 0), 1)`: sigmoid in three straight pieces.")
  static let logSigmoid = ActivationFunction("log_sigmoid", .logSigmoid, "`log(1 / (1 + exp(-x)))`.")
  static let sparseSigmoid = ActivationFunction(
    "sparse_sigmoid", .sparseSigmoid, "0 where `x <= -1`, 1 where `x >= 1`, `(x + 1) / 2` between.")
}
