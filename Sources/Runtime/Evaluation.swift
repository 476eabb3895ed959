// Evaluation and prediction: a split's rows in batches, in order, through programs that change no weights.

import Diagnostics
import ExecutionPlan

extension Model {
  /// The measures over a split's rows, with the weights as they are.
  /// - Parameter prefix: before each name: `val_`.
  /// - Throws: `R107` for a split without rows or without targets.
  public func evaluate(_ data: RuntimeData, prefix: String = "") throws(Failure) -> [(name: String, value: Double)] {
    try requireRows(data)
    try evaluation.bind(data)
    clearSums()
    try unsafe forEachBatch(data, of: plan.evaluation.batch) { rows, count throws(Failure) in
      _ = try unsafe run(evaluation, as: .evaluation, rows: rows, count: count, stopsOnNonFinite: false)
    }
    return figures(rows: data.rows.count, prefix: prefix)
  }

  /// The model's outputs [rows, outputs] in row-major order, in the order of the split's rows.
  /// - Throws: `R105` for a plan whose prediction program keeps no output.
  public func predict(_ data: RuntimeData) throws(Failure) -> [Float] {
    let features = plan.input.outputShape.reduce(1, *)
    guard let output = plan.prediction.output, output.space == .arena, output.rowBytes >= 4 * features,
      output.offset >= 0, output.byteCount <= plan.arenaMemory - output.offset,
      output.rowBytes <= output.byteCount / plan.prediction.batch
    else {
      throw Failure(.planMismatch, "the plan has no program for predictions", help: "compile the plan again")
    }
    try prediction.bind(data)
    var outputs: [Float] = []
    outputs.reserveCapacity(data.rows.count * features)
    try unsafe forEachBatch(data, of: plan.prediction.batch) { rows, count throws(Failure) in
      _ = try unsafe run(prediction, as: .prediction, rows: rows, count: count, stopsOnNonFinite: false)
      for row in 0..<count {
        unsafe outputs.append(contentsOf: arena.floats(at: output.offset + row * output.rowBytes, count: features))
      }
    }
    return outputs
  }

  private func forEachBatch(
    _ data: RuntimeData, of batch: Int, _ body: (UnsafePointer<UInt32>, Int) throws(Failure) -> Void
  ) throws(Failure) {
    try unsafe data.rows.withUnsafeBufferPointer { rows throws(Failure) in
      guard let base = rows.baseAddress else { return }
      for begin in stride(from: 0, to: rows.count, by: batch) {
        try unsafe body(base + begin, min(batch, rows.count - begin))
      }
    }
  }

  func requireRows(_ data: RuntimeData) throws(Failure) {
    guard !data.rows.isEmpty else {
      throw Failure(.dataMismatch, "the split has no rows", help: "give it rows in the data section")
    }
  }
}
