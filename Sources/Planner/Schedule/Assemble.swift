// Kernel graph, schedule and placements -> a program: every operand gets its address.

import ExecutionPlan

struct ProgramAssembler {
  /// Nodes times buffers that placement may take where greedy orders miss the bound: some hundredths of a second.
  private static let searchBudget = 1 << 18

  /// A memory's placed buffers, and which buffer each slot of the assignment has become.
  private struct Placement {
    var layout: ArenaLayout
    var bufferOfSlot: [Int: Int]
  }

  let kernels: KernelGraph
  let schedule: Schedule
  let memory: MemoryAssignment
  let parameters: [ParameterLayout]
  let constants: [ConstantLayout]
  let elementType: ElementType
  /// Bytes that stay free behind every buffer.
  let guardBytes: Int

  func program() -> Program {
    let placements: [MemorySpace: Placement] = [.arena: layout(of: .arena), .worker: layout(of: .worker)]
    var steps: [Step] = []
    let phases = schedule.phases.map { groups in
      Phase(
        groups: groups.map { group in
          let first = steps.count
          for call in group.calls {
            steps.append(step(kernels.calls[call], placements))
            steps[steps.count - 1].joinsPrevious = schedule.joinsPrevious[call]
          }
          return WorkGroup(
            domain: group.domain, steps: first..<steps.count,
            items: items(of: group.domain, steps[first]))
        })
    }
    return Program(
      batch: kernels.batch, steps: steps, phases: phases, rowBlock: schedule.rowBlock,
      arena: placements[.arena]?.layout ?? .empty,
      worker: placements[.worker]?.layout ?? .empty,
      output: kernels.output.map { operand($0, placements) })
  }

  private func items(of domain: KernelDomain, _ step: Step) -> Int {
    switch domain {
    case .rows: 0
    case .once: 1
    case .tiles: step.kernel.tileCount(sizes: step.sizes)
    }
  }

  /// The placed buffers of a space, and the offset of each slot.
  private func layout(of space: MemorySpace) -> Placement {
    let indices = memory.slots.indices.filter { memory.slots[$0].space == space }
    let problem = ArenaProblem(
      items: indices.map {
        ArenaProblem.Item(byteCount: memory.slots[$0].byteCount + guardBytes, lifetime: memory.slots[$0].lifetime)
      })
    let solution = place(problem, nodeBudget: Self.searchBudget / max(1, indices.count))
    let buffers = zip(indices, solution.offsets).map { index, offset in
      ArenaLayout.Buffer(
        name: memory.slots[index].name, offset: offset, byteCount: memory.slots[index].byteCount,
        lifetime: memory.slots[index].lifetime)
    }
    return Placement(
      layout: ArenaLayout(
        buffers: buffers, byteCount: solution.byteCount, lowerBound: solution.lowerBound,
        isProvedOptimal: solution.isProvedOptimal),
      bufferOfSlot: Dictionary(uniqueKeysWithValues: zip(indices, buffers.indices)))
  }

  private func step(_ call: KernelCall, _ placements: [MemorySpace: Placement]) -> Step {
    var sizes = call.sizes
    // What the data's elements are is not the graph's business.
    if call.operands.first??.buffer == .data, let place = call.kernel.sizes.firstIndex(of: "source") {
      sizes[place] = VectorSource(elementType).rawValue
    }
    return Step(
      kernel: call.kernel, operands: call.operands.map { $0.map { operand($0, placements) } }, sizes: sizes,
      reals: call.reals, slots: call.slots, text: text(of: call), origin: call.origin)
  }

  private func operand(
    _ reference: BufferReference, _ placements: [MemorySpace: Placement]
  ) -> Operand {
    func at(_ space: MemorySpace, _ offset: Int, rowBytes: Int = 0, _ bytes: Int, buffer: Int = -1) -> Operand {
      Operand(
        space: space, offset: offset + reference.offset, rowBytes: rowBytes, byteCount: bytes - reference.offset,
        buffer: buffer)
    }
    switch reference.buffer {
    case .value(let id):
      let slot = memory.slotOfValue[id] ?? 0
      let space = memory.slots[slot].space
      let buffer = placements[space]?.bufferOfSlot[slot] ?? -1
      let offset = buffer >= 0 ? placements[space]?.layout.buffers[buffer].offset ?? 0 : 0
      let shape = kernels.graph[id].shape
      let rows = space == .worker ? schedule.rowBlock : kernels.batch
      return at(
        space, offset, rowBytes: TensorLayout.rowBytes(shape), TensorLayout.byteCount(shape, rows: rows),
        buffer: buffer)
    case .parameter(let index):
      return at(.parameters, parameters[index].offset, parameters[index].byteCount)
    case .state(let parameter, let index):
      return at(.parameters, parameters[parameter].states[index].offset, parameters[parameter].byteCount)
    case .transposed(let index):
      let parameter = parameters[index]
      return at(
        .parameters, parameter.transposedOffset ?? 0,
        ParameterLayout.panelBytes(inputs: parameter.outputs, outputs: parameter.inputs))
    case .constant(let index): return at(.constants, constants[index].offset, (constants[index].count + 15) / 16 * 64)
    case .sums(let measure): return at(.sums, measure * 16, 16)
    case .data: return at(.data, 0, 0)
    case .target: return at(.target, 0, 0)
    }
  }

  /// `dense = dense+bias+relu(preprocessed, dense.kernel, dense.bias)`
  private func text(of call: KernelCall) -> String {
    let operands = zip(call.kernel.operands, call.operands).compactMap { role, reference -> String? in
      guard role.access == .read, let reference else { return nil }
      return name(of: reference)
    }
    let kernel = ([call.kernel.name] + call.fused).joined(separator: "+")
    return "\(call.name) = \(kernel)(\(operands.joined(separator: ", ")))"
  }

  private func name(of reference: BufferReference) -> String {
    switch reference.buffer {
    case .value(let id): kernels.graph[id].name
    case .parameter(let index): parameters[index].name
    case .state(let parameter, let index): "\(parameters[parameter].name).\(parameters[parameter].states[index].name)"
    case .transposed(let index): "\(parameters[index].name)'"
    case .constant(let index): constants[index].name
    case .sums(let measure): "sum of \(kernels.graph.tables.measures[measure].name)"
    case .data: "data"
    case .target: "target"
    }
  }
}
