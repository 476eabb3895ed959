// D209 unscaled-target: numbers to predict that are far from where a network begins.

import Diagnostics
import SpecParser

extension Rule {
  static let unscaledTarget = Rule(
    "D209", "unscaled-target", .warning,
    "a regression's targets are far from 1",
    rationale: """
      A network's outputs begin at about 1. Towards targets in the thousands the last bias alone has to travel thousands of \
      steps of Adam's size, and squared errors in the millions make gradient descent diverge. `target_preprocessing: \
      [normalization]` trains on targets of mean 0 and variance 1; metrics and predictions stay in the original unit.
      """,
    source:
      "LeCun et al. 1998, Efficient BackProp, section 4.5, http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf; https://scikit-learn.org/stable/modules/compose.html#transforming-target-in-regression",
    bad: [
      Example(
        """
        data: {source: {csv: {path: data.csv, target: «price»}}, preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 1}]}
        training: {loss: mse, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,price\n1,250000\n2,310000\n3,128000\n4,405000\n"])
    ],
    good: [
      Example(
        """
        data:
          source: {csv: {path: data.csv, target: price}}
          preprocessing: [normalization]
          target_preprocessing: [normalization]
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 1}]}
        training: {loss: mse, epochs: 10, batch_size: 2}
        """,
        files: ["data.csv": "a,price\n1,250000\n2,310000\n3,128000\n4,405000\n"])
    ],
    .data { rows, findings in
      guard let numbers = rows.facts.targets.numbers, rows.spec.data.targetPreprocessing.isEmpty else { return }
      var largest = 0.0
      for (mean, variance) in zip(numbers.mean, numbers.variance) {
        largest = max(largest, (mean * mean + variance).squareRoot())
      }
      guard largest > 100, let low = numbers.minimum.min(), let high = numbers.maximum.max() else { return }
      findings.report(
        "the targets lie from \(figure(Double(low))) to \(figure(Double(high))), and a network's outputs begin at about 1",
        at: rows.sourcePlace("target"), help: "write 'target_preprocessing: [normalization]' under 'data'")
    })
}
