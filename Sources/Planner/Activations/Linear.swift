// linear: no activation at all.

extension ActivationFunction {
  static let linear = ActivationFunction("linear", .linear, "`x`: the identity, which costs nothing.")
}
