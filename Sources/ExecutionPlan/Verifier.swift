// An independent check of a plan: it replays a program's phases from its steps alone, without the planner's lifetimes,
// and names what is wrong. Nobody runs a plan that has not passed.

/// What can be wrong with a program.
public enum PlanFault: Sendable, Hashable, CustomStringConvertible {
  /// An operand that a kernel needs is absent, or there are too many.
  case badOperands(step: Int)
  /// An operand begins at an address that is no multiple of 64 bytes (16 for a pair of sums).
  case misaligned(step: Int, operand: String)
  /// An operand ends beyond its memory.
  case outOfBounds(step: Int, operand: String)
  /// A step reads bytes of a buffer that nobody has written.
  case useBeforeWrite(step: Int, operand: String)
  /// Two buffers overlap while the first is still read: a step reads bytes that the other has overwritten.
  case overlap(step: Int, operand: String, other: String)
  /// A step writes over bytes that it reads, and its kernel does not work in place there.
  case overlapsOutput(step: Int, operand: String)
  /// Two steps of one phase write the same bytes and may run side by side.
  case twoWriters(step: Int, other: Int)
  /// A step reads what another step of its phase writes, and they may run side by side.
  case readsConcurrentWrite(step: Int, writer: Int)
  /// A tiles group must hold one step and its kernel's tiles, a group's steps must be of its domain, and groups must
  /// cover the steps in order.
  case badGroups(phase: Int)
  /// A size is out of its range: no such activation, no elements, more than can be counted.
  case badSize(step: Int, size: String)
  /// A step reads scalars that the plan does not have, or fewer than its kernel needs.
  case badSlots(step: Int)
  /// A step names an origin that the plan does not have.
  case badOrigin(step: Int)
  /// An operand is in a memory where its kernel cannot have it, or moves where it must stand still.
  case wrongMemory(step: Int, operand: String)
  /// A kernel touches more bytes than its operand has (of a row, or in all).
  case tooShort(step: Int, operand: String, needed: Int)
  /// What the plan says outside its steps contradicts itself.
  case badLayout(String)

  public var description: String {
    switch self {
    case .badOperands(let step): "step \(step) has the wrong operands"
    case .misaligned(let step, let operand): "step \(step): operand \(operand) is not aligned"
    case .outOfBounds(let step, let operand): "step \(step): operand \(operand) ends beyond its memory"
    case .useBeforeWrite(let step, let operand):
      "step \(step) reads \(operand), which is not written by then"
    case .overlap(let step, let operand, let other):
      "step \(step) reads \(operand), whose bytes buffer \(other) has overwritten"
    case .overlapsOutput(let step, let operand): "step \(step) writes over its own \(operand)"
    case .twoWriters(let step, let other): "steps \(other) and \(step) write the same bytes in one phase"
    case .readsConcurrentWrite(let step, let writer):
      "step \(step) reads what step \(writer) writes in the same phase"
    case .badGroups(let phase):
      "phase \(phase): its groups do not hold the steps in order, or not as their kernels work"
    case .badSize(let step, let size): "step \(step): its size '\(size)' is out of range"
    case .badSlots(let step): "step \(step) does not have the scalars that its kernel reads"
    case .badOrigin(let step): "step \(step) comes from nowhere in the spec"
    case .wrongMemory(let step, let operand): "step \(step): operand \(operand) is in a memory of another kind"
    case .tooShort(let step, let operand, let needed):
      "step \(step): operand \(operand) is shorter than the \(needed) bytes that its kernel touches"
    case .badLayout(let what): what
    }
  }
}

extension Plan {
  /// Everything that is wrong with the plan's three programs; empty for a sound plan. A plan that could reach beyond its
  /// memory is not looked at further.
  public func verify() -> [PlanFault] {
    let faults = memoryFaults()
    if !faults.isEmpty { return faults }
    return [training, evaluation, prediction].flatMap { ProgramReplay(plan: self, program: $0).faults() }
  }

  /// Whatever could make a kernel touch bytes that are not its operands'; empty for a plan that is safe to bind. The
  /// order of steps and what they compute is `verify`'s matter.
  public func memoryFaults() -> [PlanFault] {
    let faults = LayoutCheck(plan: self).faults()
    if !faults.isEmpty { return faults }
    for program in [training, evaluation, prediction] {
      let replay = ProgramReplay(plan: self, program: program)
      var faults = replay.structureFaults()
      if faults.isEmpty {
        faults = program.steps.indices.flatMap { StepCheck(plan: self, program: program, index: $0).faults() }
      }
      if faults.isEmpty { faults = GroupCheck(program: program).faults() + replay.addressFaults() }
      if !faults.isEmpty { return faults }
    }
    return []
  }
}
