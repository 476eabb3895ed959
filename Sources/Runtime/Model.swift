// A plan with its memory: parameters, constants, arena, sums and the workers', and its three programs bound to them.
// The arena serves the programs in turn. Everything that the plan says is allocated here, once.

import CKernels
import Diagnostics
import ExecutionPlan

/// A model that can be trained, evaluated and asked for predictions. Not for use from two threads at once.
///
/// A class because the programs hold addresses of its memory: it has one identity and one end.
@safe public final class Model {
  public let plan: Plan
  public let workers: Int
  public let instructionSet: InstructionSet
  /// The run's values: the seed of initial values, shuffling, dropout and noise, epochs and callbacks.
  public let configuration: RunConfiguration
  /// Optimizer steps that the parameters have behind them.
  public internal(set) var optimizerSteps: UInt64 = 0
  /// Deviation of a scaled regression target: measures are reported in the target's own unit. 1 where nothing is scaled.
  public var targetDeviation = 1.0

  let parameterMemory: AlignedMemory
  let constantMemory: AlignedMemory
  let arena: AlignedMemory
  let sums: AlignedMemory
  let scalarMemory: AlignedMemory
  var seed: UInt64 { configuration.seed }
  /// The optimizer's slots as the kernels take them.
  let optimizerSlots: [Int32]
  let executor: Executor
  let training: BoundProgram
  let evaluation: BoundProgram
  let prediction: BoundProgram
  let memoryMap: MemoryMap
  /// Runs every batch in place of the executor, where a checked run is asked for.
  var checker: PlanChecker?

  /// Allocates a plan's memory, binds its programs and gives the parameters their initial values.
  /// - Parameter instructionSet: nil for `InstructionSet.selected()`.
  /// - Throws: `R102` where memory is short, `R103` where threads are, `R105` for a plan that contradicts itself, `R108`
  ///   for an instruction set that cannot be had.
  public init(
    plan: Plan, configuration: RunConfiguration, workers: Int = Processors.defaultWorkers,
    instructionSet: InstructionSet? = nil
  ) throws(Failure) {
    try PlanCheck.check(plan, configuration)
    let instructionSet = if let instructionSet { instructionSet } else { try InstructionSet.selected() }
    self.plan = plan
    self.workers = workers
    self.instructionSet = instructionSet
    optimizerSlots = plan.optimizer?.slots.map { Int32(truncatingIfNeeded: $0) } ?? []
    self.configuration = configuration
    parameterMemory = try AlignedMemory(byteCount: plan.parameterMemory, purpose: "the parameters")
    constantMemory = try AlignedMemory(byteCount: plan.constantMemory, purpose: "the constants")
    arena = try AlignedMemory(byteCount: plan.arenaMemory, purpose: "the arena")
    sums = try AlignedMemory(byteCount: Self.sumBytes(plan), purpose: "the sums")
    scalarMemory = try AlignedMemory(byteCount: 8 * plan.scalarNames.count, purpose: "the scalars")
    let scalars = unsafe scalarMemory.doubles(count: configuration.scalars.count)
    _ = unsafe scalars.update(fromContentsOf: configuration.scalars)
    unsafe executor = try Executor(
      workers: workers, workerBytes: plan.workerMemory, instructionSet: instructionSet,
      scalars: scalarMemory.base.assumingMemoryBound(to: Double.self))
    let map = unsafe MemoryMap(
      arena: MemoryRegion(base: arena.base, byteCount: plan.arenaMemory),
      parameters: MemoryRegion(base: parameterMemory.base, byteCount: plan.parameterMemory),
      constants: MemoryRegion(base: constantMemory.base, byteCount: plan.constantMemory),
      sums: MemoryRegion(base: sums.base, byteCount: Self.sumBytes(plan)), workerBytes: plan.workerMemory)
    memoryMap = map
    func bind(_ program: Program) throws(Failure) -> BoundProgram {
      try BoundProgram(
        program, memory: map, batch: program.batch, scalarCount: plan.scalarNames.count, workers: workers)
    }
    training = try bind(plan.training)
    evaluation = try bind(plan.evaluation)
    prediction = try bind(plan.prediction)
    initializeParameters()
    bindGivenConstants()
  }

  /// Bytes that a model of this plan allocates for `workers`.
  public static func memoryBytes(plan: Plan, workers: Int) -> Int {
    plan.parameterMemory + plan.constantMemory + plan.arenaMemory + sumBytes(plan) + 8 * plan.scalarNames.count
      + Executor.memoryBytes(workers: workers, workerBytes: plan.workerMemory)
  }

  /// Two doubles a measure.
  private static func sumBytes(_ plan: Plan) -> Int { 16 * ((plan.measures.map(\.index).max() ?? -1) + 1) }

  /// A run-time scalar by its name in the plan, nil where the plan has none of that name.
  public func scalar(named name: String) -> Double? {
    plan.scalarNames.firstIndex(of: name).map { index in unsafe scalars[index] }
  }

  var scalars: UnsafeMutableBufferPointer<Double> {
    unsafe scalarMemory.doubles(count: plan.scalarNames.count)
  }
}
