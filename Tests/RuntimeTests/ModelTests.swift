// Memory, checks of plan and data, and the unit of measures.

import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Testing

private func code(_ body: () throws -> Void) -> DiagnosticCode? {
  do {
    try body()
    return nil
  } catch let failure as Failure { return failure.diagnostics.first?.code } catch { return nil }
}

@Test func memoryThatCannotBeHadIsAFailureThatNamesTheBytes() throws {
  let failure = try #require(throws: Failure.self) { _ = try AlignedMemory(byteCount: 1 << 60, purpose: "the arena") }
  #expect(failure.diagnostics.first?.code == .outOfMemory)
  #expect(failure.diagnostics.first?.message.contains("1152921504606846976 bytes for the arena") == true)
  #expect(throws: Failure.self) { _ = try AlignedMemory(byteCount: .max, purpose: "the arena") }
  #expect(throws: Failure.self) { _ = try AlignedMemory(byteCount: -1, purpose: "the arena") }
}

@Test func memoryIsAlignedAndZero() throws {
  let memory = try AlignedMemory(byteCount: 1000, purpose: "a test")
  #expect(unsafe UInt(bitPattern: memory.base) % 64 == 0)
  let bytes = unsafe UnsafeRawBufferPointer(start: memory.base, count: 1000)
  #expect(unsafe bytes.allSatisfy { $0 == 0 })
}

@Test func rowsBeyondTheTableAreAFailure() {
  let tiny = TinyPlan()
  #expect(code { _ = try Table.bumps(rows: 10, tiny).data(tiny, rows: [3, 10]) } == .rowOutOfRange)
}

@Test func aClassThatThePlanDoesNotHaveIsAFailure() {
  let tiny = TinyPlan()
  let table = Table([Float](repeating: 0, count: 40), [0, 3])
  #expect(code { _ = try table.data(tiny) } == .dataMismatch)
  #expect(code { _ = try Table([Float](repeating: 0, count: 40), [0, -1]).data(tiny) } == .dataMismatch)
  // Rows that are not used may hold anything.
  #expect(code { _ = try table.data(tiny, rows: [0]) } == nil)
}

@Test func inputsThatAreTooShortAreAFailure() {
  let tiny = TinyPlan()
  #expect(code { _ = try Table([Float](repeating: 0, count: 39), [0, 1]).data(tiny) } == .dataMismatch)
}

@Test func anOperandOutsideItsMemoryIsAFailure() {
  let tiny = TinyPlan()
  var plan = tiny.plan
  let end = plan.parameterMemory
  plan.training.steps[2].operands[1]?.offset = end
  #expect(code { _ = try Model(plan: plan, configuration: tiny.configuration) } == .planMismatch)
  plan = tiny.plan
  plan.evaluation.steps[1].operands[1]?.offset = -64
  #expect(code { _ = try Model(plan: plan, configuration: tiny.configuration) } == .planMismatch)
}

@Test func aRunWithAnotherNumberOfScalarsIsAFailure() {
  let tiny = TinyPlan()
  var configuration = tiny.configuration
  configuration.scalars.removeLast()
  #expect(code { _ = try Model(plan: tiny.plan, configuration: configuration) } == .planMismatch)
}

@Test func theAllocatedBytesAreThoseOfThePlan() throws {
  let plan = TinyPlan().plan
  // sums: 2 measures of two doubles; scalars: doubles; scratch: 8192 floats a worker
  let workers = 3 * (plan.workerMemory + MemoryEstimate.workerScratch)
  let expected = plan.parameterMemory + plan.arenaMemory + 32 + 8 * plan.scalarNames.count + workers
  #expect(Model.memoryBytes(plan: plan, workers: 3) == expected)
}

@Test func anOperandOutsideAWorkersMemoryIsAFailure() {
  let tiny = TinyPlan()
  var plan = tiny.plan
  let end = plan.workerMemory
  plan.prediction.steps[0].operands[4]?.offset = end - 64
  #expect(code { _ = try Model(plan: plan, configuration: tiny.configuration) } == .planMismatch)
}

@Test func constantsAreFittedGivenAndStored() throws {
  let tiny = TinyPlan()
  var plan = tiny.plan
  let chain: [Preprocessing] = [.rescaling(scale: 0.5, offset: 0), .normalization(isPerFeature: true)]
  plan.constants = [
    ConstantLayout(name: "center", source: .preprocessing(chain, part: .center), count: 2, offset: 0),
    ConstantLayout(name: "scale", source: .preprocessing(chain, part: .scale), count: 2, offset: 64),
    ConstantLayout(name: "weights", source: .values([1, 2, 3]), count: 3, offset: 128),
    ConstantLayout(name: "balance", source: .balancedClassWeights, count: 3, offset: 192),
  ]
  plan.constantMemory = 256
  let model = try Model(plan: plan, configuration: tiny.configuration)
  #expect(model.needsInputStatistics)
  #expect(model.constant(named: "weights") == [1, 2, 3])
  let statistics = InputStatistics(mean: [3, -1], variance: [16, 0.25])
  try model.bindConstants(statistics: statistics, classCounts: [10, 20, 0])
  #expect(model.constant(named: "center") == [3, -1])
  #expect(model.constant(named: "scale") == [0.25, 2])
  // 30 rows, 3 classes: 30 / (3 * 10), 30 / (3 * 20)
  #expect(model.constant(named: "balance") == [1, 0.5, 0])
  try model.setConstant(named: "center", to: [7, 8])
  #expect(model.constant(named: "center") == [7, 8])
  #expect(code { try model.setConstant(named: "center", to: [7]) } == .weightShape)
  #expect(code { try model.bindConstants(statistics: nil, classCounts: [1, 1, 1]) } == .dataMismatch)
  #expect(code { try model.bindConstants(statistics: statistics, classCounts: [1]) } == .dataMismatch)
}

@Test func measuresAreReportedInTheTargetsUnit() throws {
  let tiny = TinyPlan()
  let data = try Table.bumps(rows: 50, tiny).data(tiny)
  var plan = tiny.plan
  func value(_ unit: Measure.Unit, isRoot: Bool) throws -> Double {
    plan.measures[0].unit = unit
    plan.measures[0].isRoot = isRoot
    let model = try Model(plan: plan, configuration: tiny.configuration)
    model.targetDeviation = 3
    return try #require(model.evaluate(data).first).value
  }
  let plain = try value(.plain, isRoot: false)
  #expect(plain > 0)
  #expect(try value(.targetDeviation, isRoot: false) == plain * 3)
  #expect(try value(.targetVariance, isRoot: false) == plain * 3 * 3)
  // The unit belongs to what is averaged: a root mean squared error is rooted after it.
  let rooted = try value(.targetVariance, isRoot: true)
  #expect(abs(rooted - plain.squareRoot() * 3) < 1e-12)
}

@Test func parametersComeBackAsTheyWereSet() throws {
  let model = try TinyPlan(features: 37, classes: 19).model()
  let values = (0..<37 * 19).map { Float($0) }
  try model.setParameter(named: "dense.kernel", to: values)
  #expect(model.parameter(named: "dense.kernel") == values)
  try model.setState("velocity", ofParameter: "dense.kernel", to: values)
  #expect(model.state("velocity", ofParameter: "dense.kernel") == values)
  #expect(model.state("momentum", ofParameter: "dense.kernel") == values.map { _ in 0 })
  #expect(code { try model.setParameter(named: "dense.kernel", to: [1]) } == .weightShape)
  #expect(code { try model.setParameter(named: "kernel", to: values) } == .weightMissing)
}
