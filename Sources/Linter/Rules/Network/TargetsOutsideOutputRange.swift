// N220 targets-outside-output-range: targets that the model's last activation cannot reach.

import Datasets
import Diagnostics
import Planner

extension Rule {
  static let targetsOutsideOutputRange = Rule(
    "N220", "targets-outside-output-range", .warning, fixable: .unsafe,
    "targets lie outside of what the last activation can give",
    rationale: """
      A sigmoid gives values from 0 to 1, tanh from -1 to 1: under a loss for numbers a target beyond that is never reached, \
      and its gradient drives the unit to where it is flat. The rule compares the activation's limits with the training \
      rows' targets; it is an error where not one of them can be reached. End in no activation, or rescale the targets into \
      the range.
      """,
    source:
      "https://keras.io/api/losses/regression_losses/; Nikanjam et al. 2021 (NeuraLint), https://arxiv.org/abs/2105.08095",
    bad: [
      Example(
        """
        data: {source: {csv: {path: t.csv, target: y}}}
        model:
          layers: [{dense: {units: 4, activation: relu}}, {dense: {units: 1, activation: «sigmoid»}}]
        training: {loss: mse, epochs: 3}
        """, files: ["t.csv": "x,y\n1,20\n2,41\n3,60\n4,53\n"])
    ],
    good: [
      Example(
        """
        data: {source: {csv: {path: t.csv, target: y}}}
        model:
          layers: [{dense: {units: 4, activation: relu}}, {dense: {units: 1, activation: sigmoid}}]
        training: {loss: mse, epochs: 3}
        """, files: ["t.csv": "x,y\n1,0.2\n2,0.41\n3,0.6\n4,0.53\n"])
    ],
    .data { rows, findings in
      let network = rows.network
      // Scaled targets are not those of the facts; relu and its kin at the end are N205's.
      guard case .numbers = LossEnd(network.spec.training.loss.name), network.spec.data.targetPreprocessing.isEmpty,
        let numbers = rows.facts.targets.numbers, let end = network.endActivation,
        case .activation(let call) = end.action, !call.isFlatBelow, end.outputs == numbers.count,
        let lowest = numbers.minimum.min(), let highest = numbers.maximum.max()
      else { return }
      let range = call.range
      let (low, high) = (Double(lowest), Double(highest))
      guard low < range.lower - 1e-6 || high > range.upper + 1e-6 else { return }
      let isHopeless = low > range.upper || high < range.lower
      let place = network.activationRange(of: end)
      findings.report(
        "\(call.function.specName) gives values \(range.phrase), and the targets lie between \(figure(low)) and "
          + "\(figure(high))", at: place, severity: isHopeless ? .error : .warning,
        help: "end in no activation, or rescale the targets with 'target_preprocessing'",
        fix: network.replacing(place, with: "linear"))
    })
}
