// The words for what a checked run finds: where, between which buffers, and which steps may have done it.

import Diagnostics
import ExecutionPlan

/// Where a checked run is.
struct CheckedPlace {
  var program: ProgramName
  var phase: Int
  /// The step, where only one ran.
  var step: Int?
  var watch: ProgramWatch

  /// `bytes 4096 to 4159 of the arena, between 'dense' and 'relu', were overwritten`
  func strayWrite(
    _ bytes: Range<Int>, in memory: String, _ space: MemorySpace, _ outputs: [WatchedOutput]
  ) -> Failure {
    let steps = candidates(bytes, space, outputs).map { watch.program.steps[$0].text }
    let notes = steps.prefix(4).map { Note("written nearby by `\($0)`") }
    let rest = steps.count > 4 ? [Note("and by \(steps.count - 4) more steps")] : []
    return failure(
      "bytes \(bytes.lowerBound) to \(bytes.upperBound - 1) of \(memory)\(neighbours(of: bytes, space)) were overwritten",
      notes: notes + rest)
  }

  /// `byte 4096, operand y: never written, or computed from dead memory`
  func poisoned(_ output: WatchedOutput, at byte: Int) -> Failure {
    var place = self
    place.step = output.step
    let operand = output.operand
    let layout = operand.space == .worker ? watch.program.worker : watch.program.arena
    let isPlaced =
      (operand.space == .arena || operand.space == .worker) && layout.buffers.indices.contains(operand.buffer)
    let name = isPlaced ? "'\(layout.buffers[operand.buffer].name)'" : "operand \(output.role)"
    let position = byte - operand.offset
    let element =
      output.rowBytesWritten > 0
      ? "row \(position / operand.rowBytes), element \(position % operand.rowBytes / 4) of \(name)"
      : "byte \(position) of \(name)"
    return place.failure("\(element) was not written, or was computed from memory that holds nothing", notes: [])
  }

  private func failure(_ what: String, notes: [Note]) -> Failure {
    let step = step.map { ", step `\(watch.program.steps[$0].text)`" } ?? ""
    return Failure(
      .planCheckFailed, "\(program.rawValue), phase \(phase)\(step): \(what)", notes: notes,
      help: "this is a mistake in Lofting; please report it with the spec")
  }

  /// `, between 'a' and 'b',` by the buffers alive at the time.
  private func neighbours(of bytes: Range<Int>, _ space: MemorySpace) -> String {
    guard space == .arena || space == .worker else { return "" }
    let living = watch.living(space, at: space == .worker ? step ?? -1 : phase)
    if let owner = living.first(where: { $0.bytes.overlaps(bytes) }) { return ", inside '\(owner.name)'," }
    let below = living.filter { $0.bytes.upperBound <= bytes.lowerBound }
      .max { $0.bytes.upperBound < $1.bytes.upperBound }
    let above = living.filter { $0.bytes.lowerBound >= bytes.upperBound }
      .min { $0.bytes.lowerBound < $1.bytes.lowerBound }
    switch (below, above) {
    case (let below?, let above?): return ", between '\(below.name)' and '\(above.name)',"
    case (let below?, nil): return ", after '\(below.name)',"
    case (nil, let above?): return ", before '\(above.name)',"
    case (nil, nil): return ", where nothing lives,"
    }
  }

  /// The steps that write to the memory, those whose output is nearest first.
  private func candidates(_ bytes: Range<Int>, _ space: MemorySpace, _ outputs: [WatchedOutput]) -> [Int] {
    func distance(_ output: WatchedOutput) -> Int {
      max(0, bytes.lowerBound - output.bounds.upperBound, output.bounds.lowerBound - bytes.upperBound)
    }
    let writers = outputs.map { (step: $0.step, distance: distance($0)) }
      .sorted { ($0.distance, $0.step) < ($1.distance, $1.step) }
    return writers.reduce(into: []) { steps, writer in
      if !steps.contains(writer.step) { steps.append(writer.step) }
    }
  }
}
