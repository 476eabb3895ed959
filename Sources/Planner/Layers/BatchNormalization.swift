// batch_normalization: each feature of a batch to mean 0 and variance 1, then scaled and shifted.

import ExecutionPlan
import SpecParser

struct BatchNormalization: Layer {
  typealias Shared = NormalizationFields

  static let momentum = Field.number(
    "momentum", .between(0, 1), default: 0.99, "What remains of the moving statistics at each step.")
  static let meanInitializer = Field.kind(
    "moving_mean_initializer", .initializer, default: "zeros", "How the moving mean begins.")
  static let varianceInitializer = Field.kind(
    "moving_variance_initializer", .initializer, default: "ones", "How the moving variance begins.")

  static let declaration = KindDeclaration(
    "batch_normalization",
    fields: [
      momentum.declaration, Shared.epsilon.declaration, Shared.center.declaration, Shared.scale.declaration,
      Shared.betaInitializer.declaration, Shared.gammaInitializer.declaration, meanInitializer.declaration,
      varianceInitializer.declaration, Shared.betaRegularizer.declaration, Shared.gammaRegularizer.declaration,
    ],
    """
    `gamma * (x - mean) / sqrt(variance + epsilon) + beta` for each feature of the last axis. In training, mean and \
    variance are the batch's, and the moving ones follow: `moving = momentum * moving + (1 - momentum) * batch`. In \
    evaluation, in prediction and with `trainable: false` the moving ones are used. Weights: `gamma`, `beta`, \
    `moving_mean`, `moving_variance`, each `[features]` (Ioffe and Szegedy 2015, https://arxiv.org/abs/1502.03167).
    """,
    source: "https://keras.io/api/layers/normalization_layers/batch_normalization/",
    example: "- batch_normalization: {momentum: 0.9}")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func lower(_ x: ValueID, in builder: inout GraphBuilder) -> ValueID? {
    guard let features = builder.lastAxis(of: x, for: Self.declaration.name) else { return nil }
    let shape = builder.shape(of: x)
    let epsilon = Float(arguments[Shared.epsilon])
    let (gamma, beta) = Shared.parameters(arguments, features: features, in: &builder)
    let scaling = [gamma, beta].compactMap(\.self)
    // Declared in every mode, so that each graph has them at the same indices.
    let mean = builder.parameter(
      "moving_mean", shape: [features], initializer: arguments[Self.meanInitializer], isWeight: false)
    let variance = builder.parameter(
      "moving_variance", shape: [features], initializer: arguments[Self.varianceInitializer], isWeight: false)

    guard builder.mode == .training, builder.isLayerTrainable else {
      return builder.append(
        .movingNormalize(epsilon: epsilon, hasGamma: gamma != nil, hasBeta: beta != nil),
        [x, mean, variance] + scaling,
        shape: shape)
    }
    // statistics: [2, features], mean and population variance
    let statistics = builder.append(
      .batchStatistics, [x], shape: .fixed([2, features]), name: "\(builder.layerName).statistics")
    follow(statistics, with: [mean, variance], in: &builder)
    return builder.append(
      .batchNormalize(epsilon: epsilon, hasGamma: gamma != nil, hasBeta: beta != nil), [x, statistics] + scaling,
      shape: shape)
  }

  /// Moves each moving statistic towards its row of the batch's.
  private func follow(_ statistics: ValueID, with moving: [ValueID], in builder: inout GraphBuilder) {
    for (row, id) in moving.enumerated() {
      guard let parameter = builder.parameterIndex(of: id) else { continue }
      _ = builder.append(
        .movingAverage(parameter: parameter, index: row, momentum: Float(arguments[Self.momentum])), [statistics],
        shape: .scalar, name: "\(builder.graph[id].name).update")
    }
  }
}
