// The data behind a fuzzed spec: no path of the spec's is ever opened.

import Datasets
import Diagnostics
import ExecutionPlan
import Planner
import SpecParser

enum SpecData {
  /// What the planner is told of the data, and what the rules of its rows. MNIST's shapes are known; the digits are embedded;
  /// files are imagined, without rows.
  ///
  /// - Parameter readsDigits: whether to cut and encode the digits as the spec says, rather than imagine them, too.
  static func known(of spec: Spec, readsDigits: Bool) -> (summary: DataSummary, facts: DataFacts?) {
    if let known = knownSummary(spec.data) { return (known, nil) }
    if readsDigits, spec.data.source.name == "digits", opensNothing(spec.data.test), opensNothing(spec.data.validation)
    {
      let context = LoadContext(specFolder: "/nowhere", environment: [:])
      let facts = try? loadFacts(
        spec.data, targetKind: targetKind(of: spec.training.loss), context: context, cache: nil)
      if let facts { return (facts.summary, facts) }
    }
    return (imagined(spec), nil)
  }

  private static func opensNothing(_ rule: SplitRule?) -> Bool {
    switch rule?.rule {
    case .source(let kind): kind.name == "digits"
    case .last, .fraction, nil: true
    }
  }

  private static func imagined(_ spec: Spec) -> DataSummary {
    let isImages = ["digits", "idx"].contains(spec.data.source.name)
    let classes = spec.data.classes ?? (isImages ? (0..<10).map(String.init) : ["ant", "bee", "cat"])
    let target: TargetSummary =
      switch targetKind(of: spec.training.loss) {
      case .classes: .classes(classes)
      case .numbers: .numbers(width: spec.data.source.name == "npy" ? 2 : 1)
      }
    return DataSummary(
      inputShape: isImages ? [8, 8] : [5], elementType: isImages ? .uint8 : .float32, target: target,
      trainingRows: 100, validationRows: spec.data.validation == nil ? 0 : 20,
      testRows: spec.data.test == nil ? 0 : 10, storedRows: 140,
      classCounts: classes.map { _ in 100 / max(classes.count, 1) },
      featureNames: spec.data.source.name == "csv" ? ["a", "b", "c", "d", "e"] : nil)
  }
}
