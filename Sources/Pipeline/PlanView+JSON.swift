// The same as one JSON object, schema version 1.

import Diagnostics
import ExecutionPlan

extension PlanView {
  public var json: JSONValue {
    let arena: [(String, JSONValue)] = [
      ("bytes", .integer(plan.arenaMemory)), ("lower_bound", .integer(plan.training.arena.lowerBound)),
      ("unshared", .integer(plan.training.arena.unsharedByteCount)),
    ]
    var bytes: [(String, JSONValue)] = memory.entries.map { ($0.name, .integer($0.byteCount)) }
    bytes.append(("total", .integer(memory.total)))
    var members: [(String, JSONValue)] = [
      ("schema", .integer(1)), ("name", .string(plan.name)), ("plan", .string(plan.hash)),
      ("batch", .integer(plan.batch)), ("parameters", .integer(plan.parameterCount)),
      ("trainable_parameters", .integer(plan.trainableParameterCount)), ("flops_per_step", .integer(flops)),
      ("phases", .integer(plan.training.phases.count)), ("arena", .object(arena)), ("memory", .object(bytes)),
      ("layers", .array(layers.map(layerObject))),
    ]
    if showsSteps { members += stepMembers }
    if showsMemory { members.append(("buffers", .array(plan.training.arena.buffers.map(bufferObject)))) }
    return .object(members)
  }

  private func layerObject(_ layer: (name: String, shape: String, parameters: Int)) -> JSONValue {
    .object([
      ("name", .string(layer.name)), ("output", .string(layer.shape)), ("parameters", .integer(layer.parameters)),
    ])
  }

  private func bufferObject(_ buffer: ArenaLayout.Buffer) -> JSONValue {
    .object([
      ("name", .string(buffer.name)), ("offset", .integer(buffer.offset)), ("bytes", .integer(buffer.byteCount)),
      ("first_phase", .integer(buffer.lifetime.lowerBound)), ("last_phase", .integer(buffer.lifetime.upperBound)),
    ])
  }
}
