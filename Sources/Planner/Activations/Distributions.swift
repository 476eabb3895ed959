// Functions over the whole last axis, whose results are distributions or their logarithms.

extension ActivationFunction {
  static let softmax = ActivationFunction(
    "softmax", .softmax,
    """
    `exp(x) / sum(exp(x))` over the last axis: positive, sums to 1. A model may end in it or in plain `dense` layers: a \
    cross-entropy is fused with it in either case.
    """)
  static let logSoftmax = ActivationFunction(
    "log_softmax", .logSoftmax, "`x - log(sum(exp(x)))` over the last axis: the logarithm of softmax.")
  static let sparsemax = ActivationFunction(
    "sparsemax", .sparsemax,
    """
    The nearest point of the probability simplex, over the last axis: sums to 1, with exact zeros \
    (Martins and Astudillo 2016, https://arxiv.org/abs/1602.02068).
    """)
}
