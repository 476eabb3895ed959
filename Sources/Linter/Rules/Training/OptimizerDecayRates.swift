// T202 optimizer-decay-rates: momentum, betas and rho outside of what the methods' own papers allow.

import Diagnostics
import SpecParser

extension Rule {
  static let optimizerDecayRates = Rule(
    "T202", "optimizer-decay-rates", .warning,
    "a momentum or beta is outside of what the optimizer's paper allows",
    rationale: """
      Adam's second moment must be averaged over more steps than its first: convergence needs `beta_1^2 < beta_2` \
      (beta_1 / sqrt(beta_2) < 1), and a small `beta_2` makes step sizes jump. A momentum of m multiplies steps by 1 / (1 - m) \
      and remembers 1 / (1 - m) of them: above 0.99 a direction lives for hundreds of steps. \
      An `epsilon` above 0.01 is larger than usual gradients and turns an adaptive method into gradient descent with tiny steps.
      """,
    source:
      "Kingma and Ba 2015, https://arxiv.org/abs/1412.6980; Reddi et al. 2018, https://arxiv.org/abs/1904.09237; Sutskever et al. 2013, https://proceedings.mlr.press/v28/sutskever13.html",
    bad: [
      """
      training:
        loss: sparse_categorical_crossentropy
        epochs: 10
        optimizer: {adam: {beta_1: «0.99», beta_2: 0.9}}
      """,
      """
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {sgd: {learning_rate: 0.01, momentum: «0.999»}}}
      """,
    ],
    good: [
      "training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {beta_1: 0.5, beta_2: 0.99}}}",
      "training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {sgd: {learning_rate: 0.01, momentum: 0.9}}}",
    ],
    .network { network, findings in
      let optimizer = network.spec.training.optimizer
      func number(_ field: String) -> Double? { optimizer.arguments.values[field]?.number }
      func place(_ field: String) -> SourceRange { optimizer.arguments.ranges[field] ?? optimizer.nameRange }
      if let first = number("beta_1"), let second = number("beta_2") {
        if first * first >= second {
          findings.report(
            "beta_1 \(figure(first)) is too large for beta_2 \(figure(second)): \(optimizer.name) needs beta_1^2 < beta_2",
            at: place("beta_1"), help: "the defaults are beta_1 0.9 and beta_2 0.999")
        } else if second < 0.9 {
          findings.report(
            "beta_2 \(figure(second)) averages squared gradients over \(figure(1 / (1 - second))) steps only",
            at: place("beta_2"),
            help: "the default is 0.999; below 0.9 step sizes jump")
        }
      }
      if let momentum = number("momentum"), momentum > 0.99 {
        findings.report(
          "a momentum of \(figure(momentum)) multiplies steps by \(figure(1 / (1 - momentum)))", at: place("momentum"),
          help: "0.9 is usual, 0.99 the most")
      }
      if let epsilon = number("epsilon"), epsilon > 0.01 {
        findings.report(
          "an epsilon of \(figure(epsilon)) is larger than most gradients: \(optimizer.name) no longer adapts",
          at: place("epsilon"),
          help: "the default is 1e-7")
      }
    })
}
