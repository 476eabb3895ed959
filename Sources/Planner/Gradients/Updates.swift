// The optimizer's part of a step, in the order of Keras: regularization gradient, clipping, update rule.

import ExecutionPlan

/// Appends the update of every trainable parameter that has a gradient.
func appendUpdates(_ optimizer: OptimizerPlan, gradients: [ValueID?], to graph: inout TrainGraph) {
  var regularized: [(parameter: Int, gradient: ValueID)] = []
  for (parameter, value) in graph.parameterValues.sorted(by: { $0.key < $1.key }) {
    guard let gradient = gradients[value.index] else { continue }
    guard let regularizer = graph.tables.parameters[parameter].regularizer else {
      regularized.append((parameter, gradient))
      continue
    }
    let sum = append(
      .regularize(l1: regularizer.l1, l2: regularizer.l2), [gradient, value], like: gradient, in: &graph)
    regularized.append((parameter, sum))
  }
  for (parameter, gradient) in clipped(regularized, optimizer.clipping, in: &graph) {
    _ = append(
      .update(optimizer.layout.rule, parameter: parameter, slots: optimizer.layout.slots), [gradient], like: gradient,
      name: "update \(graph.tables.parameters[parameter].name)", in: &graph)
  }
}

private func clipped(
  _ gradients: [(parameter: Int, gradient: ValueID)], _ clipping: OptimizerPlan.Clipping, in graph: inout TrainGraph
) -> [(parameter: Int, gradient: ValueID)] {
  switch clipping {
  case .none: return gradients
  case .byValue(let limit):
    return gradients.map {
      ($0.parameter, append(.clipByValue(limit: limit), [$0.gradient], like: $0.gradient, in: &graph))
    }
  case .byNorm(let limit):
    return gradients.map { entry in
      let norm = squaredNorm(entry.gradient, in: &graph)
      return (
        entry.parameter, append(.clipByNorm(limit: limit), [entry.gradient, norm], like: entry.gradient, in: &graph)
      )
    }
  case .byGlobalNorm(let limit):
    let norms = gradients.map { squaredNorm($0.gradient, in: &graph) }
    guard var total = norms.first else { return gradients }
    for norm in norms.dropFirst() {
      total = graph.append(
        .addScalars, [total, norm], shape: .scalar, name: "squared_norm", origin: graph[norm].origin)
    }
    return gradients.map {
      ($0.parameter, append(.clipByNorm(limit: limit), [$0.gradient, total], like: $0.gradient, in: &graph))
    }
  }
}

private func squaredNorm(_ gradient: ValueID, in graph: inout TrainGraph) -> ValueID {
  graph.append(
    .squaredNorm, [gradient], shape: .scalar, name: "\(graph[gradient].name).squared_norm",
    origin: graph[gradient].origin)
}

private func append(
  _ operation: Operation, _ inputs: [ValueID], like model: ValueID, name: String? = nil, in graph: inout TrainGraph
) -> ValueID {
  graph.append(
    operation, inputs, shape: graph[model].shape, name: name ?? graph[model].name, origin: graph[model].origin)
}
