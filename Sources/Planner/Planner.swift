// The planner: a spec and its data's summary become a plan.

import Diagnostics
import ExecutionPlan
import SpecParser

/// What a compilation may be told beside the spec.
public struct PlannerOptions: Sendable {
  public var machine: MachineModel
  /// The fusions to apply; none gives the unfused plan that tests compare with.
  public var fusions: [Fusion]
  /// How the layers of the row phases are put in order.
  public var order = LayerOrder.cheapest
  /// Whether buffers share memory; without it every value has its own.
  public var reusesBuffers: Bool
  /// Bytes that stay free behind every buffer, where a checked run sees what is written past its end.
  public var guardBytes: Int
  /// Whether the stages' results are kept as text.
  public var recordsTrace: Bool

  public init(
    machine: MachineModel, fusions: [Fusion] = Fusion.all, reusesBuffers: Bool = true, guardBytes: Int = 0,
    recordsTrace: Bool = false
  ) {
    self.machine = machine
    self.fusions = fusions
    self.reusesBuffers = reusesBuffers
    self.guardBytes = guardBytes
    self.recordsTrace = recordsTrace
  }
}

/// A compiled spec.
public struct Compilation: Sendable {
  public var plan: Plan
  public var configuration: RunConfiguration
  public var memory: MemoryEstimate
  /// What each stage of the training program's compilation made, as text.
  public var trace: [TraceStage]
  /// The graph of the training program before differentiation; empty for a plan that comes from a file.
  public var graph: TrainGraph

  public init(
    plan: Plan, configuration: RunConfiguration, memory: MemoryEstimate, trace: [TraceStage], graph: TrainGraph
  ) {
    self.plan = plan
    self.configuration = configuration
    self.memory = memory
    self.trace = trace
    self.graph = graph
  }
}

/// Compiles a spec; nil with errors reported. Every error that can be found is found in one go.
public func compile(
  _ spec: Spec, _ summary: DataSummary, _ options: PlannerOptions, diagnostics: inout DiagnosticList
) -> Compilation? {
  var trace = Trace(isOn: options.recordsTrace)
  guard let (graph, callbacks) = checkedGraph(spec, summary, diagnostics: &diagnostics) else { return nil }
  trace.record("lower", graph.text)
  let configuration = runConfiguration(spec, graph.tables, callbacks)

  let differentiated = differentiate(graph)
  trace.record("differentiate", differentiated.text)
  guard
    let evaluation = lower(
      spec, summary, mode: .evaluation, tables: differentiated.tables, diagnostics: &diagnostics),
    let prediction = lower(spec, summary, mode: .prediction, tables: evaluation.tables, diagnostics: &diagnostics)
  else { return nil }

  let batch = min(spec.training.batchSize.value, max(summary.trainingRows, 1))
  let unfused = kernelize(differentiated, batch: batch, keepsOutput: false)
  trace.record("kernelize", unfused.text)
  let training = fuse(unfused, options.fusions)
  trace.record("fuse", training.text)
  let kernels = [
    training, fuse(kernelize(evaluation, batch: batch, keepsOutput: false), options.fusions),
    fuse(kernelize(prediction, batch: batch, keepsOutput: true), options.fusions),
  ]

  let tables = prediction.tables
  let parameters = ParameterMemory(tables, kernels, guardBytes: options.guardBytes)
  let constants = ParameterMemory.constants(tables)
  func program(_ kernels: KernelGraph, _ schedule: Schedule, guardBytes: Int = 0) -> Program {
    // Beyond this point lifetimes are fixed.
    let memory = MemoryAssignment(kernels, schedule, reusesBuffers: options.reusesBuffers)
    return ProgramAssembler(
      kernels: kernels, schedule: schedule, memory: memory, parameters: parameters.layouts,
      constants: constants.layouts, elementType: summary.elementType, guardBytes: guardBytes
    ).program()
  }
  let trainingSchedule = schedule(training, options.machine, order: options.order)
  let trainingProgram = program(training, trainingSchedule)
  let evaluationBatch = EvaluationBatch(
    within: trainingProgram, threads: options.machine.threads, summary)
  var programs =
    [trainingProgram]
    + kernels.dropFirst().map { kernels in
      evaluationBatch.best(kernels) { program($0, schedule($0, options.machine, order: options.order)) }
    }
  if options.guardBytes > 0 {
    // Guards have no say in the batch sizes: a checked run is the run that it checks.
    programs = zip(kernels, programs).map { kernels, chosen in
      let kernels = kernels.withBatch(chosen.batch)
      return program(kernels, schedule(kernels, options.machine, order: options.order), guardBytes: options.guardBytes)
    }
  }
  let plan = Plan(
    name: spec.name, training: programs[0], evaluation: programs[1], prediction: programs[2],
    parameters: parameters.layouts, parameterMemory: parameters.byteCount, constants: constants.layouts,
    constantMemory: constants.byteCount, scalarNames: tables.scalars.map(\.name), measures: tables.measures,
    optimizer: tables.optimizer?.layout, origins: tables.origins,
    input: InputLayout(
      shape: summary.inputShape, elementType: summary.elementType, target: summary.target,
      outputShape: graph.output.map { graph[$0].shape.dimensions } ?? []),
    decision: trainingSchedule.decision)
  trace.record("schedule and place", plan.stepsText(of: plan.training))

  let memory = MemoryEstimate(plan, summary, configuration, threads: options.machine.threads)
  checkMemoryLimit(spec, plan, memory, diagnostics: &diagnostics)
  guard !diagnostics.hasErrors else { return nil }
  return Compilation(
    plan: plan, configuration: configuration, memory: memory, trace: trace.stages, graph: graph)
}

/// Reports what `compile` would, but for what takes the placed plan: whether the run stays within its memory limit.
public func check(_ spec: Spec, _ summary: DataSummary, diagnostics: inout DiagnosticList) {
  _ = checkedGraph(spec, summary, diagnostics: &diagnostics)
}

/// The training graph before differentiation and the callbacks; nil with errors reported.
private func checkedGraph(
  _ spec: Spec, _ summary: DataSummary, diagnostics: inout DiagnosticList
) -> (graph: TrainGraph, callbacks: [Callback])? {
  let callbacks = lowerCallbacks(spec, summary, diagnostics: &diagnostics)
  guard
    let graph = lower(spec, summary, mode: .training, tables: GraphTables(), diagnostics: &diagnostics)
  else { return nil }
  checkTrainable(spec, graph.tables, diagnostics: &diagnostics)
  return diagnostics.hasErrors ? nil : (graph, callbacks)
}

/// A model without trainable parameters can't learn.
private func checkTrainable(_ spec: Spec, _ tables: GraphTables, diagnostics: inout DiagnosticList) {
  guard !tables.parameters.contains(where: \.isTrainable) else { return }
  diagnostics.error(
    .nothingToTrain, "the model has no trainable parameter", at: spec.model.range,
    help: "add a layer with weights, as 'dense', or remove 'trainable: false'")
}

/// Holds a run's memory against the spec's limit.
public func checkMemoryLimit(
  _ spec: Spec, _ plan: Plan, _ memory: MemoryEstimate, diagnostics: inout DiagnosticList
) {
  guard let limit = spec.peakMemoryLimit, memory.total > limit.value else { return }
  diagnostics.error(
    .memoryLimit,
    "the run needs \(formatBytes(memory.total)), over the limit of \(formatBytes(limit.value))", at: limit.range,
    notes: memory.entries.sorted { $0.byteCount > $1.byteCount }.map {
      Note("\($0.name): \(formatBytes($0.byteCount))")
    }
      + plan.training.arena.buffers.sorted { $0.byteCount > $1.byteCount }.prefix(3).map {
        Note("largest in the arena: \($0.name), \(formatBytes($0.byteCount))")
      },
    help: "use a smaller batch_size, fewer units, or raise the limit")
}
