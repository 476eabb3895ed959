// A single step against its kernel: counts, sizes, slots, and that every operand lies in a memory that its role allows
// and is as long as what the kernel touches. Needs no other step, so it holds for any plan, however it came here.

struct StepCheck {
  /// Bounds on what a step may ask for: far beyond any machine, far below where products of sizes overflow.
  private static let largestSize = 1 << 40
  /// Elements times rows: 8.8 T multiply-adds in one step, so that the sum over all steps of a program can be counted.
  private static let mostWork = 1 << 43

  let plan: Plan
  let program: Program
  let index: Int

  private var step: Step { program.steps[index] }
  private var kernel: Kernel { program.steps[index].kernel }

  func faults() -> [PlanFault] {
    let roles = kernel.operands
    guard roles.count == step.operands.count, step.sizes.count == kernel.sizes.count,
      zip(roles, step.operands).allSatisfy({ $0.isOptional || $1 != nil })
    else { return [.badOperands(step: index)] }
    guard plan.origins.indices.contains(step.origin) else { return [.badOrigin(step: index)] }
    for (name, size) in zip(kernel.sizes, step.sizes) where !isSound(size, named: name) {
      return [.badSize(step: index, size: name)]
    }
    guard isWorkBounded else { return [.badSize(step: index, size: "elements")] }
    guard hasItsSlots else { return [.badSlots(step: index)] }
    guard hasWhatItsFunctionNeeds else { return [.badOperands(step: index)] }
    let extents = step.extents
    guard extents.count == roles.count else { return [.badOperands(step: index)] }
    return zip(zip(roles, step.operands), extents).compactMap { pair, extent in
      pair.1.flatMap { fault(of: $0, pair.0, extent) }
    }
  }

  // MARK: Sizes, slots, presence

  /// Every name in `Kernel.sizes` has its rule here; a name without one is refused.
  private func isSound(_ size: Int, named name: String) -> Bool {
    switch name {
    case "positions", "features", "inputs", "outputs", "elements", "width": (1...Self.largestSize).contains(size)
    case "activation":
      // Dense kernels take the loops over elements from a table that has no others.
      Activation(size: size).map { $0.isElementwise || kernel == .activation || kernel == .activationGradient }
        ?? false
    case "loss": Loss(size: size) != nil
    case "metric": Metric(size: size) != nil
    case "rule": UpdateRule(size: size) != nil
    case "source": isSource(size)
    case "lanes": PanelLanes(rawValue: size) != nil
    case "regularized", "dropped": (0...1).contains(size)
    // Of a measure's pair of sums, of a row of statistics.
    case "index": (0..<65_536).contains(size)
    case "stream": UInt32(exactly: size) != nil
    case "k": (0...Self.largestSize).contains(size)
    default: false
    }
  }

  /// Rows, or the data: the data's rows have one position, and a product goes along them only where its parameter has its
  /// lanes over inputs.
  private func isSource(_ size: Int) -> Bool {
    switch VectorSource(rawValue: size) {
    case .rows?: kernel != .gather
    case .dataUInt8?, .dataFloat32?:
      kernel == .gather
        || step.sizes[0] == 1 && (kernel != .dense || step.sizes[5] == PanelLanes.inputs.rawValue)
    case nil: false
    }
  }

  /// Whether everything that is computed from the sizes stays far from overflow.
  private var isWorkBounded: Bool {
    var product = max(program.batch, program.rowBlock)
    for (name, size) in zip(kernel.sizes, step.sizes) {
      switch name {
      case "positions", "features", "inputs", "outputs", "elements", "width":
        let (next, overflows) = product.multipliedReportingOverflow(by: size)
        guard !overflows, next <= Self.mostWork else { return false }
        product = next
      default: continue
      }
    }
    return true
  }

  /// The rule of a step that updates a parameter, nil for others.
  private var rule: UpdateRule? {
    guard let position = kernel.sizes.firstIndex(of: "rule"), let target = kernel.operandIndex(named: "w"),
      step.operands[target] != nil
    else { return nil }
    return UpdateRule(size: step.sizes[position])
  }

  private var hasItsSlots: Bool {
    var wanted = kernel.slots.count
    if kernel == .denseInputGradient && step.sizes[4] == 0 { wanted = 0 }
    if kernel.sizes.contains("rule") {
      wanted = rule.map { wanted + $0.slots.count + $0.derivedSlots.count } ?? 0
    }
    return step.slots.count >= wanted && step.slots.allSatisfy { plan.scalarNames.indices.contains($0) }
  }

  /// A rule's states, and the value that an activation's gradient is computed from.
  private var hasWhatItsFunctionNeeds: Bool {
    if let rule, let first = kernel.operandIndex(named: "state_0") {
      guard rule.states.indices.allSatisfy({ step.operands[first + $0] != nil }) else { return false }
    }
    if let bias = kernel.operandIndex(named: "bias"), kernel == .denseKernelGradient, step.operands[bias] != nil {
      guard let rule, rule.states.indices.allSatisfy({ step.operands[bias + 1 + $0] != nil }) else { return false }
    }
    if kernel == .activationGradient, step.operands[1] == nil {
      guard Activation(size: step.sizes[2])?.gradientOperand == Activation.GradientOperand.none else { return false }
    }
    return true
  }

  // MARK: Operands

  private func fault(of operand: Operand, _ role: OperandRole, _ extent: OperandExtent) -> PlanFault? {
    let wrongMemory = PlanFault.wrongMemory(step: index, operand: role.name)
    switch operand.space {
    case .constants, .data, .target: if role.access != .read { return wrongMemory }
    case .arena, .worker, .parameters, .sums: break
    }
    switch extent {
    case .whole(let bytes):
      switch operand.space {
      // A worker's own memory begins anew with each block of rows, so only rows can live there.
      case .worker, .data, .target: return wrongMemory
      case .arena, .parameters, .constants, .sums: break
      }
      // Operands of rows kernels move by `rowBytes` from block to block; these stand still.
      if operand.rowBytes != 0 && kernel.domain == .rows { return wrongMemory }
      return operand.byteCount >= bytes ? nil : .tooShort(step: index, operand: role.name, needed: bytes)
    case .rows(let bytes):
      let rows: Int
      switch operand.space {
      case .arena: rows = program.batch
      case .worker:
        guard kernel.domain == .rows else { return wrongMemory }
        rows = program.rowBlock
      case .parameters, .constants, .sums, .data, .target: return wrongMemory
      }
      // Rows that overlap would be written by several workers at once.
      guard operand.rowBytes >= bytes, operand.rowBytes % 4 == 0 else {
        return .tooShort(step: index, operand: role.name, needed: bytes)
      }
      let (needed, overflows) = rows.multipliedReportingOverflow(by: operand.rowBytes)
      return !overflows && operand.byteCount >= needed
        ? nil : .tooShort(step: index, operand: role.name, needed: overflows ? Int.max : needed)
    case .inputs(let features, let elementType):
      let isTable = features == plan.input.shape.reduce(1, *) && elementType == plan.input.elementType
      return operand.space == .data && isTable && isAtTheBeginning(operand) ? nil : wrongMemory
    case .targets(let width):
      let fits =
        switch plan.input.target {
        case .classes: width == nil
        case .numbers(let count): width == count
        }
      return operand.space == .target && fits && isAtTheBeginning(operand) ? nil : wrongMemory
    }
  }

  /// The data's rows are found by their numbers from the first row on.
  private func isAtTheBeginning(_ operand: Operand) -> Bool { operand.offset == 0 && operand.rowBytes == 0 }
}

extension Kernel {
  /// The position of an operand by its name in the kernel table.
  func operandIndex(named name: String) -> Int? { operands.firstIndex { $0.name == name } }
}
