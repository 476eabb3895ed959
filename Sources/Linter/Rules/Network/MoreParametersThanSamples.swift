// N219 more-parameters-than-samples: a model that can learn its rows by heart, and nothing that keeps it from it.

import Diagnostics
import Planner

extension Rule {
  static let moreParametersThanSamples = Rule(
    "N219", "more-parameters-than-samples", .information,
    "far more parameters than training rows, and nothing against overfitting",
    rationale: """
      Networks with more parameters than rows can fit even random labels. That need not hurt, and small data sets are well \
      served by wide layers; but with more than a hundred parameters for each row, and neither dropout, noise, penalties, \
      weight decay nor early stopping, the last epoch's weights have most likely learned the rows by heart.
      """,
    source:
      "Zhang et al. 2017, Understanding deep learning requires rethinking generalization, https://arxiv.org/abs/1611.03530",
    bad: [
      """
      model:
        layers: [flatten, {dense: {units: 512, activation: relu}}, {dense: {units: «512», activation: relu}}, {dense: 10}]
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 512, activation: relu}}, dropout: 0.4, {dense: {units: 512, activation: relu}}, {dense: 10}]
      """,
      "model: {layers: [flatten, {dense: {units: 100, activation: relu}}, {dense: 10}]}",
    ],
    .network { network, findings in
      let rows = network.summary.trainingRows
      let count = network.trainableCount
      guard network.isComplete, rows > 0, count / 100 > rows, !network.isRegularized,
        let largest = network.layers.max(by: { network.count(of: $0) < network.count(of: $1) })
      else { return }
      findings.report(
        "\(count) parameters for \(rows) training rows, \(count / rows) for each, and nothing against overfitting",
        at: largest.range(of: "units"),
        help: "add early_stopping with validation data, dropout or a penalty, or use fewer units")
    })
}

extension Network {
  /// Whether anything keeps the model from learning its rows by heart.
  fileprivate var isRegularized: Bool {
    let isNoisy = stages.contains { stage in
      switch stage.action {
      case .dropout(let rate): rate > 0
      case .noise(let deviation): deviation > 0
      case .dense, .activation, .batchNormalization, .layerNormalization, .reshape: false
      }
    }
    return isNoisy || parameters.contains { $0.regularizer != nil }
      || spec.training.callbacks.contains { $0.name == "early_stopping" }
      || (spec.training.optimizer.arguments.values["weight_decay"]?.number ?? 0) > 0
  }

  /// Elements of a layer's parameters.
  fileprivate func count(of layer: NetworkLayer) -> Int {
    layer.parameters.reduce(0) { sum, index in
      let count = parameters[index].shape.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
      return sum.addingReportingOverflow(count).partialValue
    }
  }
}
