// T208 missing-seed and T209 zero-epochs: what a run takes for granted.

import Diagnostics
import SpecParser

extension Rule {
  static let missingSeed = Rule(
    "T208", "missing-seed", .information, fixable: .safe,
    "a spec does not say its seed",
    rationale: """
      Without `seed` all randomness follows from seed 0: the run is as reproducible as any other. Stated, it shows that \
      results hold for one seed among many, and gives a place to vary it.
      """,
    source:
      "Bouthillier et al. 2021, Accounting for Variance in Machine Learning Benchmarks, https://arxiv.org/abs/2103.03098",
    bad: [
      Example(
        """
        version: 1
        data: {source: digits, preprocessing: [{rescaling: $(1 / 16)}]}
        model: {layers: [flatten, dense: 10]}
        «training»: {loss: sparse_categorical_crossentropy}
        """, isWhole: true)
    ],
    good: ["seed: 7"],
    .document { written, findings in
      let roots = written.texts.compactMap(\.root)
      guard roots.count == written.texts.count, !roots.contains(where: { $0["seed"] != nil }),
        let key = roots.first?.mapping?.first(where: { $0.key.scalar?.text == "training" })?.key
      else { return }
      let isBlock = key.range.start.column == 1 && !written.beginsWithBrace(roots[0])
      let edit = Fix.Edit(
        range: SourceRange(path: key.range.path, start: key.range.start, end: key.range.start),
        replacement: "seed: 0\n")
      findings.report(
        "no 'seed': all randomness follows from seed 0", at: key.range, help: "write 'seed: 0' or another",
        fix: isBlock ? Fix(title: "write 'seed: 0'", isSafe: true, edits: [edit]) : nil)
    })

  static let zeroEpochs = Rule(
    "T209", "zero-epochs", .warning,
    "a training of no epochs leaves the weights at their initial values",
    rationale: """
      `epochs: 0` is useful to look at a model as it begins; as a training it does nothing, and the figures of the \
      test set are those of random weights.
      """,
    source: "https://keras.io/api/models/model_training_apis/#fit-method",
    bad: ["training: {loss: sparse_categorical_crossentropy, epochs: «0»}"],
    good: ["training: {loss: sparse_categorical_crossentropy, epochs: 1}"],
    .network { network, findings in
      let epochs = network.spec.training.epochs
      guard epochs.value == 0 else { return }
      findings.report("a training of 0 epochs learns nothing", at: epochs.range, help: "write 'epochs: 10' or more")
    })
}
