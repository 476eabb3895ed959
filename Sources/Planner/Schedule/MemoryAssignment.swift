// Which memory a value lives in, which values share one buffer in place, and how long each buffer lives.
//
// A value that is written and read by the rows calls of one phase lives in each worker's own memory, a block of rows
// large. All others live in the arena for the whole batch, from the phase that writes them to the last that reads them.

import ExecutionPlan

struct MemoryAssignment {
  /// A buffer to be placed.
  struct Slot {
    var name: String
    var space: MemorySpace
    var byteCount: Int
    var lifetime: ClosedRange<Int>
  }

  private(set) var slots: [Slot] = []
  /// The slot of each value that a call writes.
  private(set) var slotOfValue: [ValueID: Int] = [:]

  /// - Parameter reusesBuffers: false gives every value a buffer of its own that lives through the whole program.
  init(_ kernels: KernelGraph, _ schedule: Schedule, reusesBuffers: Bool) {
    var uses: [ValueID: [Int]] = [:]
    var writers: [ValueID: Int] = [:]
    for (index, call) in kernels.calls.enumerated() {
      for access in call.writes {
        if case .value(let id) = access.buffer { writers[id] = index }
      }
      for access in call.reads + call.writes {
        if case .value(let id) = access.buffer { uses[id, default: []].append(index) }
      }
    }
    let steps = stepOrder(schedule)
    let chains = chainTimes(schedule, steps)
    let lastPhase = max(0, schedule.phases.count - 1)

    func isOutput(_ id: ValueID) -> Bool { kernels.output?.buffer == .value(id) }
    func space(of id: ValueID) -> MemorySpace {
      let calls = uses[id] ?? []
      let phases = Set(calls.map { schedule.phaseOfCall[$0] })
      let areRows = calls.allSatisfy { kernels.calls[$0].kernel.domain == .rows }
      return areRows && phases.count == 1 && !isOutput(id) && kernels.graph[id].shape.isBatched ? .worker : .arena
    }
    func lifetime(of id: ValueID, in space: MemorySpace) -> ClosedRange<Int> {
      guard reusesBuffers else { return space == .worker ? 0...kernels.calls.count : 0...lastPhase }
      let times = (uses[id] ?? []).map { call in
        space == .worker ? chains[call] : schedule.phaseOfCall[call]...schedule.phaseOfCall[call]
      }
      let end = isOutput(id) ? lastPhase : times.map(\.upperBound).max() ?? 0
      return (times.map(\.lowerBound).min() ?? 0)...end
    }

    // In the order of writing, so that a value in place finds its source's slot.
    let written = uses.keys.sorted { left, right in
      (uses[left]?.map { steps[$0] }.min() ?? 0, left) < (uses[right]?.map { steps[$0] }.min() ?? 0, right)
    }
    for id in written {
      let shape = kernels.graph[id].shape
      let space = space(of: id)
      let lifetime = lifetime(of: id, in: space)
      if reusesBuffers,
        let writer = writers[id],
        let source = inPlaceSource(of: id, writer, kernels, schedule, uses: uses, steps: steps),
        let slot = slotOfValue[source], slots[slot].space == space, !isOutput(source),
        TensorLayout.rowBytes(kernels.graph[source].shape) == TensorLayout.rowBytes(shape)
      {
        slotOfValue[id] = slot
        slots[slot].lifetime =
          slots[slot].lifetime.lowerBound...max(slots[slot].lifetime.upperBound, lifetime.upperBound)
        slots[slot].name += "=\(kernels.graph[id].name)"
      } else {
        let rows = space == .worker ? schedule.rowBlock : kernels.batch
        slotOfValue[id] = slots.count
        slots.append(
          Slot(
            name: kernels.graph[id].name, space: space,
            byteCount: (TensorLayout.byteCount(shape, rows: rows) + 63) / 64 * 64, lifetime: lifetime))
      }
    }
  }
}

/// The steps during which each call runs: its own position, or all of its chain's, since a chain's first call comes to the
/// block's later rows when its last one has long written the first.
private func chainTimes(_ schedule: Schedule, _ steps: [Int]) -> [ClosedRange<Int>] {
  var times = steps.map { $0...$0 }
  for calls in schedule.phases.flatMap({ $0 }).map(\.calls) {
    var first = 0
    for index in calls.indices {
      if !schedule.joinsPrevious[calls[index]] { first = index }
      let isLast = index + 1 == calls.count || !schedule.joinsPrevious[calls[index + 1]]
      guard isLast else { continue }
      for member in calls[first...index] { times[member] = steps[calls[first]]...steps[calls[index]] }
    }
  }
  return times
}

/// The position of each call among the program's steps.
func stepOrder(_ schedule: Schedule) -> [Int] {
  var order = [Int](repeating: 0, count: schedule.phaseOfCall.count)
  for (position, call) in schedule.phases.flatMap({ $0 }).flatMap(\.calls).enumerated() { order[call] = position }
  return order
}

/// The value that `id` may overwrite: an input of its writer whose last reader that writer is. Everyone else who touches
/// the input must have done so in an earlier phase, or on the same rows earlier in the same group.
private func inPlaceSource(
  of id: ValueID, _ writer: Int, _ kernels: KernelGraph, _ schedule: Schedule, uses: [ValueID: [Int]], steps: [Int]
) -> ValueID? {
  let call = kernels.calls[writer]
  for (output, input) in call.kernel.inPlace {
    guard call.operands[output]?.buffer == .value(id), call.operands[output]?.offset == 0,
      case .value(let source)? = call.operands[input]?.buffer, call.operands[input]?.offset == 0,
      kernels.graph[source].shape.elementCount == kernels.graph[id].shape.elementCount
    else { continue }
    let isLast = (uses[source] ?? []).allSatisfy { other in
      if other == writer { return true }
      let (otherPhase, phase) = (schedule.phaseOfCall[other], schedule.phaseOfCall[writer])
      let sharesRows = kernels.calls[other].kernel.domain == .rows && call.kernel.domain == .rows
      return otherPhase < phase || (otherPhase == phase && sharesRows && steps[other] < steps[writer])
    }
    // Another operand of the same call must not be the same buffer: the kernel reads it as it was.
    let isReadOnce = call.reads.count { $0.buffer == .value(source) } == 1
    if isLast && isReadOnce { return source }
  }
  return nil
}
