// `class_weight`: a weight a class as a constant vector, names resolved to indices.

import Diagnostics
import ExecutionPlan
import SpecParser

/// The constant of class weights; `value` is nil without any. Nil with an error reported.
func lowerClassWeights(
  _ weights: ClassWeights?, _ summary: DataSummary, in builder: inout GraphBuilder
) -> (value: ValueID?, Void)? {
  guard let weights else { return (nil, ()) }
  guard case .classes(let names) = summary.target else {
    builder.error(
      .classWeightTarget, "class_weight needs class targets, but the targets are numbers",
      help: "remove class_weight, or use a cross-entropy with class labels")
    return nil
  }
  switch weights {
  case .balanced:
    return (builder.constant("class_weights", count: names.count, source: .balancedClassWeights), ())
  case .weights(let entries):
    // Keras: a class that isn't named weighs 1.
    var values = [Float](repeating: 1, count: names.count)
    var isValid = true
    for entry in entries {
      let name = entry.name.value
      if let index = names.firstIndex(of: name) ?? Int(name).flatMap({ names.indices.contains($0) ? $0 : nil }) {
        values[index] = Float(entry.weight.value)
      } else {
        isValid = false
        builder.error(
          .unknownClass, "the data has no class '\(name)'", at: entry.name.range,
          help: DidYouMean.help(for: name, in: names, naming: "classes"))
      }
    }
    guard isValid else { return nil }
    return (builder.constant("class_weights", count: names.count, source: .values(values)), ())
  }
}
