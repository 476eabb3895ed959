// N215 bottleneck: a hidden layer too narrow to give each class a pattern of its own.

import Diagnostics

extension Rule {
  static let bottleneck = Rule(
    "N215", "bottleneck", .warning,
    "a hidden layer has too few units to tell the classes apart",
    rationale: """
      All that the layers behind know of a row goes through the narrowest layer. w units that are on or off have 2^w \
      patterns; with fewer than log2(classes) units there are not even as many patterns as classes, and the classes must be \
      told apart by the exact size of a few numbers, which trains badly. Models for numbers are not reported: there, \
      as in an autoencoder, a bottleneck is often the point.
      """,
    source:
      "Goodfellow, Bengio and Courville 2016, Deep Learning, section 15.4 (n binary features tell 2^n regions apart), https://www.deeplearningbook.org/contents/representation.html",
    bad: [
      """
      model:
        layers:
          - flatten
          - dense: {units: 32, activation: relu}
          - dense: {units: «2», activation: relu}
          - dense: 10
      """
    ],
    good: [
      """
      model:
        layers: [flatten, {repeat: {times: 2, layers: [{dense: {units: 10, activation: relu}}]}}, {dense: 10}]
      """,
      "model: {layers: [flatten, {dense: {units: 4, activation: tanh}}, {dense: 10}]}",
    ],
    .network { network, findings in
      guard let classes = network.classes?.count, network.isComplete else { return }
      // The smallest width with a pattern for every class.
      let needed = classes > 1 ? Int.bitWidth - (classes - 1).leadingZeroBitCount : 0
      for stage in network.hiddenStages {
        guard case .dense(_, let width, _, _) = stage.action, width < needed, stage.inputs > width else { continue }
        findings.report(
          "\(width) \(width == 1 ? "unit" : "units") for \(classes) classes: on or off, they have "
            + "\(1 << width) patterns", at: network.layer(of: stage).range(of: "units"),
          help: "use at least \(needed) units, better as many as there are classes or more")
      }
    })
}
