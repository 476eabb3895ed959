// What `lofting plan` shows: totals, layers, memory, and on request buffers, steps and the compiler's trace.

import ExecutionPlan
import Planner

public struct PlanView: Sendable {
  let compiled: CompiledSpec
  let showsMemory: Bool
  let showsSteps: Bool
  let showsTrace: Bool
  /// The terminal's columns, and whether it shows colours: for the picture of the memory.
  let columns: Int
  let usesColor: Bool

  public init(
    compiled: CompiledSpec, showsMemory: Bool, showsSteps: Bool, showsTrace: Bool, columns: Int = 80,
    usesColor: Bool = false
  ) {
    self.compiled = compiled
    self.columns = columns
    self.usesColor = usesColor
    self.showsMemory = showsMemory
    self.showsSteps = showsSteps
    self.showsTrace = showsTrace
  }

  var plan: Plan { compiled.plan }
  var memory: MemoryEstimate { compiled.compilation.memory }

  public var lines: [String] {
    var lines = [plan.headline, ""]
    lines += table(
      ["layer", "output", "parameters"],
      layers.map { [$0.name, $0.shape, $0.parameters == 0 ? "-" : grouped($0.parameters)] })
    lines += ["", "parameters  \(grouped(plan.parameterCount)) (\(grouped(plan.trainableParameterCount)) trainable)"]
    lines.append("a step      \(formatFlops(flops)), \(plan.training.steps.count) kernels in \(phases)")
    if let decision = plan.decision { lines.append(scheduleLine(decision)) }
    let threads = "\(compiled.threads) thread\(compiled.threads == 1 ? "" : "s")"
    let base = formatBytes(MemoryEstimate.processBase)
    lines.append(
      "memory      \(formatBytes(memory.total)) in all, with \(threads); the process takes about \(base) more")
    for entry in memory.entries { lines.append("  \(formatBytes(entry.byteCount))".padded(to: 14) + entry.name) }
    if showsSteps { lines += [""] + stepLines }
    if showsMemory { lines += [""] + memoryLines }
    if showsTrace { lines += traceLines }
    return lines
  }

  /// What the cost model chose, and what it was weighed against.
  private func scheduleLine(_ decision: ScheduleDecision) -> String {
    let order = decision.isLayered ? "layer by layer, blocks of" : "all layers in one pass over blocks of"
    let chosen = "schedule    \(order) \(decision.rowBlock) rows"
    guard let advantage = decision.advantage else { return chosen }
    let other = decision.isLayered ? "in one pass" : "layer by layer"
    return chosen + "; \(other) it would take \(formatFixed(advantage, decimals: 2)) times as long"
  }

  private var phases: String {
    let count = plan.training.phases.count
    return "\(count) phase\(count == 1 ? "" : "s")"
  }

  var flops: Int { plan.training.cost(rows: plan.batch).flops }

  /// Layers with their output shapes and parameters.
  var layers: [(name: String, shape: String, parameters: Int)] {
    compiled.layers.map { layer in
      let parameters = plan.parameters.filter { $0.name.hasPrefix("\(layer.name).") }
      let shape = "[" + (["batch"] + layer.outputShape.map(String.init)).joined(separator: ", ") + "]"
      return (
        layer.name == "data" ? "input" : layer.name, shape, parameters.reduce(0) { $0 + $1.elementCount }
      )
    }
  }

  private var traceLines: [String] {
    compiled.compilation.trace.flatMap { stage in
      ["", "== \(stage.name)  (\(Int(stage.microseconds.rounded())) us)", stage.text]
    }
  }
}
