// D203 class-missing-from-split and D204 class-imbalance: classes that have no rows, or hardly any.

import Datasets
import Diagnostics
import SpecParser

extension Rule {
  static let classMissingFromSplit = Rule(
    "D203", "class-missing-from-split", .warning,
    "a class has no rows in the training, validation or test set",
    rationale: """
      A class without training rows is never predicted; without validation or test rows, figures say nothing of it. Often \
      the rows stand in the order of their classes and `last` cuts the last class off, labels count from 1 so that \
      class 0 is empty, or a class is so rare that a draw misses it: `stratify: true` draws from every class alike.
      """,
    source: "https://scikit-learn.org/stable/modules/cross_validation.html#stratification",
    bad: [
      Example(
        """
        data: {source: {csv: {path: data.csv, target: y}}, validation: «{last: 2}», preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 2}]}
        training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: 4}
        """,
        files: ["data.csv": "a,y\n1,0\n2,0\n3,0\n4,1\n5,1\n6,1\n"]),
      Example(
        """
        data: {source: {csv: {path: «data.csv», target: y}}, preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 3}]}
        training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,y\n1,1\n2,2\n3,1\n4,2\n5,1\n6,2\n"]),
    ],
    good: [
      Example(
        """
        data: {source: {csv: {path: data.csv, target: y}}, validation: {last: 2}, preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 2}]}
        training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: 4}
        """,
        files: ["data.csv": "a,y\n1,0\n2,0\n3,1\n4,1\n5,0\n6,1\n"])
    ],
    .data { rows, findings in
      guard let classes = rows.network.classes, rows.facts.summary.trainingRows > 0 else { return }
      let data = rows.spec.data
      func check(_ counts: [Int], _ split: String, at place: SourceRange, help: String) {
        let missing = zip(classes, counts).filter { $0.1 == 0 }.map { "'\($0.0)'" }
        guard !missing.isEmpty, counts.count == classes.count else { return }
        let names = missing.prefix(5).joined(separator: ", ") + (missing.count > 5 ? ", ..." : "")
        findings.report(
          "\(missing.count == 1 ? "the class \(names) has" : "\(missing.count) classes (\(names)) have") no rows in the "
            + "\(split) set", at: place, help: help)
      }
      let counts = rows.facts.summary.classCounts
      let startsAtOne = counts.first == 0 && counts.dropFirst().allSatisfy { $0 > 0 }
      check(
        counts, "training", at: rows.sourcePlace,
        help: startsAtOne && classes.first == "0"
          ? "class indices begin at 0: subtract 1 from the labels, or name them in 'data.classes'"
          : "add rows of it, or leave it out of 'data.classes'")
      func cure(_ split: SplitRule?) -> String {
        if case .fraction(_, isStratified: true)? = split?.rule {
          return "its rows are too few for this share of them: add rows, take a larger fraction, or leave the class out"
        }
        return "draw it: '{fraction: 0.2, stratify: true}'"
      }
      if let held = rows.facts.validation {
        check(
          held.classCounts, "validation", at: data.validation?.range ?? rows.sourcePlace, help: cure(data.validation))
      }
      if let held = rows.facts.test {
        check(held.classCounts, "test", at: data.test?.range ?? rows.sourcePlace, help: cure(data.test))
      }
    })

  static let classImbalance = Rule(
    "D204", "class-imbalance", .warning,
    "one class has ten times the rows of another, and nothing makes up for it",
    rationale: """
      Where 95 % of the rows are of one class, predicting it always is 95 % accurate, and the loss has little to gain from \
      the others: the rare class, usually the one that matters, is learned last or never. `class_weight: balanced` \
      gives each class the same weight in the loss; accuracy says little then, look at the rare class's own figures.
      """,
    source:
      "Buda et al. 2018, A Systematic Study of the Class Imbalance Problem, https://arxiv.org/abs/1710.05381; https://www.tensorflow.org/tutorials/structured_data/imbalanced_data",
    bad: [
      Example(
        """
        data: {source: {csv: {path: «data.csv», target: y}}, preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 2}]}
        training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: 4}
        """,
        files: ["data.csv": "a,y\n1,0\n2,0\n3,0\n4,0\n5,0\n6,0\n7,0\n8,0\n9,0\n10,0\n11,0\n12,1\n"])
    ],
    good: [
      Example(
        """
        data: {source: {csv: {path: data.csv, target: y}}, preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 2}]}
        training: {loss: sparse_categorical_crossentropy, epochs: 10, batch_size: 4, class_weight: balanced}
        """,
        files: ["data.csv": "a,y\n1,0\n2,0\n3,0\n4,0\n5,0\n6,0\n7,0\n8,0\n9,0\n10,0\n11,0\n12,1\n"])
    ],
    .data { rows, findings in
      guard let classes = rows.network.classes else { return }
      let counts = rows.facts.summary.classCounts
      let present = counts.filter { $0 > 0 }
      guard counts.count == classes.count, let least = present.min(), let most = present.max(), most >= 10 * least,
        let rare = counts.firstIndex(of: least), let common = counts.firstIndex(of: most)
      else { return }
      let total = counts.reduce(0, +)
      let data = rows.spec.data
      if rows.spec.training.classWeights == nil {
        let share = Double(most * 1000 / max(total, 1)) / 10
        findings.report(
          "the class '\(classes[common])' has \(most) training rows and '\(classes[rare])' \(least): predicting the first "
            + "always is right for \(figure(share)) %", at: rows.sourcePlace,
          help: "write 'class_weight: balanced' under 'training'")
      }
      for (rule, name) in [(data.validation, "validation"), (data.test, "test")] {
        guard let rule, case .fraction(_, isStratified: false) = rule.rule else { continue }
        findings.report(
          "the \(name) set is drawn without regard to classes, of which '\(classes[rare])' has few rows",
          at: rule.range,
          help: "add 'stratify: true'")
      }
    })
}
