// layer_normalization: the features of each row to mean 0 and variance 1, then scaled and shifted.

import SpecParser

struct LayerNormalization: Layer {
  typealias Shared = NormalizationFields

  static let declaration = KindDeclaration(
    "layer_normalization",
    fields: [
      Shared.epsilon.declaration, Shared.center.declaration, Shared.scale.declaration,
      Shared.betaInitializer.declaration, Shared.gammaInitializer.declaration, Shared.betaRegularizer.declaration,
      Shared.gammaRegularizer.declaration,
    ],
    """
    `gamma * (x - mean) / sqrt(variance + epsilon) + beta` with mean and variance over the last axis of each row, in \
    training and evaluation alike. Weights: `gamma`, `beta`, each `[features]` \
    (Ba et al. 2016, https://arxiv.org/abs/1607.06450).
    """,
    source: "https://keras.io/api/layers/normalization_layers/layer_normalization/",
    example: "- layer_normalization")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func lower(_ x: ValueID, in builder: inout GraphBuilder) -> ValueID? {
    guard let features = builder.lastAxis(of: x, for: Self.declaration.name) else { return nil }
    let (gamma, beta) = Shared.parameters(arguments, features: features, in: &builder)
    return builder.append(
      .layerNormalize(
        epsilon: Float(arguments[Shared.epsilon]), hasGamma: gamma != nil, hasBeta: beta != nil),
      [x] + [gamma, beta].compactMap(\.self), shape: builder.shape(of: x))
  }
}
