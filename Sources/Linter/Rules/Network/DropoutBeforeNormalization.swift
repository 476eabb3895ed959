// N210 dropout-before-normalization: batch normalization learns a variance that prediction does not have.

import Diagnostics

extension Rule {
  static let dropoutBeforeNormalization = Rule(
    "N210", "dropout-before-normalization", .warning,
    "dropout directly before batch normalization shifts the variance between training and prediction",
    rationale: """
      In training, dropout divides what it keeps by 1 - rate, which keeps the mean and multiplies the mean square by \
      1 / (1 - rate). Batch normalization records that variance and divides by it in prediction as well, where nothing is \
      dropped. Dropout behind the normalization, or behind the last one of the model, has no such effect.
      """,
    source:
      "Li et al. 2019, Understanding the Disharmony between Dropout and Batch Normalization by Variance Shift, https://arxiv.org/abs/1801.05134",
    bad: [
      """
      model:
        layers:
          - flatten
          - dense: {units: 32, activation: relu}
          - «dropout»: 0.3
          - batch_normalization
          - dense: 10
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: 32}, batch_normalization, relu, {dropout: 0.3}, {dense: 10}]
      """,
      """
      model:
        layers: [flatten, {dense: 32}, {dropout: 0.3}, layer_normalization, relu, {dense: 10}]
      """,
    ],
    .network { network, findings in
      var dropout: (stage: Stage, rate: Double)?
      for stage in network.stages {
        switch stage.action {
        case .dropout(let rate): dropout = rate > 0 ? (stage, rate) : nil
        case .batchNormalization:
          if let (stage, rate) = dropout {
            findings.report(
              "the batch normalization behind this dropout learns a mean square that is "
                + "\(about(1 / (1 - rate))) times that of prediction", at: network.layer(of: stage).nameRange,
              help: "put the dropout behind the normalization and its activation")
          }
          dropout = nil
        // Layer normalization takes its figures from each row, in prediction, too.
        case .dense, .layerNormalization: dropout = nil
        case .activation, .noise, .reshape: break
        }
      }
    })
}
