// The batch size of evaluation and prediction: they keep little for each row, so far more rows than a training step has
// fit into the same arena, and every batch costs its barriers.

import ExecutionPlan

struct EvaluationBatch {
  /// More rows gain nothing.
  private static let most = 4096
  /// An arena of this size is free to have.
  private static let smallArena = 64 << 10

  private let arenaBytes: Int
  private let evaluatedRows: Int

  /// - Parameter arenaBytes: of the training program.
  init(within arenaBytes: Int, _ summary: DataSummary) {
    self.arenaBytes = max(arenaBytes, Self.smallArena)
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
      if larger.arena.byteCount <= arenaBytes { return larger }
    }
    return smallest
  }
}
