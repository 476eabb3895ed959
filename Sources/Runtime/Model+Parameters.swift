// Reading and writing parameters by name, as row-major tensors: they live in panels and are unpacked only here.

import CKernels
import Diagnostics
import ExecutionPlan

extension Model {
  /// Gives every parameter its initial value and clears the optimizer's states.
  public func initializeParameters() {
    parameterMemory.clear()
    optimizerSteps = 0
    for (ordinal, parameter) in plan.parameters.enumerated() {
      let values = parameter.initializer.values(shape: parameter.shape, seed: seed, ordinal: ordinal)
      pack(values, into: parameter, at: parameter.offset)
      refreshTransposed(parameter)
    }
  }

  /// A parameter's values in row-major order; nil where the plan has none of that name.
  public func parameter(named name: String) -> [Float]? {
    layout(named: name).map { unpack($0, at: $0.offset) }
  }

  /// Replaces a parameter's values.
  /// - Throws: `R113` for an unknown name, `R115` for another number of values.
  public func setParameter(named name: String, to values: [Float]) throws(Failure) {
    let parameter = try knownLayout(named: name, count: values.count)
    pack(values, into: parameter, at: parameter.offset)
    refreshTransposed(parameter)
  }

  /// An optimizer's state (`momentum`, `velocity`) of a parameter in row-major order.
  public func state(_ state: String, ofParameter name: String) -> [Float]? {
    guard let parameter = layout(named: name), let found = parameter.states.first(where: { $0.name == state }) else {
      return nil
    }
    return unpack(parameter, at: found.offset)
  }

  /// Replaces an optimizer's state of a parameter.
  public func setState(_ state: String, ofParameter name: String, to values: [Float]) throws(Failure) {
    let parameter = try knownLayout(named: name, count: values.count)
    guard let found = parameter.states.first(where: { $0.name == state }) else {
      throw Failure(
        .weightMissing, "parameter \(name) has no state \(state)",
        help: "its states are: \(parameter.states.map(\.name).joined(separator: ", "))")
    }
    pack(values, into: parameter, at: found.offset)
  }

  private func layout(named name: String) -> ParameterLayout? { plan.parameters.first { $0.name == name } }

  private func knownLayout(named name: String, count: Int) throws(Failure) -> ParameterLayout {
    guard let parameter = layout(named: name) else {
      throw Failure(.weightMissing, "the model has no parameter \(name)", help: "lofting plan lists them")
    }
    guard count == parameter.elementCount else {
      throw Failure(
        .weightShape,
        "parameter \(name): expected \(parameter.shape), \(parameter.elementCount) values, found \(count)",
        help: "give a value for every element")
    }
    return parameter
  }

  private func pack(_ values: [Float], into parameter: ParameterLayout, at offset: Int) {
    let panels = unsafe parameterMemory.floats(at: offset, count: parameter.byteCount / 4)
    let (inputs, outputs) = (Int64(parameter.inputs), Int64(parameter.outputs))
    switch parameter.lanes {
    case .outputs: unsafe lf_pack_panels(values, inputs, outputs, panels.baseAddress)
    case .inputs: unsafe lf_pack_transposed(values, inputs, outputs, panels.baseAddress)
    }
  }

  private func unpack(_ parameter: ParameterLayout, at offset: Int) -> [Float] {
    let panels = unsafe parameterMemory.floats(at: offset, count: parameter.byteCount / 4)
    return unsafe [Float](unsafeUninitializedCapacity: parameter.elementCount) { buffer, count in
      let (inputs, outputs) = (Int64(parameter.inputs), Int64(parameter.outputs))
      switch parameter.lanes {
      case .outputs: unsafe lf_unpack_panels(panels.baseAddress, inputs, outputs, buffer.baseAddress)
      case .inputs: unsafe lf_unpack_transposed(panels.baseAddress, inputs, outputs, buffer.baseAddress)
      }
      count = parameter.elementCount
    }
  }

  /// Makes the transposed copy, where there is one, agree with the values.
  func refreshTransposed(_ parameter: ParameterLayout) {
    guard let offset = parameter.transposedOffset else { return }
    unsafe lf_transpose_panels(
      parameterMemory.floats(at: parameter.offset, count: parameter.byteCount / 4).baseAddress,
      Int64(parameter.inputs), Int64(parameter.outputs),
      (parameterMemory.base + offset).assumingMemoryBound(to: Float.self))
  }
}
