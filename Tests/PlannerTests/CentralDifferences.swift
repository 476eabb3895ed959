// The oracle of gradients: central differences of the mean row loss (with penalties) in float64, against what
// `differentiate` hands to each parameter's update.

import ExecutionPlan
import Planner
import Reference
import Testing

/// Expects the gradient of every trainable parameter to agree with central differences to a relative 1e-6.
func expectGradientsAgree(_ model: TinyModel, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let forward = model.builder.graph
  let graph = differentiate(forward)
  var trained = try model.interpreter(graph)
  try trained.run()
  let start = try model.interpreter(forward)
  let gradients = updateGradients(graph)
  for (index, parameter) in graph.tables.parameters.enumerated() where parameter.isTrainable {
    guard let id = gradients[index] else {
      Issue.record("\(parameter.name) has no update", sourceLocation: sourceLocation)
      continue
    }
    let actual = trained[id]
    let expected = try centralDifferences(start, parameter: index)
    #expect(actual.count == expected.count, "shape of d \(parameter.name)", sourceLocation: sourceLocation)
    let scale = expected.map(abs).max() ?? 0
    #expect(scale > 1e-4, "the test does not reach \(parameter.name)", sourceLocation: sourceLocation)
    for (element, (actual, expected)) in zip(actual, expected).enumerated() {
      #expect(
        abs(actual - expected) <= 1e-6 * scale,
        "d \(parameter.name)[\(element)] is \(actual), central differences give \(expected)",
        sourceLocation: sourceLocation)
    }
  }
}

/// The value that each parameter's update reads.
func updateGradients(_ graph: TrainGraph) -> [Int: ValueID] {
  var gradients: [Int: ValueID] = [:]
  for value in graph.values {
    if case .update(_, let parameter, _) = value.operation { gradients[parameter] = value.inputs[0] }
  }
  return gradients
}

/// d loss / d each element of a parameter, by the five-point rule: its error is h^4, so rounding decides.
private func centralDifferences(_ start: ReferenceInterpreter, parameter: Int) throws -> [Double] {
  let h = 1e-4
  func loss(_ element: Int, _ change: Double) throws -> Double {
    var interpreter = start
    var values = start.parameters[parameter]
    values[element] += change
    interpreter.setParameter(parameter, values)
    try interpreter.run()
    return interpreter.sums[0] / Double(interpreter.rows)
  }
  return try start.parameters[parameter].indices.map { element in
    let near = try loss(element, h) - loss(element, -h)
    let far = try loss(element, 2 * h) - loss(element, -2 * h)
    return (8 * near - far) / (12 * h)
  }
}
