// The same as one JSON object, schema version 1. Times are in seconds, rates per second, shares of one.

import Diagnostics
import ExecutionPlan
import LoftingRuntime

extension BenchReport {
  public var json: JSONValue {
    let machine: [(String, JSONValue)] = [
      ("flops_per_second", .number(peak.flops)), ("read_bytes_per_second", .number(peak.readBandwidth)),
    ]
    return .object(
      [
        ("schema", .integer(1)), ("name", .string(compiled.plan.name)), ("plan", .string(compiled.plan.hash)),
        ("instruction_set", .string(peak.instructionSet.rawValue)), ("threads", .integer(peak.threads)),
        ("batch", .integer(compiled.plan.batch)), ("training_rows", .integer(trainingRows)),
        ("synthetic", .boolean(isSynthetic)), ("peak", .object(machine)),
      ] + figures.map { ($0.timing.program.rawValue, $0.json(origins: compiled.plan.origins)) })
  }
}

extension ProgramFigures {
  fileprivate func json(origins: [Origin]) -> JSONValue {
    let profile = timing.profile
    let waiting = profile.waitingSecondsPerBatch
    let clocked: [(String, JSONValue)] = [
      ("batches", .integer(profile.batches)),
      ("seconds_per_batch", .number(profile.wallSeconds / Double(max(profile.batches, 1)))),
      ("waiting_worker_seconds", .number(waiting)), ("waiting_share", .number(share(waiting))),
    ]
    var members: [(String, JSONValue)] = [
      ("rows", .integer(timing.rows)), ("batches", .integer(timing.seconds.count)),
      ("median_seconds", .number(median)), ("minimum_seconds", .number(minimum)),
      ("predicted_seconds", .number(predictedSeconds)), ("batches_per_second", .number(stepsPerSecond)),
      ("rows_per_second", .number(rowsPerSecond)),
    ]
    if timing.program == .training { members.append(("epoch_seconds", .number(epochSeconds))) }
    members += costMembers(cost)
    members += [
      ("flops_per_second", .number(flopsPerSecond)), ("peak_share", .number(flopsPerSecond / peak.flops)),
      ("product_peak_share", .number(productFlopsPerSecond / peak.flops)), ("clocked", .object(clocked)),
      ("steps", .array(steps.map { $0.json(origins: origins) })),
    ]
    return .object(members)
  }
}

extension StepFigures {
  fileprivate func json(origins: [Origin]) -> JSONValue {
    let origin = origins[step.origin]
    return .object(
      [
        ("index", .integer(index)), ("kernel", .string(step.kernel.name)), ("text", .string(step.text)),
        ("worker_seconds", .number(workerSeconds)), ("share", .number(share)),
        ("predicted_seconds", .number(predictedSeconds)),
      ] + costMembers(cost) + [
        ("flops_per_second", .number(flopsPerSecond)), ("peak_share", .number(peakShare)),
        ("bytes_per_second", .number(bytesPerSecond)), ("path", .string(origin.path)), ("line", .integer(origin.line)),
      ])
  }
}
