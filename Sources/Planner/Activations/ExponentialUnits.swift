// The units that are exponential below zero, and the exponential itself.

import ExecutionPlan
import SpecParser

extension ActivationFunction {
  static let elu = ActivationFunction(
    "elu", main: "alpha", fields: [eluAlpha.declaration],
    "`x` where `x > 0`, else `alpha * (exp(x) - 1)` (Clevert et al. 2016, https://arxiv.org/abs/1511.07289).",
    written: "elu: 0.5"
  ) { ActivationCall(.elu, [Float($0[eluAlpha])]) }

  static let selu = ActivationFunction(
    "selu", .selu,
    """
    `scale * elu(x, alpha)` with `scale` 1.05070098 and `alpha` 1.67326324: with `lecun_normal` kernels, mean and variance \
    keep from layer to layer (Klambauer et al. 2017, https://arxiv.org/abs/1706.02515).
    """)

  static let celu = ActivationFunction(
    "celu", main: "alpha", fields: [celuAlpha.declaration],
    "`max(x, 0) + min(0, alpha * (exp(x / alpha) - 1))` (Barron 2017, https://arxiv.org/abs/1704.07483).",
    written: "celu: 0.5"
  ) { ActivationCall(.celu, [Float($0[celuAlpha])]) }

  static let exponential = ActivationFunction("exponential", .exponential, "`exp(x)`.")

  /// Gradients are computed from the output's sign, which a negative alpha would turn.
  private static let eluAlpha = Field.number("alpha", .atLeast(0), default: 1, "Minus the limit for very negative `x`.")
  private static let celuAlpha = Field.number("alpha", .above(0), default: 1, "Minus the limit for very negative `x`.")
}
