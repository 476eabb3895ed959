// N207 redundant-activation: an activation directly on another's values.

import Diagnostics
import ExecutionPlan
import Planner

extension Rule {
  static let redundantActivation = Rule(
    "N207", "redundant-activation", .warning, fixable: .unsafe,
    "an activation stands directly behind another",
    rationale: """
      Most often the activation was given to the layer and once more as a layer of its own. A relu changes nothing of \
      values that are never below 0. A softmax of probabilities makes them nearly equal: over ten classes none can get \
      above 0.23. Other pairs are reported as information: they are seldom meant.
      """,
    source:
      "Nikanjam et al. 2021, Automatic Fault Detection for Deep Learning Programs (NeuraLint), https://arxiv.org/abs/2105.08095",
    bad: [
      """
      model:
        layers:
          - flatten
          - dense: {units: 32, activation: relu}
          - «relu»
          - dense: 10
      """,
      """
      model:
        layers: [flatten, {dense: {units: 10, activation: softmax}}, «softmax»]
      """,
      """
      model:
        layers: [flatten, {dense: {units: 10, activation: relu}}, {activation: «softmax»}]
      """,
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: tanh}}, dropout: 0.2, «tanh», {dense: 10}]
      """,
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: 32}, relu, {dense: {units: 32, activation: tanh}}, {dense: 10}, softmax]
      """,
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, batch_normalization, relu, {dense: 10}]
      """,
    ],
    .network { network, findings in
      var first: ActivationCall?
      for stage in network.stages {
        switch stage.action {
        case .activation(let call):
          if let first { check(call, after: first, stage, network, &findings) }
          first = call
        case .dense, .batchNormalization, .layerNormalization, .noise: first = nil
        // Zeros and a factor keep what a range says of signs; a reshape keeps all.
        case .dropout, .reshape: break
        }
      }
    })

  private static func check(
    _ call: ActivationCall, after first: ActivationCall, _ stage: Stage, _ network: Network,
    _ findings: inout Findings
  ) {
    let (name, firstName) = (call.function.specName, first.function.specName)
    let place = network.activationRange(of: stage)
    // Over one unit, N204 reports it.
    if call.function == .softmax, stage.inputs == 1 { return }
    if [.relu, .leakyRelu].contains(call.function), first.range.lower >= 0 {
      findings.report(
        "\(name) changes nothing: \(firstName) gives no value below 0", at: place, help: "remove one of the two",
        fix: network.removing(network.layer(of: stage), isSafe: false))
    } else if [.softmax, .logSoftmax, .sparsemax].contains(first.function) {
      findings.report(
        "\(name) directly behind \(firstName) only levels what \(firstName) has told apart", at: place,
        help: "remove '\(name)'", fix: network.removing(network.layer(of: stage), isSafe: false))
    } else if [.softmax, .logSoftmax, .sparsemax].contains(call.function), !first.range.isUnlimited {
      findings.report(
        "\(name) wants values of any size, and gets those of \(firstName), \(first.range.phrase)", at: place,
        help: "remove '\(firstName)'")
    } else {
      findings.report(
        "\(name) stands directly behind \(firstName)", at: place, severity: .information,
        help: "remove one of the two, or put a dense layer between them")
    }
  }
}
