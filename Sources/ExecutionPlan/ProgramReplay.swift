// The verifier's replay of one program: who holds which bytes after each step, and who touches the same bytes in a phase.

/// Replays one program.
struct ProgramReplay {
  let plan: Plan
  let program: Program

  /// Reads before writes, overwritten values and races, for a program without structure faults.
  func faults() -> [PlanFault] {
    var faults: [PlanFault] = []
    var arena = MemoryContents()
    for phase in program.phases {
      faults += PhaseAccesses(program: program, phase: phase).faults()
      for group in phase.groups {
        // A worker's memory holds nothing from the group before: another block of rows may run there.
        var worker = MemoryContents()
        for index in group.steps { faults += replay(index, &arena, &worker) }
        if group.domain == .rows { faults += chainFaults(of: group.steps) }
      }
    }
    return faults
  }

  /// Groups that do not hold the steps in order, each once.
  func structureFaults() -> [PlanFault] {
    var expected = 0
    for (number, phase) in program.phases.enumerated() {
      for group in phase.groups {
        // In this order: a forged range may be too long to be counted.
        guard group.steps.lowerBound == expected, group.steps.upperBound <= program.steps.count, !group.steps.isEmpty,
          group.domain != .tiles || group.steps.count == 1
        else { return [.badGroups(phase: number)] }
        expected = group.steps.upperBound
      }
    }
    return expected == program.steps.count ? [] : [.badGroups(phase: program.phases.count)]
  }

  /// Operands outside their memories or at odd addresses.
  func addressFaults() -> [PlanFault] {
    program.steps.enumerated().flatMap { index, step in
      zip(step.kernel.operands, step.operands).compactMap { role, operand in
        operand.flatMap { addressFault(of: $0, role, index) }
      }
    }
  }

  /// Steps that join one another come to a block's later rows when the chain's end has long written the first: what they
  /// share in a worker's memory, with one of them writing, must be the same rows.
  private func chainFaults(of steps: Range<Int>) -> [PlanFault] {
    var faults: [PlanFault] = []
    var chain: [(step: Int, role: OperandRole, operand: Operand)] = []
    for step in steps {
      if !program.steps[step].joinsPrevious { chain = [] }
      for (role, operand) in zip(program.steps[step].kernel.operands, program.steps[step].operands) {
        guard let operand, operand.space == .worker else { continue }
        for other in chain where other.step != step && (other.role.access != .read || role.access != .read) {
          let isSameRows = other.operand.range == operand.range && other.operand.rowBytes == operand.rowBytes
          guard other.operand.range.overlaps(operand.range), !isSameRows else { continue }
          let buffers = program.worker.buffers
          let index = other.operand.buffer
          let name = buffers.indices.contains(index) ? buffers[index].name : "\(index)"
          faults.append(.overlap(step: step, operand: role.name, other: name))
        }
        chain.append((step, role, operand))
      }
    }
    return faults
  }

  /// One step's operands, then its reads, then its writes.
  private func replay(_ index: Int, _ arena: inout MemoryContents, _ worker: inout MemoryContents) -> [PlanFault] {
    let step = program.steps[index]
    let roles = step.kernel.operands
    var faults: [PlanFault] = []
    for (role, operand) in zip(roles, step.operands) {
      guard let operand, role.access != .write else { continue }
      let (holding, buffers): (MemoryContents.Holding, [ArenaLayout.Buffer]) =
        switch operand.space {
        case .arena: (arena.holding(of: operand), program.arena.buffers)
        case .worker: (worker.holding(of: operand), program.worker.buffers)
        case .parameters, .constants, .sums, .data, .target: (.held, [])
        }
      switch holding {
      case .held: break
      case .unwritten: faults.append(.useBeforeWrite(step: index, operand: role.name))
      case .overwritten(let other):
        let name = buffers.indices.contains(other) ? buffers[other].name : "\(other)"
        faults.append(.overlap(step: index, operand: role.name, other: name))
      }
      if overlapsAnOutput(operand, step) { faults.append(.overlapsOutput(step: index, operand: role.name)) }
    }
    for (role, operand) in zip(roles, step.operands) where role.access != .read {
      switch operand?.space {
      case .arena?: arena.write(operand)
      case .worker?: worker.write(operand)
      case .parameters?, .constants?, .sums?, .data?, .target?, nil: break
      }
    }
    return faults
  }

  /// Whether a read operand shares bytes with another operand that the step writes, other than in place as its kernel
  /// allows.
  private func overlapsAnOutput(_ operand: Operand, _ step: Step) -> Bool {
    let roles = step.kernel.operands
    return step.operands.indices.contains { output in
      guard roles[output].access == .write, let written = step.operands[output], written.space == operand.space,
        written.range.overlaps(operand.range)
      else { return false }
      let isAllowed = step.kernel.inPlace.contains { pair in
        pair.output == output && step.operands[pair.input] == operand
      }
      return !(isAllowed && written.range == operand.range && written.rowBytes == operand.rowBytes)
    }
  }

  private func addressFault(of operand: Operand, _ role: OperandRole, _ index: Int) -> PlanFault? {
    let size: Int? =
      switch operand.space {
      case .arena: program.arena.byteCount
      case .worker: program.worker.byteCount
      case .parameters: plan.parameterMemory
      case .constants: plan.constantMemory
      case .sums: plan.measures.count * 16
      case .data, .target: nil
      }
    guard let size else { return nil }
    let (end, overflow) = operand.offset.addingReportingOverflow(operand.byteCount)
    if operand.offset < 0 || operand.byteCount < 0 || overflow || end > size {
      return .outOfBounds(step: index, operand: role.name)
    }
    return operand.offset % (operand.space == .sums ? 16 : 64) == 0
      ? nil : .misaligned(step: index, operand: role.name)
  }
}

/// Which buffer's value each stretch of a memory holds.
private struct MemoryContents {
  private struct Stretch {
    var range: Range<Int>
    var buffer: Int
  }

  /// Ascending, without overlaps.
  private var stretches: [Stretch] = []

  enum Holding {
    case held, unwritten
    case overwritten(by: Int)
  }

  /// Whether the operand's own buffer holds all of its bytes; else what the first other byte is.
  func holding(of operand: Operand) -> Holding {
    var position = operand.range.lowerBound
    var index = firstIndex(endingAfter: position)
    while index < stretches.count, stretches[index].range.contains(position), stretches[index].buffer == operand.buffer
    {
      position = stretches[index].range.upperBound
      index += 1
    }
    if position >= operand.range.upperBound { return .held }
    return index < stretches.count && stretches[index].range.contains(position)
      ? .overwritten(by: stretches[index].buffer) : .unwritten
  }

  /// The operand's bytes now belong to its buffer; other buffers keep what lies outside.
  mutating func write(_ operand: Operand?) {
    guard let operand, !operand.range.isEmpty else { return }
    let range = operand.range
    let first = firstIndex(endingAfter: range.lowerBound)
    var last = first
    var pieces: [Stretch] = []
    while last < stretches.count, stretches[last].range.lowerBound < range.upperBound {
      let old = stretches[last]
      let left = old.range.lowerBound..<max(old.range.lowerBound, range.lowerBound)
      if !left.isEmpty { pieces.append(Stretch(range: left, buffer: old.buffer)) }
      last += 1
    }
    pieces.append(Stretch(range: range, buffer: operand.buffer))
    if last > first, stretches[last - 1].range.upperBound > range.upperBound {
      let old = stretches[last - 1]
      pieces.append(Stretch(range: range.upperBound..<old.range.upperBound, buffer: old.buffer))
    }
    stretches.replaceSubrange(first..<last, with: pieces)
  }

  private func firstIndex(endingAfter position: Int) -> Int {
    var low = 0
    var high = stretches.count
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].range.upperBound > position { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// The bytes that the steps of a phase touch. Groups run side by side; so do the blocks of a rows group, each at its own
/// pace. Tiles of one step are disjoint by their kernel's definition; a once group runs in order.
private struct PhaseAccesses {
  private struct Access {
    var step: Int
    var group: Int
    var isRows: Bool
    var range: Range<Int>
    var rowBytes: Int
    var writes: Bool
  }

  private var accesses: [MemorySpace: [Access]] = [:]

  init(program: Program, phase: Phase) {
    for (number, group) in phase.groups.enumerated() {
      for step in group.steps {
        for (role, operand) in zip(program.steps[step].kernel.operands, program.steps[step].operands) {
          // A worker's memory is its own.
          guard let operand, operand.space != .worker, !operand.range.isEmpty else { continue }
          accesses[operand.space, default: []].append(
            Access(
              step: step, group: number, isRows: group.domain == .rows, range: operand.range,
              rowBytes: operand.rowBytes, writes: role.access != .read))
        }
      }
    }
  }

  /// A sweep over each memory: pairs that overlap, at least one of them writing.
  func faults() -> [PlanFault] {
    var faults: [PlanFault] = []
    for space in MemorySpace.allCases {
      guard let list = accesses[space] else { continue }
      var open: [Access] = []
      for access in list.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
        open.removeAll { $0.range.upperBound <= access.range.lowerBound }
        for other in open { faults += conflict(access, other, space) }
        open.append(access)
      }
    }
    return faults
  }

  private func conflict(_ a: Access, _ b: Access, _ space: MemorySpace) -> [PlanFault] {
    guard a.step != b.step, a.writes || b.writes else { return [] }
    let (earlier, later) = a.step < b.step ? (a, b) : (b, a)
    if a.group == b.group {
      // Two arena operands of a rows group may share bytes only as the same rows of the same buffer.
      let sameRows = a.range == b.range && a.rowBytes == b.rowBytes
      return a.isRows && space == .arena && !sameRows ? [.twoWriters(step: later.step, other: earlier.step)] : []
    }
    if a.writes && b.writes { return [.twoWriters(step: later.step, other: earlier.step)] }
    let (reader, writer) = a.writes ? (b, a) : (a, b)
    return [.readsConcurrentWrite(step: reader.step, writer: writer.step)]
  }
}

extension Operand {
  /// The bytes it covers; empty for a nonsensical size, which is reported as such.
  var range: Range<Int> {
    let (end, overflow) = offset.addingReportingOverflow(max(byteCount, 0))
    return overflow ? offset..<offset : offset..<end
  }
}
