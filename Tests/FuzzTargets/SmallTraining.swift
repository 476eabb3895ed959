// A plan from a stranger, bound and trained for an epoch of two batches on rows made up for its layout.

import Diagnostics
import ExecutionPlan
import LoftingRuntime

/// Trains where that takes little memory and time. Every failure but a crash is the plan's own business.
func trainIfSmall(_ file: PlanFile) throws(Violation) {
  let plan = file.plan
  let programs = [plan.training, plan.evaluation, plan.prediction]
  let rows = 2 * plan.batch
  guard Model.memoryBytes(plan: plan, workers: 1) < 1 << 20, rows <= 1 << 10,
    programs.allSatisfy({ $0.cost(rows: $0.batch).flops < 1 << 22 }), let table = MadeUpRows(plan.input, count: rows)
  else { return }
  var configuration = file.configuration
  configuration.epochs = min(configuration.epochs, 1)
  let before = table.inputs
  do throws(Failure) {
    let model = try Model(plan: plan, configuration: configuration, workers: 1)
    if file.summary.trainingRows % 2 == 0 { try model.checkPlan() }
    let data = try table.data(plan.input)
    var trainer = try Trainer(model, training: data, validation: data)
    _ = try trainer.train()
    _ = try model.predict(data)
  } catch {
    guard !error.diagnostics.isEmpty else { throw Violation("a failure without a diagnostic") }
  }
  try require(table.inputs == before, "training changed the data")
}

/// Rows that a layout's data may have: small numbers, and every class.
private final class MadeUpRows: Sendable {
  let inputs: [UInt8]
  private let targets: [UInt8]
  private let count: Int

  /// Nil where the rows take too much memory.
  init?(_ layout: InputLayout, count: Int) {
    let features = layout.shape.reduce(1, *)
    let width: Int
    switch layout.target {
    case .classes: width = 1
    case .numbers(let numbers): width = numbers
    }
    guard features * count <= 1 << 18, width * count <= 1 << 18 else { return nil }
    self.count = count
    switch layout.elementType {
    case .uint8: inputs = (0..<features * count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    case .float32: inputs = (0..<features * count).flatMap { Self.bytes(Float($0 % 17) / 16) }
    }
    switch layout.target {
    case .classes(let names):
      guard !names.isEmpty else { return nil }
      targets = (0..<count).flatMap { Self.bytes(Int32($0 % names.count)) }
    case .numbers: targets = (0..<width * count).flatMap { Self.bytes(Float($0 % 5)) }
    }
  }

  func data(_ layout: InputLayout) throws(Failure) -> RuntimeData {
    try unsafe inputs.withUnsafeBytes { inputs in
      unsafe targets.withUnsafeBytes { targets in
        Result { () throws(Failure) in
          try unsafe RuntimeData(
            inputs: inputs, targets: targets, tableRows: count, rows: (0..<count).map { UInt32($0) }, layout: layout,
            owner: self)
        }
      }
    }.get()
  }

  private static func bytes<Value: BitwiseCopyable>(_ value: Value) -> [UInt8] {
    unsafe withUnsafeBytes(of: value) { unsafe Array($0) }
  }
}
