// Functions that saturate on both sides, with values between -1 and 1.

extension ActivationFunction {
  static let tanh = ActivationFunction(
    "tanh", .tanh, "`(exp(x) - exp(-x)) / (exp(x) + exp(-x))`: between -1 and 1.")
  static let hardTanh = ActivationFunction("hard_tanh", .hardTanh, "`min(max(x, -1), 1)`.")
  static let softsign = ActivationFunction("softsign", .softsign, "`x / (1 + |x|)`: between -1 and 1.")
}
