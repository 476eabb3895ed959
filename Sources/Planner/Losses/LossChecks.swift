// What losses check of the model's end, so that each message says both sides and the cure.

import Diagnostics
import ExecutionPlan
import SpecParser

extension LossContext {
  /// Where the model ends: the place of what a loss finds wrong with it.
  var place: SourceRange { endRange ?? loss.range }

  /// "softmax", "a linear layer": what the model ends in.
  var endName: String { lastActivation.map(\.specName) ?? "a linear layer" }

  /// Whether a row's output is one vector, as every loss wants it.
  func checkIsVector(in builder: inout GraphBuilder) -> Bool {
    guard outputShape.dimensions.count != 1 else { return true }
    let message = "the model ends in \(outputShape)"
    let notes = [Note("\(loss.name) wants [batch, units]", at: .spec(loss.nameRange))]
    if outputShape.dimensions.isEmpty {
      builder.error(
        .lossMismatch, message, at: place, notes: notes, help: "add 'reshape: [1]'")
    } else if let dense = repairs?.firstDense {
      builder.error(
        .missingFlatten, "\(message): nothing flattens the rows before this layer", at: dense, notes: notes,
        help: "add 'flatten' before it", fix: repairs?.flattening)
    } else {
      builder.error(
        .missingFlatten, message, at: place, notes: notes, help: "add 'flatten' and a dense layer")
    }
    return false
  }

  /// Whether the model ends in `wanted` units; `reason` says whose number that is: "the data has 10 classes".
  func checkWidth(_ wanted: Int, reason: String, orElse alternative: String = "", in builder: inout GraphBuilder)
    -> Bool
  {
    guard width != wanted else { return true }
    builder.error(
      classes == nil ? .lossMismatch : .outputUnits, "the model ends in \(counted(width, "unit")), \(reason)",
      at: repairs?.lastDense ?? place,
      notes: [Note("\(loss.name) compares the two", at: .spec(loss.nameRange))],
      help: "end the model in 'dense: \(wanted)'\(alternative)", fix: repairs?.changingUnits(to: wanted))
    return false
  }

  /// Whether a written `from_logits` says what the model's end says: logits unless it ends in `activation`.
  func checkFromLogits(_ arguments: Arguments, unless activation: Activation, in builder: inout GraphBuilder) -> Bool {
    guard let fromLogits = arguments[CrossEntropyFields.fromLogits] else { return true }
    let endsInLogits = lastActivation != activation
    guard fromLogits != endsInLogits else { return true }
    let consequence =
      fromLogits
      ? "the model ends in \(endName), so it gives probabilities"
      : "the model ends in \(endName), so it gives logits"
    builder.error(
      .fromLogitsContradiction, "from_logits is \(fromLogits), but \(consequence)",
      at: arguments.range(of: CrossEntropyFields.fromLogits),
      help: fromLogits
        ? "leave from_logits out: the model's end decides"
        : "leave from_logits out: the model's end decides; or end the model in \(activation.specName)")
    return false
  }
}

/// Fields of the cross-entropies.
enum CrossEntropyFields {
  static let fromLogits = Field<Bool?>.custom(
    "from_logits", .boolean, fallback: nil,
    "Not needed: the model's end decides. Where it is written, it is checked against that."
  ) { .some($0.boolean) }

  static let labelSmoothing = Field.number(
    "label_smoothing", .between(0, 1), default: 0, "How much of the target is spread over all classes alike.")
}

extension Activation {
  /// The name in specs and messages: `hard_sigmoid`.
  var specName: String {
    String(describing: self).reduce(into: "") { name, character in
      if character.isUppercase { name += "_" + character.lowercased() } else { name.append(character) }
    }
  }
}

/// "1 unit", "12 units", "1 class", "3 classes".
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)\(noun.hasSuffix("s") ? "es" : "s")"
}
