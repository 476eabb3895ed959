// The training loop on a plan made by hand, against softmax regression computed here in double, and against itself with
// other numbers of workers.

import AllocationCounter
import Diagnostics
import ExecutionPlan
import Glibc
import LoftingRuntime
import Testing

/// One SGD step of softmax regression per batch, in double. w: [features, classes], b: [classes]
private struct SoftmaxRegression {
  var w: [Double]
  var b: [Double]
  let plan: TinyPlan

  /// Trains on rows in order; returns the mean loss of the epoch.
  mutating func epoch(_ table: Table) -> Double {
    var total = 0.0
    let rows = table.targets.count
    for begin in stride(from: 0, to: rows, by: plan.batch) {
      let end = min(begin + plan.batch, rows)
      var (dw, db) = (w.map { _ in 0.0 }, b.map { _ in 0.0 })
      for row in begin..<end {
        let z = logits(table, row)
        let sum = z.reduce(0) { $0 + exp($1) }
        let target = Int(table.targets[row])
        total += log(sum) - z[target]
        for c in 0..<plan.classes {
          let gradient = (exp(z[c]) / sum - (c == target ? 1 : 0)) / Double(end - begin)
          db[c] += gradient
          for f in 0..<plan.features {
            dw[f * plan.classes + c] += gradient * Double(table.inputs[row * plan.features + f])
          }
        }
      }
      let rate = Double(plan.learningRate)
      for i in w.indices { w[i] -= rate * dw[i] }
      for i in b.indices { b[i] -= rate * db[i] }
    }
    return total / Double(rows)
  }

  func logits(_ table: Table, _ row: Int) -> [Double] {
    var z = b
    for f in 0..<plan.features {
      let x = Double(table.inputs[row * plan.features + f])
      for c in 0..<plan.classes { z[c] += x * w[f * plan.classes + c] }
    }
    return z
  }
}

private func train(
  _ model: Model, _ data: RuntimeData, validation: RuntimeData? = nil, reportsSteps: Bool = false,
  shouldStop: () -> Bool = { false }, observe: (TrainingEvent) -> Void = { _ in }
) throws -> TrainingHistory {
  var trainer = try Trainer(model, training: data, validation: validation)
  trainer.reportsSteps = reportsSteps
  return try trainer.train(shouldStop: shouldStop, observe: observe)
}

private func bits(_ values: [Float]?) -> [UInt32] { (values ?? []).map(\.bitPattern) }

@Test(arguments: InstructionSet.supported) func trainingAgreesWithSoftmaxRegressionInDouble(
  instructionSet: InstructionSet
) throws {
  // 110 rows in batches of 40: the last batch has 30.
  let tiny = TinyPlan(rule: .sgd, epochs: 5, shuffle: false)
  let table = Table.bumps(rows: 110, tiny)
  let model = try tiny.model(workers: 2, instructionSet: instructionSet)
  var reference = SoftmaxRegression(
    w: try #require(model.parameter(named: "dense.kernel")).map(Double.init), b: [0, 0, 0], plan: tiny)
  let history = try train(model, table.data(tiny))
  #expect(history.epochs.map(\.epoch) == [1, 2, 3, 4, 5])
  for report in history.epochs {
    let expected = reference.epoch(table)
    #expect(abs(try #require(report.value(named: "loss")) - expected) < 1e-6)
  }
  for (found, expected) in zip(try #require(model.parameter(named: "dense.kernel")), reference.w) {
    #expect(abs(Double(found) - expected) < 1e-5)
  }
  for (found, expected) in zip(try #require(model.parameter(named: "dense.bias")), reference.b) {
    #expect(abs(Double(found) - expected) < 1e-5)
  }
}

@Test(arguments: [2, 3, 5]) func anyNumberOfWorkersGivesTheSameBits(workers: Int) throws {
  // 150 features: several tiles of the kernel.
  let tiny = TinyPlan(features: 150, batch: 100)
  let table = Table.bumps(rows: 530, tiny)
  let one = try tiny.model()
  let many = try tiny.model(workers: workers)
  let alone = try train(one, table.data(tiny))
  let together = try train(many, table.data(tiny))
  #expect(bits(one.parameter(named: "dense.kernel")) == bits(many.parameter(named: "dense.kernel")))
  let states = [one, many].map { bits($0.state("velocity", ofParameter: "dense.kernel")) }
  #expect(states[0] == states[1])
  #expect(alone.epochs.map { $0.value(named: "loss") } == together.epochs.map { $0.value(named: "loss") })
}

@Test func theSeedDecidesTheRun() throws {
  let table = Table.bumps(rows: 90, TinyPlan())
  func kernel(seed: UInt64) throws -> [UInt32] {
    let tiny = TinyPlan(seed: seed)
    let model = try tiny.model()
    _ = try train(model, table.data(tiny))
    return bits(model.parameter(named: "dense.kernel"))
  }
  #expect(try kernel(seed: 1) == kernel(seed: 1))
  #expect(try kernel(seed: 1) != kernel(seed: 2))
}

@Test(.enabled(if: isOptimized, "unoptimized Swift boxes what optimized Swift keeps in registers"))
func aThousandStepsAllocateNothing() throws {
  let tiny = TinyPlan(batch: 4, epochs: 1)
  let table = Table.bumps(rows: 4400, tiny)
  for workers in [1, 2] {
    let model = try tiny.model(workers: workers)
    var steps = 0
    var counts = (first: UInt64(0), last: UInt64(0))
    _ = try train(
      model, table.data(tiny), reportsSteps: true,
      observe: { event in
        guard case .step = event else { return }
        steps += 1
        if steps == 50 { counts.first = allocation_count() }
        if steps == 1050 { counts.last = allocation_count() }
      })
    #expect(steps == 1100)
    #expect(counts.last == counts.first, "\(workers) workers")
  }
  // The counter counts.
  let before = allocation_count()
  _ = [Int](repeating: steps(), count: 100)
  #expect(allocation_count() > before)
}

@inline(never) private func steps() -> Int { Int(getpid()) }

@Test func validationFiguresAreThoseOfEvaluate() throws {
  let tiny = TinyPlan(epochs: 1)
  let table = Table.bumps(rows: 120, tiny)
  let model = try tiny.model()
  let validation = try table.data(tiny, rows: (90..<120).map { UInt32($0) })
  let history = try train(model, table.data(tiny, rows: (0..<90).map { UInt32($0) }), validation: validation)
  let report = try #require(history.epochs.first)
  #expect(report.values.map(\.name) == ["loss", "accuracy", "val_loss", "val_accuracy"])
  let figures = try model.evaluate(validation)
  #expect(figures.map(\.name) == ["loss", "accuracy"])
  #expect(figures.map(\.value) == [report.value(named: "val_loss"), report.value(named: "val_accuracy")])
}

@Test func predictionsAreTheLogitsInTheRowsOrder() throws {
  let tiny = TinyPlan(epochs: 1)
  let table = Table.bumps(rows: 95, tiny)
  let model = try tiny.model(workers: 2)
  let reference = SoftmaxRegression(
    w: try #require(model.parameter(named: "dense.kernel")).map(Double.init), b: [0, 0, 0], plan: tiny)
  let rows = (0..<95).map { UInt32(94 - $0) }
  let outputs = try model.predict(table.data(tiny, rows: rows))
  #expect(outputs.count == 95 * 3)
  for (position, row) in rows.enumerated() {
    for (c, expected) in reference.logits(table, Int(row)).enumerated() {
      #expect(abs(Double(outputs[position * 3 + c]) - expected) < 1e-5)
    }
  }
}

@Test func aNonFiniteLossEndsTrainingWithTheWeightsBeforeItsStep() throws {
  let tiny = TinyPlan(epochs: 1, shuffle: false)
  let good = Table.bumps(rows: 80, tiny)
  var inputs = good.inputs
  inputs[60 * tiny.features] = .nan  // in the second batch
  let model = try tiny.model(workers: 2)
  let failure = try #require(throws: Failure.self) {
    _ = try train(model, Table(inputs, good.targets).data(tiny))
  }
  let problem = try #require(failure.diagnostics.first)
  #expect(problem.code == .nonFiniteLoss)
  #expect(problem.message.contains("epoch 1, step 2"))
  #expect(problem.message.contains("`raw = gather(data)`"))
  #expect(problem.message.contains("dense (tiny.yaml:9)"))

  let first = try tiny.model()
  _ = try train(first, good.data(tiny, rows: (0..<40).map { UInt32($0) }))
  #expect(bits(model.parameter(named: "dense.kernel")) == bits(first.parameter(named: "dense.kernel")))
  #expect(bits(model.parameter(named: "dense.bias")) == bits(first.parameter(named: "dense.bias")))
}

@Test func aReplayNamesTheFirstStepThatIsNotFinite() throws {
  let tiny = TinyPlan(epochs: 1)
  let model = try tiny.model()
  var kernel = try #require(model.parameter(named: "dense.kernel"))
  kernel[4] = .infinity
  try model.setParameter(named: "dense.kernel", to: kernel)
  let failure = try #require(throws: Failure.self) { _ = try train(model, Table.bumps(rows: 40, tiny).data(tiny)) }
  let problem = try #require(failure.diagnostics.first)
  #expect(problem.message.contains("`z = dense(x, kernel, bias)`"))
  #expect(problem.notes.contains { $0.message.contains("dense.kernel has values that are not finite") })
}

@Test func trainingStopsWhenAskedAfterAWholeStep() throws {
  let tiny = TinyPlan(epochs: 10)
  let model = try tiny.model()
  var asked = 0
  let history = try train(
    model, Table.bumps(rows: 100, tiny).data(tiny),
    shouldStop: {
      asked += 1
      return asked == 5  // three steps an epoch: the second step of the second epoch does not begin
    })
  #expect(history.stopReason == .interrupted)
  #expect(history.epochs.count == 1)
  #expect(model.optimizerSteps == 4)
}

@Test func earlyStoppingBringsTheBestWeightsBack() throws {
  // A learning rate of 0 never improves, so the first epoch is the best.
  let settings = EarlyStopping(
    monitor: "val_loss", mode: .minimize, minimumDelta: 0, patience: 2, baseline: nil, restoresBestWeights: true,
    startFromEpoch: 0)
  let tiny = TinyPlan(rule: .sgd, learningRate: 500, epochs: 30, callbacks: [.earlyStopping(settings)])
  let table = Table.bumps(rows: 60, tiny)
  // Validation targets are the training targets shifted: training makes them worse.
  let shifted = Table(table.inputs, table.targets.map { ($0 + 1) % 3 })
  let model = try tiny.model()
  let validation = try shifted.data(tiny)
  let history = try train(model, table.data(tiny), validation: validation)
  let losses = history.epochs.compactMap { $0.value(named: "val_loss") }
  let best = try #require(losses.min())
  let epoch = try #require(losses.firstIndex(of: best)) + 1
  #expect(history.restoredEpoch == epoch)
  #expect(history.stopReason == .earlyStopping(monitor: "val_loss", epoch: epoch + 2))
  #expect(try model.evaluate(validation).first?.value == best)
}

@Test func aMonitoredFigureThatNobodyComputesIsAFailure() throws {
  let settings = EarlyStopping(
    monitor: "val_loss", mode: .minimize, minimumDelta: 0, patience: 2, baseline: nil, restoresBestWeights: false,
    startFromEpoch: 0)
  let tiny = TinyPlan(callbacks: [.earlyStopping(settings)])
  let failure = try #require(throws: Failure.self) {
    _ = try train(tiny.model(), Table.bumps(rows: 40, tiny).data(tiny))
  }
  #expect(failure.diagnostics.first?.code == .monitorMissing)
}

/// Whether this is a release build.
private var isOptimized: Bool { !_isDebugAssertConfiguration() }
