// Kernel calls as text, one a line.

extension KernelGraph {
  public var text: String {
    calls.map { call in
      let operands = zip(call.kernel.operands, call.operands).compactMap { role, reference in
        reference.map { "\(role.name): \(text(of: $0))" }
      }
      let kernel = ([call.kernel.name] + call.fused).joined(separator: "+")
      let origin = graph.tables.origins[call.origin]
      return "\(kernel)(\(operands.joined(separator: ", ")))  # \(call.name)  \(origin.path):\(origin.line)"
    }.joined(separator: "\n")
  }

  private func text(of reference: BufferReference) -> String {
    let suffix = reference.offset == 0 ? "" : "+\(reference.offset)"
    let base =
      switch reference.buffer {
      case .value(let id): "%\(id.index)"
      case .parameter(let index): graph.tables.parameters[index].name
      case .state(let parameter, let index): "\(graph.tables.parameters[parameter].name).state_\(index)"
      case .transposed(let index): "\(graph.tables.parameters[index].name)'"
      case .constant(let index): graph.tables.constants[index].name
      case .sums(let measure): "sums.\(graph.tables.measures[measure].name)"
      case .data: "data"
      case .target: "target"
      }
    return base + suffix
  }
}
