// What batch and layer normalization have in common: gamma and beta, and their fields.

import SpecParser

enum NormalizationFields {
  static let epsilon = Field.number(
    "epsilon", .above(0), default: 1e-3, "Added to the variance, so that no division is by zero.")
  static let center = Field.boolean("center", default: true, "Whether `beta` is added.")
  static let scale = Field.boolean("scale", default: true, "Whether the result is multiplied by `gamma`.")
  static let betaInitializer = Field.kind(
    "beta_initializer", .initializer, default: "zeros", "How `beta` begins.")
  static let gammaInitializer = Field.kind(
    "gamma_initializer", .initializer, default: "ones", "How `gamma` begins.")
  static let betaRegularizer = Field.kind("beta_regularizer", .regularizer, "Penalty on `beta`.")
  static let gammaRegularizer = Field.kind("gamma_regularizer", .regularizer, "Penalty on `gamma`.")

  /// gamma and beta [features], as far as they are wanted, in Keras's order.
  static func parameters(
    _ arguments: Arguments, features: Int, in builder: inout GraphBuilder
  ) -> (gamma: ValueID?, beta: ValueID?) {
    let gamma =
      !arguments[scale]
      ? nil
      : builder.parameter(
        "gamma", shape: [features], initializer: arguments[gammaInitializer], regularizer: arguments[gammaRegularizer])
    let beta =
      !arguments[center]
      ? nil
      : builder.parameter(
        "beta", shape: [features], initializer: arguments[betaInitializer], regularizer: arguments[betaRegularizer])
    return (gamma, beta)
  }
}
