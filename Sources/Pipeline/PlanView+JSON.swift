// The same as one JSON object, schema version 1.

import Diagnostics
import ExecutionPlan

extension PlanView {
  public var json: JSONValue {
    let arena: [(String, JSONValue)] = [
      ("bytes", .integer(plan.arenaMemory)), ("lower_bound", .integer(plan.largestArena.lowerBound)),
      ("proved_optimal", .boolean(plan.largestArena.isProvedOptimal)),
      ("unshared", .integer(plan.largestArena.unsharedByteCount)),
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
    if let decision = plan.decision { members.append(("schedule", scheduleObject(decision))) }
    if showsSteps { members += stepMembers }
    if showsMemory { members.append(("memories", .array(memoryObjects))) }
    return .object(members)
  }

  private func scheduleObject(_ decision: ScheduleDecision) -> JSONValue {
    .object([
      ("row_block", .integer(decision.rowBlock)), ("layer_by_layer", .boolean(decision.isLayered)),
      ("predicted_seconds", .number(decision.seconds)),
      ("other_predicted_seconds", decision.otherSeconds.map { .number($0) } ?? .null),
    ])
  }

  private func layerObject(_ layer: (name: String, shape: String, parameters: Int)) -> JSONValue {
    .object([
      ("name", .string(layer.name)), ("output", .string(layer.shape)), ("parameters", .integer(layer.parameters)),
    ])
  }

  /// The placed memories: of each program the arena and a worker's own.
  private var memoryObjects: [JSONValue] {
    [("training", plan.training), ("evaluation", plan.evaluation), ("prediction", plan.prediction)].flatMap {
      name, program in
      [("arena", program.arena), ("worker", program.worker)].map { space, layout in
        .object([
          ("program", .string(name)), ("memory", .string(space)), ("bytes", .integer(layout.byteCount)),
          ("lower_bound", .integer(layout.lowerBound)), ("proved_optimal", .boolean(layout.isProvedOptimal)),
          ("time", .string(space == "arena" ? "phases" : "steps")),
          ("buffers", .array(layout.buffers.map(bufferObject))),
        ])
      }
    }
  }

  private func bufferObject(_ buffer: ArenaLayout.Buffer) -> JSONValue {
    .object([
      ("name", .string(buffer.name)), ("offset", .integer(buffer.offset)), ("bytes", .integer(buffer.byteCount)),
      ("first", .integer(buffer.lifetime.lowerBound)), ("last", .integer(buffer.lifetime.upperBound)),
    ])
  }
}
