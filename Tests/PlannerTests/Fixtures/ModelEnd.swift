// A model's end for tests of losses and metrics: `width` units, then perhaps an activation.

import Diagnostics
import ExecutionPlan
import Planner
import SpecParser

struct ModelEnd {
  var builder: GraphBuilder
  var logits: ValueID
  var output: ValueID
  var activation: Activation?

  init(_ dimensions: [Int], _ activation: Activation? = nil) {
    (builder, logits) = makeBuilder(input: dimensions)
    self.activation = activation
    output = logits
    if let activation {
      output = builder.append(.activation(ActivationCall(activation)), [logits], shape: .batched(dimensions))
    }
  }

  func context(_ target: TargetSummary, loss: KindValue, scalesTargets: Bool = false) -> LossContext {
    LossContext(
      output: output, outputShape: builder.shape(of: output), lastActivation: activation, logits: logits,
      target: target, loss: loss, scalesTargets: scalesTargets, endRange: range(line: 3))
  }

  func lower(loss: KindValue, _ target: TargetSummary) -> Lowered<(call: LossCall, prediction: ValueID)> {
    var builder = builder
    let value = lossTypes.first { $0.declaration.name == loss.name }?.call(
      loss.arguments, context(target, loss: loss), in: &builder)
    return Lowered(value: value, items: builder.diagnostics.items)
  }

  func lower(
    metric: KindValue, loss: String, _ target: TargetSummary, scalesTargets: Bool = false
  ) -> Lowered<MetricLowering> {
    var builder = builder
    let context = context(target, loss: makeKind(.loss, loss), scalesTargets: scalesTargets)
    let value = metricTypes.first { $0.declaration.name == metric.name }?.call(metric, context, in: &builder)
    return Lowered(value: value, items: builder.diagnostics.items)
  }
}

/// What a loss or a metric became, nil where it was refused, and what was reported.
struct Lowered<Value> {
  var value: Value?
  var items: [Diagnostic]

  var codes: [String] { items.map(\.code.id) }
}

let threeClasses = TargetSummary.classes(["a", "b", "c"])
let twoClasses = TargetSummary.classes(["no", "yes"])
