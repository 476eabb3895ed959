// The training program step by step, with what each step costs and is predicted to take. Costs are the plan's; times are
// those of a reference machine (MachineModel), so that they are the same everywhere.

import Diagnostics
import ExecutionPlan

extension PlanView {
  private var machine: MachineModel { .reference(threads: compiled.threads) }

  var stepLines: [String] {
    let program = plan.training
    var lines: [String] = []
    for (number, phase) in program.phases.enumerated() {
      let cost = program.cost(rows: plan.batch, of: phase.steps)
      let seconds = machine.predictedSeconds(of: phase, in: program, rows: plan.batch)
      lines.append("phase \(number): \(work(of: phase))  \(totals(cost, seconds))")
    }
    let rows = program.phases.enumerated().flatMap { number, phase in
      phase.steps.clamped(to: program.steps.indices).map { row(of: $0, phase: number) }
    }
    lines += [""]
    lines += numberTable(
      ["step", "phase", "FLOP", "bytes", "predicted", "place", "spec", "computes"], rows, textColumns: 3)
    let seconds = machine.predictedSeconds(of: program, rows: plan.batch)
    lines += ["", "a step  \(totals(program.cost(rows: plan.batch), seconds))", machineLine]
    return lines
  }

  /// `rows in blocks of 32, 17 + 1 tiles`
  private func work(of phase: Phase) -> String {
    let tiles = phase.groups.filter { $0.domain == .tiles }.map(\.items).reduce(0, +)
    var parts: [String] = []
    if phase.groups.contains(where: { $0.domain == .rows }) {
      parts.append("rows in blocks of \(plan.training.rowBlock)")
    }
    if tiles > 0 { parts.append("\(tiles) tile\(tiles == 1 ? "" : "s")") }
    if phase.groups.contains(where: { $0.domain == .once }) { parts.append("a serial part") }
    return parts.joined(separator: ", ")
  }

  private func totals(_ cost: StepCost, _ seconds: Double) -> String {
    "\(formatFlops(cost.flops)), \(formatBytes(cost.bytes)), predicted \(formatDuration(seconds))"
  }

  private var machineLine: String {
    let machine = machine
    return "predicted for a reference machine: \(machine.threads) thread\(machine.threads == 1 ? "" : "s") of "
      + "\(formatGiga(machine.peakFlops)) GFLOP/s, \(formatGiga(machine.bandwidth(footprint: .max))) GB/s from memory"
  }

  private func row(of index: Int, phase: Int) -> [String] {
    let step = plan.training.steps[index]
    let cost = step.cost(rows: plan.batch)
    let place = place(of: step)
    let origin = plan.origins[step.origin]
    let file = origin.path.split(separator: "/").last.map(String.init) ?? origin.path
    return [
      String(index), String(phase), formatFlops(cost.flops), formatBytes(cost.bytes),
      formatDuration(machine.predictedSeconds(of: step, rows: plan.batch)),
      place.map { $0.space == .arena ? "@\($0.offset)" : "\($0.space)@\($0.offset)" } ?? "-", "\(file):\(origin.line)",
      step.text,
    ]
  }

  /// Where the step's first output lies, if that is a place in a memory of the plan.
  private func place(of step: Step) -> Operand? {
    let output = zip(step.kernel.operands, step.operands).first { $0.access != .read && $1 != nil }?.1
    switch output?.space {
    case .arena, .worker, .parameters: return output
    case .sums, .constants, .data, .target, nil: return nil
    }
  }

  /// The members of `--steps`.
  var stepMembers: [(String, JSONValue)] {
    let program = plan.training
    let phases = program.phases.enumerated().map { number, phase in
      JSONValue.object(
        [("phase", .integer(number)), ("steps", .integer(phase.steps.count))]
          + members(
            program.cost(rows: plan.batch, of: phase.steps),
            machine.predictedSeconds(of: phase, in: program, rows: plan.batch)))
    }
    let steps = program.phases.enumerated().flatMap { number, phase in
      phase.steps.clamped(to: program.steps.indices).map { object(of: $0, phase: number) }
    }
    let total = members(
      program.cost(rows: plan.batch), machine.predictedSeconds(of: program, rows: plan.batch))
    let reference: [(String, JSONValue)] = [
      ("threads", .integer(machine.threads)), ("thread_flops_per_second", .number(machine.peakFlops)),
      ("memory_bytes_per_second", .number(machine.bandwidth(footprint: .max))),
    ]
    return [
      ("reference_machine", .object(reference)), ("step_cost", .object(total)), ("phase_costs", .array(phases)),
      ("steps", .array(steps)),
    ]
  }

  private func object(of index: Int, phase: Int) -> JSONValue {
    let step = plan.training.steps[index]
    let origin = plan.origins[step.origin]
    let place = place(of: step)
    return .object(
      [
        ("index", .integer(index)), ("phase", .integer(phase)), ("kernel", .string(step.kernel.name)),
        ("text", .string(step.text)), ("space", place.map { .string("\($0.space)") } ?? .null),
        ("offset", place.map { .integer($0.offset) } ?? .null),
      ] + members(step.cost(rows: plan.batch), machine.predictedSeconds(of: step, rows: plan.batch))
        + [("path", .string(origin.path)), ("line", .integer(origin.line))])
  }

  private func members(_ cost: StepCost, _ seconds: Double) -> [(String, JSONValue)] {
    costMembers(cost) + [("predicted_seconds", .number(seconds))]
  }
}

/// A cost as members of a JSON object.
func costMembers(_ cost: StepCost) -> [(String, JSONValue)] {
  [
    ("flops", .integer(cost.flops)), ("product_flops", .integer(cost.productFlops)),
    ("bytes_read", .integer(cost.bytesRead)), ("bytes_written", .integer(cost.bytesWritten)),
  ]
}
