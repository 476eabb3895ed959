// T204 batch-larger-than-data and T205 batch-of-one-row: batches that are not what they seem.

import Diagnostics
import SpecParser

extension Rule {
  static let batchLargerThanData = Rule(
    "T204", "batch-larger-than-data", .warning,
    "a batch is larger than the training set",
    rationale: """
      Every epoch is then a single step on all rows: few updates, and none of the noise that helps generalization. The \
      planner cuts the batch to the rows. Most often rows went to validation or test, or `limit` was set for a trial. A \
      batch size that is not written is not reported.
      """,
    source: "Keskar et al. 2017, https://arxiv.org/abs/1609.04836",
    bad: ["training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: «4096»}"],
    good: [
      "training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: 128}",
      Example(
        """
        data: {source: {csv: {path: xor.csv, target: y}}}
        model: {layers: [{dense: {units: 4, activation: tanh}}, {dense: {units: 1, activation: sigmoid}}]}
        training: {loss: binary_crossentropy, optimizer: {sgd: {learning_rate: 0.5}}, epochs: 500}
        """, files: ["xor.csv": "a,b,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n"]),
    ],
    .network { network, findings in
      let batch = network.spec.training.batchSize
      let rows = network.summary.trainingRows
      // One that is not written was not chosen, and the planner cuts it to the rows.
      guard rows > 0, batch.value > rows, batch.range != network.spec.training.range else { return }
      findings.report(
        "a batch of \(batch.value) rows is larger than the training set of \(rows)", at: batch.range,
        help: "write a smaller batch_size, as \(rows < 16 ? rows : min(32, rows / 8))")
    })

  static let batchOfOneRow = Rule(
    "T205", "batch-of-one-row", .warning,
    "a batch of one row meets a batch normalization",
    rationale: """
      Batch normalization subtracts a batch's mean and divides by its deviation. In a batch of one row every value is the \
      mean: its outputs are all `beta`, whatever the input, and the moving variance is drawn towards zero. Such a batch comes with \
      `batch_size: 1`, or at the end of each epoch where the rows leave a remainder of one.
      """,
    source:
      "Ioffe and Szegedy 2015, https://arxiv.org/abs/1502.03167; https://keras.io/api/layers/normalization_layers/batch_normalization/",
    bad: [
      """
      model: {layers: [flatten, {dense: 32}, batch_normalization, relu, {dense: 10}]}
      data: {source: digits, preprocessing: [{rescaling: $(1 / 16)}], limit: 641}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: «64»}
      """
    ],
    good: [
      """
      model: {layers: [flatten, {dense: 32}, batch_normalization, relu, {dense: 10}]}
      data: {source: digits, preprocessing: [{rescaling: $(1 / 16)}], limit: 640}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: 64}
      """
    ],
    .network { network, findings in
      let batch = network.spec.training.batchSize
      let rows = network.summary.trainingRows
      let normalizes = network.stages.contains { stage in
        if case .batchNormalization = stage.action { true } else { false }
      }
      guard normalizes, rows > 1 else { return }
      if batch.value == 1 {
        findings.report(
          "with batches of one row batch_normalization gives the same output for every input", at: batch.range,
          severity: .error, help: "use batches of 16 rows or more, or layer_normalization")
      } else if rows % batch.value == 1, rows > batch.value {
        findings.report(
          "the last batch of each epoch has one row (\(rows) rows in batches of \(batch.value)), which batch_normalization "
            + "can't normalize", at: batch.range,
          help: "write another batch_size, as \(batch.value - 1)")
      }
    })
}
