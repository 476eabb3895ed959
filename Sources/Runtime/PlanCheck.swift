// Whether a plan's layouts lie inside the memories that it declares. The planner's verifier proves far more; this is the
// runtime's own belt, so that no plan, however it came here, writes outside its memory.

import Diagnostics
import ExecutionPlan

enum PlanCheck {
  static func check(_ plan: Plan, _ configuration: RunConfiguration) throws(Failure) {
    try require(
      configuration.scalars.count == plan.scalarNames.count,
      "the run gives \(configuration.scalars.count) scalars, and the plan has \(plan.scalarNames.count)")
    for parameter in plan.parameters {
      let isSane = parameter.shape.allSatisfy { $0 > 0 } && isProductSmall(parameter.shape)
      try require(isSane, "parameter \(parameter.name) has the shape \(parameter.shape)")
      let offsets = [parameter.offset] + parameter.states.map(\.offset)
      for offset in offsets {
        try require(
          holds(plan.parameterMemory, offset, parameter.byteCount), "parameter \(parameter.name) leaves its memory")
      }
      if let offset = parameter.transposedOffset {
        let bytes = ParameterLayout.panelBytes(inputs: parameter.outputs, outputs: parameter.inputs)
        try require(holds(plan.parameterMemory, offset, bytes), "parameter \(parameter.name) leaves its memory")
      }
    }
    for constant in plan.constants {
      let bytes = constant.count < 0 || constant.count > Int.max / 64 ? -1 : (constant.count + 15) / 16 * 64
      try require(holds(plan.constantMemory, constant.offset, bytes), "constant \(constant.name) leaves its memory")
    }
    for measure in plan.measures {
      try require((0..<65_536).contains(measure.index), "measure \(measure.name) has the place \(measure.index)")
    }
    let slots = plan.optimizer?.slots ?? []
    try require(
      slots.allSatisfy { plan.scalarNames.indices.contains($0) }, "the optimizer reads a scalar that is not there")
    if let optimizer = plan.optimizer { try checkSlots(optimizer) }
    try require(isProductSmall(plan.input.shape) && plan.input.shape.allSatisfy { $0 > 0 }, "the input has no elements")
  }

  /// `lf_prepare_update` reads and writes the rule's slots by position.
  private static func checkSlots(_ optimizer: OptimizerLayout) throws(Failure) {
    let wanted = Kernel.update.slots.count + optimizer.rule.slots.count + optimizer.rule.derivedSlots.count
    try require(
      optimizer.slots.count >= wanted, "the optimizer has \(optimizer.slots.count) slots and needs \(wanted)")
  }

  /// Whether elements times the bytes of padded panels stay far from overflow.
  private static func isProductSmall(_ shape: [Int]) -> Bool {
    var product = 1
    for size in shape {
      let (next, overflows) = product.multipliedReportingOverflow(by: max(size, 16))
      guard !overflows, next < Int.max / 256 else { return false }
      product = next
    }
    return true
  }

  private static func holds(_ memory: Int, _ offset: Int, _ bytes: Int) -> Bool {
    bytes >= 0 && offset >= 0 && offset % 64 == 0 && offset <= memory && bytes <= memory - offset
  }

  private static func require(_ condition: Bool, _ message: String) throws(Failure) {
    guard condition else {
      throw Failure(.planMismatch, message, help: "compile the plan again: this one is damaged")
    }
  }
}
