// N209 high-dropout-rate: more is dropped than kept.

import Diagnostics

extension Rule {
  static let highDropoutRate = Rule(
    "N209", "high-dropout-rate", .warning,
    "a dropout rate above a half drops more than it keeps",
    rationale: """
      The paper drops 20 % of inputs and 50 % of hidden units; the noise that dropout adds to a sum of n inputs grows with \
      rate / (1 - rate), which is 1 at a half and 4 at 0.8. A rate above a half is most often the share to keep, as older \
      interfaces wanted it (`keep_prob`).
      """,
    source:
      "Srivastava et al. 2014, Dropout, section A.4, https://jmlr.org/papers/v15/srivastava14a.html; Schoop et al. 2021 (UMLAUT), https://doi.org/10.1145/3411764.3445538",
    bad: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dropout: «0.8»}, {dense: 10}]
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dropout: 0.5}, {dense: 10}]
      """
    ],
    .network { network, findings in
      for stage in network.stages {
        guard case .dropout(let rate) = stage.action, rate > 0.5, rate < 1 else { continue }
        let kept = (1 - rate) * 100
        findings.report(
          "a rate of \(figure(rate)) drops \(about(100 * rate)) % of the units and keeps \(about(kept)) %",
          at: network.layer(of: stage).range(of: "rate"),
          help: "write \(about(1 - rate)) if that is the share to keep; 0.2 to 0.5 are usual")
      }
    })
}
