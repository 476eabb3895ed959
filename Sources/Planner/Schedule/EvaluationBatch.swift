// The batch size of evaluation and prediction: they keep little for each row, so far more rows than a training step has
// fit into the same arena, and every batch costs its barriers.

import ExecutionPlan

struct EvaluationBatch {
  /// More rows gain nothing.
  private static let most = 4096
  /// An arena of this size is free to have.
  private static let smallArena = 64 << 10
  /// So is as much for arena and workers.
  private static let smallMemory = 1 << 20

  /// What an arena of its own may take, and arena and workers together.
  private let arenaBytes: Int
  private let allBytes: Int
  private let threads: Int
  private let evaluatedRows: Int

  init(within training: Program, threads: Int, _ summary: DataSummary) {
    self.threads = threads
    arenaBytes = max(training.arena.byteCount, Self.smallArena)
    allBytes = max(training.arena.byteCount + threads * training.worker.byteCount, Self.smallMemory)
    evaluatedRows = max(summary.validationRows, summary.testRows)
  }

  /// The program with as many rows in a batch as are evaluated and the arena holds, a multiple of 16; no fewer than in
  /// training. Figures are summed 16 rows at a time, so they do not depend on the choice.
  func best(_ kernels: KernelGraph, _ program: (KernelGraph) -> Program) -> Program {
    let fewest = max((kernels.batch + 15) / 16 * 16, 16)
    let smallest = program(kernels.withBatch(fewest))
    let perRow = (smallest.arena.byteCount + fewest - 1) / fewest
    let fitting = perRow > 0 ? arenaBytes / perRow : Self.most
    let wanted = min(Self.most, fitting, max((evaluatedRows + 15) / 16 * 16, 16)) / 16 * 16
    // Alignment and another schedule may break the proportion: then fewer.
    for batch in sequence(first: wanted, next: { $0 / 2 / 16 * 16 }).prefix(while: { $0 > fewest }) {
      let larger = program(kernels.withBatch(batch))
      if fits(larger) { return larger }
    }
    return smallest
  }

  private func fits(_ program: Program) -> Bool {
    program.arena.byteCount <= arenaBytes
      && program.arena.byteCount + threads * program.worker.byteCount <= allBytes
  }
}
