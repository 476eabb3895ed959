// N225 number-loss-for-two-classes: every target is 0 or 1, and the loss measures distances between numbers.

import Datasets
import Diagnostics
import Planner

extension Rule {
  static let numberLossForTwoClasses = Rule(
    "N225", "number-loss-for-two-classes", .warning,
    "a loss for numbers where every target is 0 or 1",
    rationale: """
      Targets of 0 and 1 are answers, yes or no. A loss for numbers lets a linear end predict 3 or -2, and behind a sigmoid \
      its gradient holds the factor p (1 - p), which is nearly 0 just where the model is sure and wrong. \
      `binary_crossentropy` cancels that factor. With a sigmoid, which can work, the finding is an information.
      """,
    source:
      "Goodfellow, Bengio and Courville 2016, Deep Learning, section 6.2.2.2, https://www.deeplearningbook.org/contents/mlp.html",
    bad: [
      Example(
        """
        data: {source: {csv: {path: t.csv, target: y}}}
        model:
          layers: [{dense: {units: 4, activation: relu}}, {dense: 1}]
        training: {loss: «mse», epochs: 3}
        """, files: ["t.csv": "x,y\n1,0\n2,1\n3,0\n4,1\n5,1\n"])
    ],
    good: [
      Example(
        """
        data: {source: {csv: {path: t.csv, target: y}}}
        model:
          layers: [{dense: {units: 4, activation: relu}}, {dense: 1}]
        training: {loss: mse, epochs: 3}
        """, files: ["t.csv": "x,y\n1,0\n2,1\n3,0.5\n4,0.25\n5,0.1\n"])
    ],
    .data { rows, findings in
      let network = rows.network
      let loss = network.spec.training.loss
      guard case .numbers = LossEnd(loss.name), let numbers = rows.facts.targets.numbers, numbers.count > 0 else {
        return
      }
      // N202 reports a softmax under a loss for numbers.
      let end = network.endActivation?.activation
      guard end != .softmax, (0..<numbers.count).allSatisfy({ Self.isYesOrNo(numbers, $0) }) else { return }
      findings.report(
        "every target is 0 or 1, but \(loss.writtenName) measures distances between numbers", at: loss.nameRange,
        severity: end == .sigmoid ? .information : .warning,
        help: "use binary_crossentropy" + (end == .sigmoid ? "" : ", and end in 'sigmoid' or in no activation"))
    })

  /// Whether a column holds 0 and 1 alone: between them, y^2 has the mean of y only there.
  private static func isYesOrNo(_ numbers: ColumnFacts, _ column: Int) -> Bool {
    let mean = numbers.mean[column]
    return numbers.minimum[column] == 0 && numbers.maximum[column] == 1
      && abs(numbers.variance[column] - mean * (1 - mean)) < 1e-9
  }
}
