// Whether a plan stays within the memories that it declares. The planner's verifier proves more (the order of steps, who
// writes what); this much is asked again of every plan that is bound, however it came here, so that none writes outside
// its memory.

import Diagnostics
import ExecutionPlan

enum PlanCheck {
  static func check(_ plan: Plan, _ configuration: RunConfiguration) throws(Failure) {
    try require(
      configuration.scalars.count == plan.scalarNames.count,
      "the run gives \(configuration.scalars.count) scalars, and the plan has \(plan.scalarNames.count)")
    let fault = plan.memoryFaults().first.map { "\($0)" }
    try require(fault == nil, fault ?? "")
  }

  private static func require(_ condition: Bool, _ message: String) throws(Failure) {
    guard condition else {
      throw Failure(.planMismatch, message, help: "compile the plan again: this one is damaged")
    }
  }
}
