// The graph as text, one value a line with the spec's line behind it: `lofting plan --trace` and the golden tests.

extension TrainGraph {
  public var text: String {
    values.indices.map { index in
      let value = values[index]
      let inputs = value.inputs.map { "%\($0.index)" }.joined(separator: ", ")
      let origin = tables.origins[value.origin]
      let left = "%\(index) = \(value.operation.text(in: self))(\(inputs)) \(value.shape)"
      return "\(left)  # \(value.name)  \(origin.path):\(origin.line)"
    }.joined(separator: "\n")
  }
}

extension Operation {
  /// The operation's name with what parameterizes it.
  func text(in graph: TrainGraph) -> String {
    switch self {
    case .parameter(let index): "parameter \(graph.tables.parameters[index].name) "
    case .constant(let index): "constant \(graph.tables.constants[index].name) "
    case .activation(let call): "activation \(call.function) "
    case .activationGradient(let call): "activationGradient \(call.function) "
    case .loss(let call, _): "loss \(call.function) "
    case .lossGradient(let call, _): "lossGradient \(call.function) "
    case .metric(let call): "metric \(call.function) "
    case .accumulate(let measure, _): "accumulate \(graph.tables.measures[measure].name) "
    case .update(let rule, let parameter, _): "update \(rule) \(graph.tables.parameters[parameter].name) "
    case .movingAverage(let parameter, _, _): "movingAverage \(graph.tables.parameters[parameter].name) "
    case .dropout(_, let stream), .dropoutGradient(_, let stream), .gaussianNoise(_, let stream):
      "\(baseName) stream \(stream) "
    case .part(let index): "part \(index) "
    default: baseName
    }
  }

  /// The case's name without its values.
  private var baseName: String {
    String(String(describing: self).prefix { $0 != "(" })
  }
}
