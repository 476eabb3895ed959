// D201 unnormalized-input: inputs so large, or so small, that the first layer saturates, or sees nothing.
//
// The measure is what the first dense layer makes of them before a step is trained: with Glorot's kernels, of variance 2 /
// (inputs + units), its sums have the deviation sqrt(2 / (inputs + units) * sum of E[x^2]). It is about 1 for inputs of
// mean 0 and variance 1, 0.5 for MNIST divided by 255, and 140 for its raw pixels. A normalization layer before the first
// activation makes up for any scale.

import Diagnostics
import Planner
import SpecParser

extension Rule {
  static let unnormalizedInput = Rule(
    "D201", "unnormalized-input", .warning, fixable: .unsafe,
    "the inputs are too large or too small for the network to begin well",
    rationale: """
      Weights begin at sizes that keep a signal of variance 1 at variance 1. Inputs of a hundred times that size drive \
      sigmoids and softmaxes into saturation, kill rectified units, and make the loss's surface so steep that learning \
      rates that suit the other layers diverge: the post that Lofting grew from drew its conclusions from raw pixels of 0 to \
      255. Inputs far below 1 drown in the biases instead, as pixels that are divided by 255 twice. \
      Write `rescaling` for values of a known range, `normalization` for all others; it is fitted on training rows only.
      """,
    source:
      "LeCun et al. 1998, Efficient BackProp, section 4.3, http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf; https://keras.io/api/layers/preprocessing_layers/",
    bad: [
      "data: {source: «digits»}",
      "data: {source: digits, preprocessing: [{rescaling: $(1 / 16)}, «{rescaling: $(1 / 255)}»]}",
    ],
    good: [
      "data: {source: digits, preprocessing: [normalization]}",
      """
      data: {source: digits}
      model: {layers: [flatten, batch_normalization, {dense: {units: 32, activation: relu}}, {dense: 10}]}
      """,
    ],
    .data { rows, findings in
      let network = rows.network
      guard let first = network.stages.firstIndex(where: \.isDense),
        case .dense(let inputs, let outputs, _, _) = network.stages[first].action
      else { return }
      let beforeActivation = network.stages.prefix { $0.activation == nil }
      guard !beforeActivation.contains(where: \.isNormalization) else { return }
      let prepared = PreparedInputs(rows)
      guard let range = prepared.range, prepared.mean.count > 0 else { return }
      // A dense layer over the last axis of several positions sees a part of the features.
      let share = Double(inputs) / Double(prepared.mean.count)
      let deviation = (2 / Double(inputs + outputs) * prepared.squareSum * min(share, 1)).squareRoot()
      let largest = max(abs(range.lowerBound), abs(range.upperBound))
      let steps = rows.spec.data.preprocessing
      let place = steps.last?.range ?? rows.sourcePlace
      let values = "from \(figure(range.lowerBound)) to \(figure(range.upperBound))"
      if deviation > 4 {
        let isPixels = steps.isEmpty && range == 0...255
        let cure = isPixels ? "rescaling: $(1 / 255)" : "normalization"
        findings.report(
          "the network is given inputs \(values)\(steps.isEmpty ? "" : " after preprocessing"): its first sums begin at "
            + "about \(figure((deviation * 10).rounded() / 10)) instead of 1", at: place,
          help: Self.multiplication(in: rows.spec) ?? "add '\(cure)' to data.preprocessing",
          fix: steps.isEmpty ? preprocessingFix(cure, network) : nil)
      } else if largest < 0.02 {
        findings.report(
          "the network is given inputs \(values)\(steps.isEmpty ? "" : " after preprocessing"): its first sums begin at "
            + "about \(figure(deviation)) instead of 1", at: place,
          help: steps.count > 1 ? "are they scaled twice? take one step out" : "use 'normalization'")
      }
    })

  /// What to say of a last rescaling that enlarges: 255 was meant to divide.
  private static func multiplication(in spec: Spec) -> String? {
    guard case .rescaling(let scale, _)? = preprocessingChain(spec.data.preprocessing).last, scale > 1 else {
      return nil
    }
    return "rescaling multiplies: write 'rescaling: $(1 / \(figure(scale)))'"
  }

  /// Writes `preprocessing` behind the source, in the section's style.
  private static func preprocessingFix(_ step: String, _ network: Network) -> Fix? {
    let spec = network.spec
    let end = spec.data.source.range.end
    let section = spec.data.range
    guard section.path == spec.data.source.range.path, let source = network.sources[section.path],
      let data = spec.resolved["data"],
      let key = data.mapping?.first(where: { $0.key.scalar?.text == "source" })?.key,
      key.range.path == section.path, data["preprocessing"] == nil
    else { return nil }
    let isStep = step.contains(":")
    let isFlow = source.bytes.dropFirst(section.start.offset).first == UInt8(ascii: "{")
    let item = isStep ? "{\(step)}" : step
    // In block style before the source's line: behind it a comment may stand.
    let place = isFlow ? end : key.range.start
    let indentation = String(repeating: " ", count: key.range.start.column - 1)
    let replacement = isFlow ? ", preprocessing: [\(item)]" : "preprocessing: [\(item)]\n\(indentation)"
    return Fix(
      title: "add '\(step)'", isSafe: false,
      edits: [Fix.Edit(range: SourceRange(path: section.path, start: place, end: place), replacement: replacement)])
  }
}
