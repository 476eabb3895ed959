// What the times of a program say: medians, rates, shares of the peak.

import ExecutionPlan
import LoftingRuntime

/// A program's timing beside its costs.
struct ProgramFigures {
  let timing: ProgramTiming
  let program: Program
  let peak: MachinePeak
  let trainingRows: Int
  let median: Double
  let minimum: Double
  /// What one batch costs.
  let cost: StepCost

  init(_ timing: ProgramTiming, plan: Plan, peak: MachinePeak, trainingRows: Int) {
    self.timing = timing
    self.peak = peak
    self.trainingRows = trainingRows
    program =
      switch timing.program {
      case .training: plan.training
      case .evaluation: plan.evaluation
      }
    let sorted = timing.seconds.sorted()
    median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    minimum = sorted.first ?? 0
    cost = program.cost(rows: timing.rows)
  }

  var stepsPerSecond: Double { 1 / median }
  var rowsPerSecond: Double { Double(timing.rows) / median }

  /// Seconds that an epoch over the training rows takes at the median step: as many steps as it has rows, the last one
  /// in part, and bringing the rows into their order.
  var epochSeconds: Double { median * Double(trainingRows) / Double(timing.rows) + timing.orderSeconds }

  var flopsPerSecond: Double { Double(cost.flops) / median }
  var productFlopsPerSecond: Double { Double(cost.productFlops) / median }

  /// The reference machine with this one's peak and memory in place of its own.
  var machine: MachineModel {
    var machine = MachineModel.reference(threads: peak.threads)
    machine.peakFlops = peak.flops / Double(peak.threads)
    if let memory = machine.levels.indices.last {
      machine.levels[memory].threadBandwidth = peak.readBandwidth / Double(peak.threads)
      machine.levels[memory].totalBandwidth = peak.readBandwidth
    }
    return machine
  }

  var predictedSeconds: Double { machine.predictedSeconds(of: program, rows: timing.rows) }

  /// Of all workers' seconds in a batch.
  func share(_ workerSeconds: Double) -> Double {
    let all = timing.profile.workerSecondsPerBatch
    return all > 0 ? workerSeconds / all : 0
  }

  var steps: [StepFigures] {
    program.steps.indices.prefix(timing.profile.stepSeconds.count).map { index in
      let seconds = timing.profile.secondsPerBatch(index)
      return StepFigures(
        index: index, step: program.steps[index], cost: program.steps[index].cost(rows: timing.rows),
        workerSeconds: seconds, share: share(seconds), threads: peak.threads, peakFlops: peak.flops,
        predictedSeconds: machine.predictedSeconds(of: program.steps[index], rows: timing.rows))
    }
  }
}

/// One step's.
struct StepFigures {
  var index: Int
  var step: Step
  var cost: StepCost
  /// Seconds in a batch, summed over the workers.
  var workerSeconds: Double
  /// Of all workers' seconds in a batch.
  var share: Double
  var threads: Int
  var peakFlops: Double
  /// If all threads share the step.
  var predictedSeconds: Double

  /// Rates are those of all threads at the pace that the step's workers had.
  var flopsPerSecond: Double { rate(cost.flops) }
  var bytesPerSecond: Double { rate(cost.bytes) }
  var peakShare: Double { flopsPerSecond / peakFlops }

  private func rate(_ count: Int) -> Double {
    workerSeconds > 0 ? Double(count) * Double(threads) / workerSeconds : 0
  }
}

extension BenchReport {
  var figures: [ProgramFigures] {
    timings.map { ProgramFigures($0, plan: compiled.plan, peak: peak, trainingRows: trainingRows) }
  }
}
