// Reverse-mode differentiation of a TrainGraph: one rule per operation (GradientRules.swift), sums where a value is used
// more than once, then every trainable parameter's update.

import ExecutionPlan

/// The graph with gradients of the mean row loss and the optimizer's updates appended.
public func differentiate(_ graph: TrainGraph) -> TrainGraph {
  guard let rowLoss = graph.rowLoss, let optimizer = graph.tables.optimizer else { return graph }
  var graph = graph
  let needsGradient = valuesThatNeedGradients(graph)
  let forwardCount = graph.values.count
  var gradients = [ValueID?](repeating: nil, count: forwardCount)

  func add(_ gradient: ValueID, to target: ValueID) {
    guard let sum = gradients[target.index] else {
      gradients[target.index] = gradient
      return
    }
    gradients[target.index] = graph.append(
      .add, [sum, gradient], shape: graph[gradient].shape, name: graph[gradient].name, origin: graph[gradient].origin)
  }

  for index in (0..<forwardCount).reversed() where needsGradient[index] {
    let id = ValueID(index)
    let inputs = graph[id].inputs
    let inputGradients: [ValueID?]
    if id == rowLoss {
      inputGradients = lossGradients(of: id, in: &graph)
    } else if let upstream = gradients[index] {
      inputGradients = operationGradients(
        of: id, upstream: upstream, needs: inputs.map { needsGradient[$0.index] }, in: &graph)
    } else {
      continue
    }
    for (input, gradient) in zip(inputs, inputGradients) where needsGradient[input.index] {
      if let gradient { add(gradient, to: input) }
    }
  }
  appendUpdates(optimizer, gradients: gradients, to: &graph)
  return graph
}

/// Whether each value depends on a trainable parameter.
private func valuesThatNeedGradients(_ graph: TrainGraph) -> [Bool] {
  var needs = [Bool](repeating: false, count: graph.values.count)
  for (index, value) in graph.values.enumerated() {
    if case .parameter(let parameter) = value.operation {
      needs[index] = graph.tables.parameters[parameter].isTrainable
    } else {
      needs[index] = value.inputs.contains { needs[$0.index] }
    }
  }
  return needs
}
