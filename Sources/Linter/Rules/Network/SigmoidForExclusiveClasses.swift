// N203 sigmoid-for-exclusive-classes: each row has one class of several, and the loss asks a yes or no of each of them.

import Diagnostics
import ExecutionPlan

extension Rule {
  static let sigmoidForExclusiveClasses = Rule(
    "N203", "sigmoid-for-exclusive-classes", .warning,
    "binary_crossentropy for three or more classes of which a row has one",
    rationale: """
      With one unit for each class `binary_crossentropy` trains as many independent yes-or-no questions: nothing makes the \
      probabilities sum to 1, most answers are no, and a model that always says no is right in (n - 1) of n answers, which \
      is what the metric `binary_accuracy` then reports. Where a row has exactly one class, `softmax` and \
      `sparse_categorical_crossentropy` say so.
      """,
    source:
      "Nikanjam et al. 2021, Automatic Fault Detection for Deep Learning Programs (NeuraLint), https://arxiv.org/abs/2105.08095; https://keras.io/api/losses/probabilistic_losses/",
    bad: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: {units: 10, activation: «sigmoid»}}]
      training: {loss: binary_crossentropy, epochs: 10}
      """,
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: 10}]
      training: {loss: «binary_crossentropy», epochs: 10}
      """,
    ],
    good: [
      "training: {loss: sparse_categorical_crossentropy, epochs: 10}",
      Example(
        """
        data: {source: {csv: {path: t.csv, target: y}}}
        model:
          layers: [{dense: {units: 8, activation: relu}}, {dense: {units: 1, activation: sigmoid}}]
        training: {loss: binary_crossentropy, epochs: 3}
        """, files: ["t.csv": "x,y\n1,no\n2,yes\n3,no\n4,yes\n"]),
    ],
    .network { network, findings in
      let loss = network.spec.training.loss
      guard case .sigmoid = LossEnd(loss.name), let classes = network.classes, classes.count > 2,
        let output = network.outputDense, output.outputs == classes.count
      else { return }
      let sigmoid = network.endActivation.flatMap { $0.activation == .sigmoid ? $0 : nil }
      guard sigmoid != nil || network.endActivation == nil else { return }
      findings.report(
        "a row has one of \(classes.count) classes, but binary_crossentropy asks a yes or no of each: always 'no' is "
          + "right in \(classes.count - 1) of \(classes.count) answers",
        at: sigmoid.map(network.activationRange) ?? loss.nameRange,
        help: sigmoid == nil
          ? "use sparse_categorical_crossentropy" : "end in 'softmax' and use sparse_categorical_crossentropy")
    })
}
