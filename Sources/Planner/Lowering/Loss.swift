// What losses and metrics are to the planner: a choice of kernel function and of the value that it reads.

import Diagnostics
import ExecutionPlan
import SpecParser

/// A loss of the spec. One file in Losses/ and one line in `lossTypes`.
public protocol LossKind: Sendable {
  static var declaration: KindDeclaration { get }
  /// What a target is.
  static var targetKind: TargetKind { get }
  /// The encoding of class targets that this form wants; nil where either will do.
  static var targetEncoding: TargetEncoding? { get }
  /// The call and the value it reads, or nil with an error reported.
  static func call(
    _ arguments: Arguments, _ context: LossContext, in builder: inout GraphBuilder
  ) -> (call: LossCall, prediction: ValueID)?
}

/// What the targets of a spec's loss are.
public func targetKind(of loss: KindValue) -> TargetKind {
  lossTypes.first { $0.declaration.name == loss.name }?.targetKind ?? .classes
}

/// A metric of the spec. One file in Metrics/ and one line in `metricTypes`.
public protocol MetricKind: Sendable {
  static var declaration: KindDeclaration { get }
  static var isMaximized: Bool { get }
  /// The call, the value it reads and the figure's unit, or nil with an error reported.
  static func call(_ kind: KindValue, _ context: LossContext, in builder: inout GraphBuilder) -> MetricLowering?
}

public struct MetricLowering: Sendable {
  public var call: MetricCall
  public var prediction: ValueID
  public var unit: Measure.Unit
  public var isRoot: Bool

  public init(_ call: MetricCall, of prediction: ValueID, unit: Measure.Unit = .plain, isRoot: Bool = false) {
    self.call = call
    self.prediction = prediction
    self.unit = unit
    self.isRoot = isRoot
  }
}

/// What a loss or a metric may know: the model's end and the data's targets.
public struct LossContext: Sendable {
  /// The model's output [batch, ..., width].
  public var output: ValueID
  public var outputShape: TensorShape
  /// The activation that the model ends in; nil for a linear end.
  public var lastActivation: Activation?
  /// The value before that activation; the output itself for a linear end.
  public var logits: ValueID
  public var target: TargetSummary
  /// The loss that is trained on.
  public var loss: KindValue
  /// Whether targets were scaled by `target_preprocessing`.
  public var scalesTargets: Bool
  /// Where the model's last layer stands.
  public var endRange: SourceRange?
  /// How the spec's layers can be mended; nil for a model without a spec.
  public var repairs: EndRepairs?

  package init(
    output: ValueID, outputShape: TensorShape, lastActivation: Activation?, logits: ValueID, target: TargetSummary,
    loss: KindValue, scalesTargets: Bool, endRange: SourceRange? = nil, repairs: EndRepairs? = nil
  ) {
    self.output = output
    self.outputShape = outputShape
    self.lastActivation = lastActivation
    self.logits = logits
    self.target = target
    self.loss = loss
    self.scalesTargets = scalesTargets
    self.endRange = endRange
    self.repairs = repairs
  }

  /// The classes' names; nil for number targets.
  public var classes: [String]? {
    if case .classes(let names) = target { names } else { nil }
  }
  /// Units of the output.
  public var width: Int { outputShape.features }

  /// The logits if the model ends in `activation`, the output if its end is linear, else the output as it is.
  public func logits(of activation: Activation) -> ValueID { lastActivation == activation ? logits : output }
}
