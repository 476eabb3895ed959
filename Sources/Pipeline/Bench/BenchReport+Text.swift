// A bench as text: the machine's peak, then each program as a whole and step by step.

import ExecutionPlan
import LoftingRuntime

extension BenchReport {
  public var lines: [String] {
    let plan = compiled.plan
    let threads = "\(peak.threads) thread\(peak.threads == 1 ? "" : "s")"
    let rows = "\(grouped(trainingRows)) \(isSynthetic ? "random" : "training") rows"
    return [
      "bench \(plan.name)  batch \(plan.batch)  \(peak.instructionSet.rawValue)  \(threads)  \(rows)",
      "peak  \(formatGiga(peak.flops)) GFLOP/s in registers, \(formatGiga(peak.readBandwidth)) GB/s from memory: "
        + "measured in this run by \(threads)",
    ] + figures.flatMap { [""] + $0.lines }
  }
}

extension ProgramFigures {
  fileprivate var lines: [String] {
    let (unit, units) =
      switch timing.program {
      case .training: ("step", "steps")
      case .evaluation: ("batch", "batches")
      }
    let batches = timing.profile.batches
    var lines = [
      "\(timing.program.rawValue): \(grouped(timing.seconds.count)) \(units) of \(timing.rows) rows, no clock inside",
      "  a \(unit)".padded(to: 14) + "\(formatDuration(median)) median, \(formatDuration(minimum)) least, "
        + "\(formatDuration(predictedSeconds)) predicted",
      "  throughput  \(formatRate(stepsPerSecond)) \(units)/s, \(formatRate(rowsPerSecond)) rows/s",
      "  arithmetic  \(formatGiga(flopsPerSecond)) GFLOP/s, \(formatShare(flopsPerSecond / peak.flops)) of the peak",
      "  products    \(formatGiga(productFlopsPerSecond)) GFLOP/s, "
        + "\(formatShare(productFlopsPerSecond / peak.flops)) of the peak",
    ]
    if timing.program == .training {
      let rows = grouped(trainingRows)
      lines.append("  an epoch    \(formatDuration(epochSeconds)) for \(rows) rows; shuffling included, validation not")
    }
    lines += [
      "",
      "\(timing.program.rawValue) by step: \(grouped(batches)) further \(units) with a clock around each kernel call, "
        + "\(formatDuration(timing.profile.wallSeconds / Double(max(batches, 1)))) each",
    ]
    return lines + table
  }

  /// Times are sums over the workers, so that shares add up to the whole with what is left for waiting.
  private var table: [String] {
    let waiting = timing.profile.waitingSecondsPerBatch
    let rows =
      steps.map { step in
        [
          String(step.index), formatDuration(step.workerSeconds), formatShare(step.share),
          formatGiga(step.flopsPerSecond), formatShare(step.peakShare), formatBytes(step.cost.bytes),
          formatGiga(step.bytesPerSecond), computes(step.step),
        ]
      } + [
        ["", formatDuration(waiting), formatShare(share(waiting)), "", "", "", "", "waiting: barriers, uneven ends"]
      ]
    return numberTable(
      ["step", "worker time", "share", "GFLOP/s", "of peak", "bytes", "GB/s", "computes"], rows, textColumns: 1)
  }

  /// `dense = dense+bias+relu`: the operands are in `lofting plan --steps`.
  private func computes(_ step: Step) -> String { String(step.text.prefix { $0 != "(" }) }
}
