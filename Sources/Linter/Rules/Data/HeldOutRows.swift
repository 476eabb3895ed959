// D205 rows-in-two-splits, D207 test-is-training and D208 test-selects: held-out rows that are not held out.

import Datasets
import Diagnostics
import SpecParser

extension Rule {
  static let rowsInTwoSplits = Rule(
    "D205", "rows-in-two-splits", .warning,
    "rows of the test or validation set are in the training set, too",
    rationale: """
      A model can know such rows by heart: its figures on them say nothing of new ones. Tables with duplicate rows \
      (oversampled classes, merged exports, repeated measurements) must be cut so that equal rows stay together, or \
      freed of duplicates before. Rows that take so few values that repeats are to be expected are not counted, nor repeats \
      with other targets.
      """,
    source:
      "Kapoor and Narayanan 2023, Leakage and the reproducibility crisis in machine-learning-based science, https://doi.org/10.1016/j.patter.2023.100804",
    bad: [
      Example(
        """
        data: {source: {csv: {path: data.csv, target: y}}, test: «{last: 2}», preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 1}]}
        training: {loss: mse, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,y\n1.5,1\n2.25,2\n3.125,2\n4.5,3\n1.5,1\n2.25,2\n"])
    ],
    good: [
      Example(
        """
        data: {source: {csv: {path: data.csv, target: y}}, test: {last: 2}, preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 1}]}
        training: {loss: mse, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,y\n1.5,1\n2.25,2\n3.125,2\n4.5,3\n5.75,1\n6.125,2\n"])
    ],
    .data { rows, findings in
      for (held, rule, name) in rows.heldOut {
        let duplicates = held.duplicates
        guard held.sharedFile == nil, !rows.expectsRepeats, duplicates.sameInputs > 0,
          duplicates.sameInputs * 100 >= held.rowCount, let first = duplicates.first,
          // Copies have the same target; rows that are equal by chance, with coarse inputs, often have another.
          duplicates.sameInputsAndTarget * 20 >= duplicates.sameInputs * 19
        else { continue }
        let count = duplicates.sameInputsAndTarget
        findings.report(
          "\(count) of \(held.rowCount) \(name) rows \(count == 1 ? "is a training row" : "are training rows"), too: row "
            + "\(first.heldOutRow + 1) is row \(first.trainingRow + 1)", at: rule?.range ?? rows.sourcePlace,
          help: "take duplicate rows out of the data before it is cut")
      }
    })

  static let testIsTraining = Rule(
    "D207", "test-is-training", .warning,
    "the test or validation set is the training data",
    rationale: """
      Rows that the model is trained on tell how well it remembers, not how well it predicts. Name other files, or have \
      rows cut off: `test: {fraction: 0.2}`.
      """,
    source: "Kaufman et al. 2012, Leakage in Data Mining, https://doi.org/10.1145/2382577.2382579",
    bad: [
      Example(
        """
        data:
          source: {csv: {path: data.csv, target: y}}
          test: «{csv: data.csv}»
          preprocessing: [normalization]
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 1}]}
        training: {loss: mse, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,y\n1.5,1\n2.25,2\n3.125,2\n4.5,3\n"])
    ],
    good: [
      Example(
        """
        data:
          source: {csv: {path: data.csv, target: y}}
          test: {csv: other.csv}
          preprocessing: [normalization]
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 1}]}
        training: {loss: mse, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,y\n1.5,1\n2.25,2\n3.125,2\n4.5,3\n", "other.csv": "a,y\n1.75,1\n2.5,2\n"])
    ],
    .data { rows, findings in
      for (held, rule, name) in rows.heldOut {
        guard let file = held.sharedFile, let rule else { continue }
        findings.report(
          "the \(name) set is the training data: both are \(file)", at: rule.range,
          help: "name another file, or cut rows off: '\(name): {fraction: 0.2}'")
      }
    })

  static let testSelects = Rule(
    "D208", "test-selects", .warning,
    "the validation set is the test set",
    rationale: """
      Early stopping, best weights and every sweep choose by the validation set. If it is the test set, the test's \
      figures are the best of many tries on the same rows, and too good. Keep the test set for the end and cut validation \
      rows from the training data.
      """,
    source:
      "Cawley and Talbot 2010, On Over-fitting in Model Selection, https://www.jmlr.org/papers/v11/cawley10a.html",
    bad: [
      Example(
        """
        data:
          source: {csv: {path: data.csv, target: y}}
          test: {csv: other.csv}
          validation: «{csv: other.csv}»
          preprocessing: [normalization]
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 1}]}
        training: {loss: mse, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,y\n1.5,1\n2.25,2\n3.125,2\n4.5,3\n", "other.csv": "a,y\n1.75,1\n2.5,2\n"])
    ],
    good: [
      Example(
        """
        data:
          source: {csv: {path: data.csv, target: y}}
          test: {csv: other.csv}
          validation: {fraction: 0.25}
          preprocessing: [normalization]
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 1}]}
        training: {loss: mse, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,y\n1.5,1\n2.25,2\n3.125,2\n4.5,3\n", "other.csv": "a,y\n1.75,1\n2.5,2\n"])
    ],
    .network { network, findings in
      guard case .source(let test)? = network.spec.data.test?.rule, let rule = network.spec.data.validation,
        case .source(let validation) = rule.rule, test.isSame(as: validation)
      else { return }
      findings.report(
        "the validation set is the test set: what is chosen by it is no longer tested by it", at: rule.range,
        notes: network.spec.data.test.map { [Note("the test set", at: .spec($0.range))] } ?? [],
        help: "cut it from the training rows: 'validation: {fraction: 0.2}'")
    })
}

extension Rows {
  /// The held-out sets with their facts, the rule that makes them, and their names.
  var heldOut: [(facts: HeldOutFacts, rule: SplitRule?, name: String)] {
    [(facts.validation, spec.data.validation, "validation"), (facts.test, spec.data.test, "test")].compactMap {
      facts, rule, name in facts.map { ($0, rule, name) }
    }
  }

  /// Whether the inputs can take so few values that equal rows are no wonder: whole numbers with fewer combinations than
  /// ten times the rows.
  var expectsRepeats: Bool {
    guard facts.inputs.areIntegers else { return false }
    let features = facts.inputs.features
    var combinations = 1.0
    for (low, high) in zip(features.minimum, features.maximum) { combinations *= Double(high - low) + 1 }
    return combinations < 10 * Double(facts.summary.trainingRows)
  }
}

extension KindValue {
  /// Whether two sources read the same: of the same kind with the same files.
  fileprivate func isSame(as other: KindValue) -> Bool {
    guard name == other.name else { return false }
    let fields = ["path", "images", "labels", "inputs", "targets"]
    return fields.allSatisfy { arguments.values[$0]?.string == other.arguments.values[$0]?.string }
  }
}
