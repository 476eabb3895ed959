// D206 ordered-rows: rows in the order of their targets where the order matters.

import Diagnostics
import SpecParser

extension Rule {
  static let orderedRows = Rule(
    "D206", "ordered-rows", .warning, fixable: .unsafe,
    "rows stand in the order of their targets, and the order is kept",
    rationale: """
      With `shuffle: false` a training set in the order of its classes gives batches of one class after the other: each \
      teaches the model to forget the last. Validation or test rows that are the last of such a table are of other classes, or \
      of larger targets, than those that are trained on.
      """,
    source:
      "Bengio 2012, https://arxiv.org/abs/1206.5533, section 3.1.5 (shuffling); https://keras.io/api/models/model_training_apis/#fit-method (validation_split takes the last samples)",
    bad: [
      Example(
        """
        data: {source: {csv: {path: data.csv, target: y}}, shuffle: «false», preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 2}]}
        training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,y\n1,0\n2,0\n3,0\n4,0\n5,1\n6,1\n7,1\n8,1\n"]),
      Example(
        """
        data: {source: {csv: {path: data.csv, target: y}}, validation: «{last: 2}», preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 1}]}
        training: {loss: mse, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,y\n1,0\n2,1\n3,2\n4,4\n5,5\n6,6\n7,7\n8,8\n9,9\n10,10\n11,11\n12,12\n"]),
    ],
    good: [
      Example(
        """
        data: {source: {csv: {path: data.csv, target: y}}, preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 2}]}
        training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,y\n1,0\n2,0\n3,0\n4,0\n5,1\n6,1\n7,1\n8,1\n"]),
      Example(
        """
        data: {source: {csv: {path: data.csv, target: y}}, shuffle: false, preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 2}]}
        training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,y\n1,0\n2,1\n3,0\n4,1\n5,0\n6,1\n7,1\n8,0\n"]),
    ],
    .data { rows, findings in
      let facts = rows.facts
      let data = rows.spec.data
      let batch = rows.spec.training.batchSize.value
      let count = facts.summary.trainingRows
      guard count > batch else { return }
      if !data.shuffle, facts.targets.areSorted || (rows.network.classes != nil && facts.targets.longestRun > 2 * batch)
      {
        let place = rows.spec.resolved["data"]?["shuffle"]?.range ?? data.range
        findings.report(
          "rows are not shuffled, and stand in the order of their targets (up to \(facts.targets.longestRun) alike in a "
            + "row)", at: place, help: "remove 'shuffle: false'",
          fix: Fix(title: "shuffle", isSafe: false, edits: [Fix.Edit(range: place, replacement: "true")]))
      }
      // A class that is missing for this reason is D203's.
      guard facts.targets.areSorted, facts.targets.numbers != nil, count >= 10 else { return }
      for rule in [data.validation, data.test].compactMap({ $0 }) {
        guard case .last = rule.rule else { continue }
        findings.report(
          "the last rows are unlike those before them: the table is in the order of its target", at: rule.range,
          help: "draw them with '{fraction: 0.2}', unless the rows follow one another in time")
      }
    })
}
