// What each layer makes of its input, for editors: the output's shape, parameters and arithmetic, as far as the layers
// go together.

import Diagnostics
import ExecutionPlan
import SpecParser

/// One layer of the unrolled model.
public struct LayerOutline: Sendable, Hashable {
  /// The written name or Keras's automatic one.
  public var name: String
  /// The whole layer in the spec, and the word of its kind; those of a `repeat` share them between iterations.
  public var range: SourceRange
  public var nameRange: SourceRange
  /// Without the batch dimension.
  public var inputShape: [Int]
  public var outputShape: [Int]
  /// Numbers in the layer's parameters, and those of them that the optimizer updates.
  public var parameterCount: Int
  public var trainableParameterCount: Int
  /// Floating-point operations of the forward pass for one row, counted as in `StepCost`.
  public var flops: Int
}

/// The layers of a model, up to the first one whose shape does not fit.
public func layerOutlines(_ spec: Spec, _ summary: DataSummary) -> [LayerOutline] {
  let model = lowerModel(spec, summary)
  let graph = model.graph
  return zip(spec.model.layers, model.layers).map { written, layer in
    let parameters = layer.values.compactMap { index in
      if case .parameter(let parameter) = graph.values[index].operation {
        graph.tables.parameters[parameter]
      } else {
        nil
      }
    }
    return LayerOutline(
      name: layer.name, range: written.kind.range, nameRange: written.kind.nameRange,
      inputShape: graph[layer.input].shape.dimensions, outputShape: graph[layer.output].shape.dimensions,
      parameterCount: elementCount(parameters), trainableParameterCount: elementCount(parameters.filter(\.isTrainable)),
      flops: forwardFlops(of: graph, layer.values))
  }
}

private func elementCount(_ parameters: [GraphParameter]) -> Int {
  parameters.reduce(0) { $0 + $1.shape.reduce(1, *) }
}

/// Of some of a graph's values.
private func forwardFlops(of graph: TrainGraph, _ values: Range<Int>) -> Int {
  let selector = KernelSelector(graph: graph)
  return values.reduce(0) { sum, index in
    guard let call = selector.call(for: ValueID(index)) else { return sum }
    // Counts ask which operands are there, not where.
    let operand = Operand(space: .arena, offset: 0, rowBytes: 0, byteCount: 0)
    let step = Step(
      kernel: call.kernel, operands: call.operands.map { $0 == nil ? nil : operand }, sizes: call.sizes,
      reals: call.reals, slots: call.slots, text: "", origin: call.origin)
    let (total, overflows) = sum.addingReportingOverflow(step.flops(rows: 1))
    return overflows ? .max : total
  }
}
