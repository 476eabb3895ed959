// A copy of all parameter values (not the optimizer's states), in memory of its own that is taken before training starts.

import Diagnostics
import ExecutionPlan

struct BestWeights: ~Copyable {
  private let memory: AlignedMemory

  /// Bytes of the copy.
  static func byteCount(_ plan: Plan) -> Int { plan.parameters.reduce(0) { $0 + $1.byteCount } }

  init(_ plan: Plan) throws(Failure) {
    memory = try AlignedMemory(byteCount: Self.byteCount(plan), purpose: "the best weights")
  }

  func save(_ model: Model) {
    var position = 0
    for parameter in model.plan.parameters {
      let values = unsafe model.parameterMemory.base + parameter.offset
      unsafe (memory.base + position).copyMemory(from: values, byteCount: parameter.byteCount)
      position += parameter.byteCount
    }
  }

  func restore(_ model: Model) {
    var position = 0
    for parameter in model.plan.parameters {
      let values = unsafe model.parameterMemory.base + parameter.offset
      unsafe values.copyMemory(from: memory.base + position, byteCount: parameter.byteCount)
      model.refreshTransposed(parameter)
      position += parameter.byteCount
    }
  }
}
