// A compiled spec with its data in memory: the model that trains, evaluates and predicts.

import Datasets
import Diagnostics
import ExecutionPlan
import LoftingRuntime

/// Which rows.
public enum Split: String, Sendable, CaseIterable {
  case training
  case validation
  case test
}

public struct Session {
  public let compiled: CompiledSpec
  public let model: Model
  /// The rows of each split that the spec has.
  public let splits: [Split: RuntimeData]

  /// Allocates the model, binds its constants to the training rows and hands the rows to the runtime.
  ///
  /// - Throws: where memory is short, or the data does not fit.
  public init(_ compiled: CompiledSpec, instructionSet: InstructionSet? = nil) throws(Failure) {
    guard var dataset = compiled.dataset else {
      throw Failure(
        .dataNotLoaded, "the data of '\(compiled.spec.name)' is not loaded", help: "compile the spec with its rows")
    }
    self.compiled = compiled
    model = try Model(
      plan: compiled.plan, configuration: compiled.compilation.configuration, workers: compiled.threads,
      instructionSet: instructionSet)
    if compiled.checksPlan { try model.checkPlan() }
    if !compiled.spec.data.targetPreprocessing.isEmpty, let scale = dataset.targetScale {
      dataset = try dataset.scalingTargets(scale)
      model.targetDeviation = scale.deviation
    }
    var statistics: InputStatistics?
    if model.needsInputStatistics {
      let perFeature = dataset.statistics(perFeature: true)
      statistics = InputStatistics(mean: perFeature.mean, variance: perFeature.variance)
    }
    try model.bindConstants(statistics: statistics, classCounts: dataset.classCounts)
    var splits: [Split: RuntimeData] = [:]
    let rows: [(Split, RowSet?)] = [
      (.training, dataset.training), (.validation, dataset.validation), (.test, dataset.test),
    ]
    for (split, rows) in rows {
      guard let rows, rows.count > 0 else { continue }
      splits[split] = try runtimeData(dataset.tables[rows.table], rows.rows, compiled.plan.input)
    }
    self.splits = splits
  }
}

extension DiagnosticCode {
  static let dataNotLoaded = DiagnosticCode("R124", "data-not-loaded")
  static let noTrainingRows = DiagnosticCode("R125", "no-training-rows")
}

/// A table's memory as the runtime takes it.
private func runtimeData(_ table: Table, _ rows: [UInt32], _ layout: InputLayout) throws(Failure) -> RuntimeData {
  let targets = table.targets.memory
  return try unsafe RuntimeData(
    inputs: UnsafeRawBufferPointer(start: table.inputs.baseAddress, count: table.inputs.byteCount),
    targets: UnsafeRawBufferPointer(start: targets.baseAddress, count: targets.byteCount),
    tableRows: table.rowCount, rows: rows, layout: layout, owner: table)
}
