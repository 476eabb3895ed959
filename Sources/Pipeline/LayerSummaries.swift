// Layers as plans show them, from the graph: the last value of each layer on the way to the output.

import ExecutionPlan
import Planner

func layerSummaries(of graph: TrainGraph) -> [LayerSummary] {
  var order: [Int] = []
  var shapes: [Int: [Int]] = [:]
  let forward = (graph.output?.index).map { graph.values[...$0] } ?? []
  for value in forward where value.shape.isBatched {
    if shapes[value.origin] == nil { order.append(value.origin) }
    shapes[value.origin] = value.shape.dimensions
  }
  return order.map { LayerSummary(name: graph.tables.origins[$0].layer, outputShape: shapes[$0] ?? []) }
}
