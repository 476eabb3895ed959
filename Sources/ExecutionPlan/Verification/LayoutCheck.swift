// What a plan says outside its steps: batch, memories, parameters, constants, measures, scalars. All of it is checked
// before anything is computed from it, so that no later sum or product can overflow and no index can miss.

struct LayoutCheck {
  /// 16 TiB: more than any machine has, and sums over all buffers of a plan stay far from overflow.
  private static let mostMemory = 1 << 44
  private static let mostRows = 1 << 30
  /// Elements of a constant: it has one for each feature or class, and is composed in a list before it is bound.
  private static let longestConstant = 1 << 26
  private static let mostSteps = 1 << 17
  /// The team's ticket counts phases in 16 bits.
  private static let mostPhases = 1 << 16

  let plan: Plan

  func faults() -> [PlanFault] {
    // In this order: the later ones compute with what the earlier ones have bounded.
    for check in [faultOfMemories, faultOfInput, faultOfParameters, faultOfConstants, faultOfFigures] {
      if let fault = check() { return [.badLayout(fault)] }
    }
    for program in [plan.training, plan.evaluation, plan.prediction] {
      if let fault = fault(of: program) { return [.badLayout(fault)] }
    }
    return []
  }

  private func faultOfMemories() -> String? {
    for program in [plan.training, plan.evaluation, plan.prediction]
    where !(1...Self.mostRows).contains(program.batch) {
      return "a batch has \(program.batch) rows"
    }
    let isBounded = [plan.parameterMemory, plan.constantMemory].allSatisfy { (0...Self.mostMemory).contains($0) }
    return isBounded ? nil : "the parameters or constants take an impossible number of bytes"
  }

  private func faultOfInput() -> String? {
    guard isSmall(plan.input.shape), isSmall(plan.input.outputShape) else { return "input or output have no elements" }
    switch plan.input.target {
    case .classes: return nil
    case .numbers(let width): return (1...Self.mostRows).contains(width) ? nil : "a target has \(width) numbers"
    }
  }

  private func faultOfParameters() -> String? {
    var names: Set<String> = []
    var total = 0
    for parameter in plan.parameters {
      guard names.insert(parameter.name).inserted else { return "two parameters are called \(parameter.name)" }
      guard isSmall(parameter.shape) else { return "parameter \(parameter.name) has the shape \(parameter.shape)" }
      let copies = [parameter.offset] + parameter.states.map(\.offset)
      var isHeld = copies.allSatisfy { holds(plan.parameterMemory, $0, parameter.byteCount) }
      if let offset = parameter.transposedOffset {
        // One with its lanes over inputs is its own transposed copy, and shorter than what a refresh would read.
        let bytes = ParameterLayout.panelBytes(inputs: parameter.outputs, outputs: parameter.inputs)
        isHeld = isHeld && parameter.lanes == .outputs && holds(plan.parameterMemory, offset, bytes)
      }
      guard isHeld else { return "parameter \(parameter.name) leaves its memory" }
      total += parameter.byteCount
      guard total <= plan.parameterMemory else { return "the parameters take more than their memory" }
    }
    return nil
  }

  private func faultOfConstants() -> String? {
    var names: Set<String> = []
    for constant in plan.constants {
      guard names.insert(constant.name).inserted else { return "two constants are called \(constant.name)" }
      guard (0...Self.longestConstant).contains(constant.count),
        holds(plan.constantMemory, constant.offset, (constant.count + 15) / 16 * 64)
      else { return "constant \(constant.name) leaves its memory" }
    }
    return nil
  }

  private func faultOfFigures() -> String? {
    guard plan.measures.map(\.index).sorted() == Array(plan.measures.indices) else {
      return "the measures do not take the places from 0 to \(plan.measures.count - 1)"
    }
    guard let optimizer = plan.optimizer else { return nil }
    let wanted = Kernel.update.slots.count + optimizer.rule.slots.count + optimizer.rule.derivedSlots.count
    return optimizer.slots.count >= wanted && optimizer.slots.allSatisfy { plan.scalarNames.indices.contains($0) }
      ? nil : "the optimizer reads a scalar that is not there"
  }

  private func fault(of program: Program) -> String? {
    guard program.steps.count <= Self.mostSteps, program.phases.count < Self.mostPhases else {
      return "a program has \(program.steps.count) steps in \(program.phases.count) phases"
    }
    guard (16...Self.mostRows).contains(program.rowBlock), program.rowBlock % 16 == 0 else {
      return "blocks of \(program.rowBlock) rows are not a multiple of 16"
    }
    for layout in [program.arena, program.worker] {
      guard (0...Self.mostMemory).contains(layout.byteCount), (0...layout.byteCount).contains(layout.lowerBound),
        layout.buffers.count <= Self.mostSteps
      else { return "an arena takes an impossible number of bytes" }
      for buffer in layout.buffers {
        guard (0...layout.byteCount).contains(buffer.offset), buffer.byteCount >= 0,
          buffer.byteCount <= layout.byteCount - buffer.offset
        else { return "buffer \(buffer.name) leaves its memory" }
      }
    }
    return fault(ofOutput: program)
  }

  /// The output is read row by row for the whole batch.
  private func fault(ofOutput program: Program) -> String? {
    guard let output = program.output else { return nil }
    let features = plan.input.outputShape.reduce(1, *)
    let rowsAreHeld =
      (0...program.arena.byteCount).contains(output.rowBytes) && output.rowBytes >= 4 * features
      && output.byteCount >= program.batch * output.rowBytes
    return output.space == .arena && rowsAreHeld && holds(program.arena.byteCount, output.offset, output.byteCount)
      ? nil : "the output leaves the arena"
  }

  /// Whether a shape has elements, and few enough that bytes in padded panels can be counted.
  private func isSmall(_ shape: [Int]) -> Bool {
    var product = 1
    for size in shape {
      guard (1...Self.mostMemory).contains(size) else { return false }
      let (next, overflows) = product.multipliedReportingOverflow(by: max(size, 16))
      guard !overflows, next <= Self.mostMemory else { return false }
      product = next
    }
    return true
  }

  private func holds(_ memory: Int, _ offset: Int, _ bytes: Int) -> Bool {
    bytes >= 0 && offset >= 0 && offset % 64 == 0 && offset <= memory && bytes <= memory - offset
  }
}
