// Functions in which the input is multiplied by a gate of itself: silu, gelu, mish, hard_silu and glu.

import ExecutionPlan
import SpecParser

extension ActivationFunction {
  static let silu = ActivationFunction(
    "silu", aliases: ["swish"], .silu,
    "`x * sigmoid(x)` (Ramachandran et al. 2017, https://arxiv.org/abs/1710.05941).")

  static let hardSilu = ActivationFunction(
    "hard_silu", aliases: ["hard_swish"], .hardSilu,
    "`x * hard_sigmoid(x)` (Howard et al. 2019, https://arxiv.org/abs/1905.02244).")

  static let gelu = ActivationFunction(
    "gelu", main: "approximate", fields: [approximate.declaration],
    """
    `x * Phi(x)` with the normal distribution's `Phi`; with `approximate`, \
    `0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))` \
    (Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415).
    """,
    written: "gelu: {approximate: true}"
  ) { ActivationCall($0[approximate] ? .geluTanh : .gelu) }

  static let mish = ActivationFunction(
    "mish", .mish, "`x * tanh(softplus(x))` (Misra 2019, https://arxiv.org/abs/1908.08681).")

  static let glu = ActivationFunction(
    "glu", .glu,
    """
    The last axis is cut in two halves: `first * sigmoid(second)`. `[batch, ..., 2n]` -> `[batch, ..., n]` \
    (Dauphin et al. 2016, https://arxiv.org/abs/1612.08083).
    """)

  private static let approximate = Field.boolean(
    "approximate", default: false, "Whether the tanh approximation is used.")
}
