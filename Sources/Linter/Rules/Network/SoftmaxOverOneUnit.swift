// N204 softmax-over-one-unit: exp(x) / exp(x) is 1 whatever x is.

import Diagnostics

extension Rule {
  static let softmaxOverOneUnit = Rule(
    "N204", "softmax-over-one-unit", .error,
    "a softmax over a single unit is always 1",
    rationale: """
      Softmax divides each exponential by the sum of all; with one unit that is `exp(x) / exp(x)`, which is 1 for every \
      input and has a gradient of zero: the model cannot learn. For two classes end in one unit and `sigmoid` with \
      `binary_crossentropy`; for a number end in a linear unit.
      """,
    source:
      "Nikanjam et al. 2021, Automatic Fault Detection for Deep Learning Programs (NeuraLint), https://arxiv.org/abs/2105.08095",
    bad: [
      """
      model:
        layers:
          - flatten
          - dense: {units: 1, activation: «softmax»}
          - dense: 10
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: {units: 10, activation: softmax}}]
      """
    ],
    .network { network, findings in
      for stage in network.stages where stage.inputs == 1 {
        guard stage.activation == .softmax || stage.activation == .logSoftmax else { continue }
        findings.report(
          "a softmax over one unit is always 1", at: network.activationRange(of: stage),
          help: "use 'sigmoid' for two classes, or no activation for a number")
      }
    })
}
