// What an optimizer is to the planner: an update rule and the scalars it reads. The fields that every Keras optimizer
// takes are declared here once.

import ExecutionPlan
import SpecParser

/// An optimizer of the spec. One file in Optimizers/ and one line in `optimizerTypes`.
public protocol OptimizerKind: Sendable {
  static var declaration: KindDeclaration { get }
  /// The rule and the values of `UpdateRule.slots`, in their order.
  static func rule(_ arguments: Arguments) -> (rule: UpdateRule, values: [Double])
}

/// Fields of every optimizer (https://keras.io/api/optimizers/).
enum OptimizerFields {
  static func learningRate(_ value: Double) -> Field<Double> {
    .number("learning_rate", .atLeast(0), default: value, "Step size.")
  }
  static func weightDecay(_ value: Double) -> Field<Double> {
    .number(
      "weight_decay", .atLeast(0), default: value,
      "Decoupled decay: each step first multiplies a weight by `1 - weight_decay * learning_rate`.")
  }
  static let clipNorm = Field.optionalNumber(
    "clipnorm", .above(0), "Scales each parameter's gradient down to this norm.")
  static let globalClipNorm = Field.optionalNumber(
    "global_clipnorm", .above(0), "Scales all gradients together down to this norm.")
  static let clipValue = Field.optionalNumber("clipvalue", .above(0), "Cuts each gradient element to this magnitude.")

  static func common(learningRate: Double, weightDecay: Double = 0) -> [FieldDeclaration] {
    [
      self.learningRate(learningRate).declaration, self.weightDecay(weightDecay).declaration, clipNorm.declaration,
      globalClipNorm.declaration, clipValue.declaration,
    ]
  }
}

/// The optimizer's choices, with their scalars declared.
public struct OptimizerPlan: Sendable {
  public enum Clipping: Sendable {
    case none
    case byValue(ScalarSlot)
    case byNorm(ScalarSlot)
    case byGlobalNorm(ScalarSlot)
  }

  public var layout: OptimizerLayout
  public var clipping: Clipping

  public init(layout: OptimizerLayout, clipping: Clipping) {
    self.layout = layout
    self.clipping = clipping
  }

  /// Declares the scalars of the spec's optimizer; nil with an error reported.
  init?(_ kind: KindValue, in builder: inout GraphBuilder) {
    guard let type = optimizerTypes.first(where: { $0.declaration.name == kind.name }) else { return nil }
    let arguments = kind.arguments
    let (rule, values) = type.rule(arguments)
    let clips = [OptimizerFields.clipNorm, OptimizerFields.globalClipNorm, OptimizerFields.clipValue]
    let written = clips.filter { arguments[$0] != nil }
    if let second = written.dropFirst().first {
      builder.error(
        .conflictingClipping,
        "only one of clipnorm, global_clipnorm and clipvalue can be given",
        at: arguments.range(of: second), help: "remove '\(second.declaration.name)'")
      return nil
    }
    // The rate's and the decay's own defaults were filled in by the decoder.
    let zero = builder.scalar("zero", 0)
    var slots = [zero, zero, zero]
    slots.append(builder.scalar("learning_rate", arguments[OptimizerFields.learningRate(0)]))
    slots.append(builder.scalar("weight_decay", arguments[OptimizerFields.weightDecay(0)]))
    for (name, value) in zip(rule.slots, values) { slots.append(builder.scalar(name, value)) }
    for name in rule.derivedSlots { slots.append(builder.scalar(name, 0)) }
    layout = OptimizerLayout(rule: rule, slots: slots)
    if let limit = arguments[OptimizerFields.clipValue] {
      clipping = .byValue(builder.scalar("clipvalue", limit))
    } else if let limit = arguments[OptimizerFields.clipNorm] {
      clipping = .byNorm(builder.scalar("clipnorm", limit))
    } else if let limit = arguments[OptimizerFields.globalClipNorm] {
      clipping = .byGlobalNorm(builder.scalar("global_clipnorm", limit))
    } else {
      clipping = .none
    }
  }
}
