// Timing batches: profiles that add up, batches that end, and peaks that are there.

import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Testing

struct BatchTimerTests {
  @Test(arguments: [1, 2, 3], TimedProgram.allCases)
  func `step times sum up to no more than the workers' time`(workers: Int, program: TimedProgram) throws {
    let plan = TinyPlan()
    var timer = try BatchTimer(
      plan.model(workers: workers), data: Table.bumps(rows: 200, plan).data(plan))
    let timing = try timer.time(program, seconds: 0.01)
    let profile = timing.profile
    #expect(timing.rows == 40)
    #expect(timing.seconds.count >= 5)
    #expect(timing.seconds.allSatisfy { $0 > 0 })
    let steps = program == .training ? plan.plan.training.steps : plan.plan.evaluation.steps
    #expect(profile.stepSeconds.count == steps.count)
    // A counter may tick too slowly for the smallest steps.
    #expect(profile.stepSeconds.allSatisfy { $0 >= 0 } && profile.stepSeconds.contains { $0 > 0 })
    #expect(profile.batches > 0)
    // The counter's rate is known to a clock's resolution.
    #expect(profile.stepSeconds.reduce(0, +) <= Double(workers) * profile.wallSeconds * 1.001)
    let sum = (0..<steps.count).reduce(profile.waitingSecondsPerBatch) { $0 + profile.secondsPerBatch($1) }
    #expect(abs(sum - profile.workerSecondsPerBatch) <= 1e-3 * profile.workerSecondsPerBatch)
  }

  @Test func `a table shorter than the batch is one batch`() throws {
    let plan = TinyPlan()
    var timer = try BatchTimer(plan.model(), data: Table.bumps(rows: 17, plan).data(plan))
    #expect(try timer.time(.training, seconds: 0.001).rows == 17)
  }

  @Test func `a training goes on after a bench as if there had been none`() throws {
    let plan = TinyPlan()
    let data = try Table.bumps(rows: 200, plan).data(plan)
    func weights(benchesFirst: Bool) throws -> [Float]? {
      let model = try plan.model(workers: 2)
      if benchesFirst {
        var timer = try BatchTimer(model, data: data)
        _ = try timer.time(.training, seconds: 0.002)
        model.initializeParameters()
      }
      var trainer = try Trainer(model, training: data, validation: nil)
      _ = try trainer.train()
      return model.parameter(named: "dense.kernel")
    }
    #expect(try weights(benchesFirst: true) == weights(benchesFirst: false))
  }

  @Test func `a loss that is never finite is an error, not an endless bench`() throws {
    let plan = TinyPlan()
    let rows = Table.bumps(rows: 40, plan)
    let table = Table(rows.inputs.map { _ in Float.infinity }, rows.targets)
    var timer = try BatchTimer(plan.model(), data: table.data(plan))
    let failure = #expect(throws: Failure.self) { try timer.time(.training, seconds: 0.01) }
    #expect(failure?.diagnostics.first?.code == .nonFiniteLoss)
  }

  @Test(arguments: InstructionSet.supported)
  func `every supported instruction set has a peak`(instructionSet: InstructionSet) throws {
    let peak = try measurePeak(instructionSet: instructionSet, threads: 2, seconds: 0.01)
    #expect(peak.flops > 0 && peak.flops.isFinite)
    #expect(peak.readBandwidth > 0 && peak.readBandwidth.isFinite)
  }
}
