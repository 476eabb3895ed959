// Weights in and out of a model: names and shapes are compared one by one, and everything that does not fit is reported
// at once, before anything is read or changed.

import Diagnostics
import ExecutionPlan

extension Model {
  /// All parameters as row-major tensors, in the plan's order.
  public func weights() -> [NamedTensor] {
    plan.parameters.map { parameter in
      NamedTensor(
        name: parameter.name, shape: parameter.shape, values: self.parameter(named: parameter.name) ?? [])
    }
  }

  /// Writes all parameters to a safetensors file.
  public func saveWeights(to path: String, metadata: [String: String] = [:]) throws(Failure) {
    try SafetensorsWriter.write(weights(), metadata: metadata, to: path)
  }

  /// Replaces the parameters by those of a safetensors file.
  /// - Parameter skip: layers that keep their values; a tensor `head.kernel` belongs to layer `head`. What the file has
  ///   for them is not looked at.
  /// - Throws: every problem at once: `R113` missing, `R114` unexpected, `R115` another shape, `R116` another type,
  ///   `R117` a layer to skip that the model does not have.
  public func loadWeights(path: String, skip: [String] = []) throws(Failure) {
    let file = try SafetensorsFile(path: path)
    let problems = WeightComparison(plan.parameters, file.header.tensors, skip: skip, path: path).problems
    guard problems.isEmpty else { throw Failure(problems) }
    let entries = Dictionary(uniqueKeysWithValues: file.header.tensors.map { ($0.name, $0) })
    // All values first: a file that cannot be read to its end changes nothing.
    var loaded: [(name: String, values: [Float])] = []
    for parameter in plan.parameters where !skip.contains(WeightComparison.layer(parameter.name)) {
      guard let entry = entries[parameter.name] else { continue }
      loaded.append((parameter.name, try file.values(of: entry)))
    }
    for (name, values) in loaded { try setParameter(named: name, to: values) }
  }
}

/// What does not fit between a plan's parameters and a file's tensors.
struct WeightComparison {
  private(set) var problems: [Diagnostic] = []
  private let path: String

  /// The layer that a tensor belongs to: what stands before its last point.
  static func layer(_ name: String) -> String {
    name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  init(_ parameters: [ParameterLayout], _ tensors: [TensorEntry], skip: [String], path: String) {
    self.path = path
    let layers = Set(parameters.map { Self.layer($0.name) })
    // A skipped layer may be the model's (a new head) or the file's (the old one).
    let fileLayers = Set(tensors.map { Self.layer($0.name) })
    for name in skip where !layers.contains(name) && !fileLayers.contains(name) {
      report(
        .skippedLayerUnknown, "neither the model nor the file has a layer \(name) with weights to skip",
        DidYouMean.help(for: name, in: layers.sorted(), naming: "its layers with weights are"))
    }
    let found = Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, $0) })
    for parameter in parameters where !skip.contains(Self.layer(parameter.name)) {
      compare(parameter, found[parameter.name])
    }
    let wanted = Set(parameters.map(\.name))
    for tensor in tensors where !wanted.contains(tensor.name) && !skip.contains(Self.layer(tensor.name)) {
      report(
        .weightUnexpected, "tensor \(tensor.name) \(tensor.shape) is in the file, and the model has no such parameter",
        DidYouMean.nearest(to: tensor.name, in: wanted.sorted()).map { "did you mean '\($0)'?" }
          ?? "load a file of this model, or name the layer in initial_weights: {skip: [\(Self.layer(tensor.name))]}")
    }
  }

  private mutating func compare(_ parameter: ParameterLayout, _ tensor: TensorEntry?) {
    guard let tensor else {
      report(
        .weightMissing, "parameter \(parameter.name) \(parameter.shape) is not in the file",
        "name its layer in skip to keep its initial values: initial_weights: {skip: [\(Self.layer(parameter.name))]}")
      return
    }
    if tensor.shape != parameter.shape {
      report(
        .weightShape, "parameter \(parameter.name): expected \(parameter.shape), found \(tensor.shape)",
        "change the layer's size, or name it in skip: initial_weights: {skip: [\(Self.layer(parameter.name))]}")
    }
    if !tensor.type.isReadable {
      report(
        .weightType, "parameter \(parameter.name): the file has values of type \(tensor.type.rawValue)",
        "expected one of: \(TensorType.readableNames)")
    }
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ help: String) {
    problems.append(Diagnostic(.error, code, message, at: .path(path), help: help))
  }
}
