// Phases: which calls may run side by side, and in what order.
//
// A call goes into the earliest phase that its inputs allow. A rows call may follow a rows call within a phase, since each
// block of rows runs through all of the phase's row calls on one worker; everything else waits for a barrier. A call that
// overwrites what others read (an update) comes in a later phase than all of its readers. For a chain of dense layers
// this gives the two phases of a step: rows (forward, loss, every dZ), then parameters (dW with its update).
//
// Where the rows of a block and the weights they pass by outgrow the cache, it can be better to go layer by layer: then
// every product begins a phase of its own. ScheduleCost decides between the two and finds the size of a block.

import ExecutionPlan

public struct Schedule: Sendable {
  public struct Group: Sendable {
    public var domain: KernelDomain
    /// Indices of `KernelGraph.calls`, in order.
    public var calls: [Int]
  }

  public var phases: [[Group]]
  /// The phase of each call, by its index.
  public var phaseOfCall: [Int]
  /// Whether a call runs strip by strip with the call before it in its group, by its index.
  public var joinsPrevious: [Bool]
  /// Rows of a work item of the rows groups.
  public var rowBlock: Int
  public var decision: ScheduleDecision
}

/// How the layers of a row phase are put in order.
public enum LayerOrder: Sendable, Hashable {
  /// As the cost model decides.
  case cheapest
  /// All layers on one block of rows after the other.
  case onePass
  /// All rows through one layer after the other.
  case layerByLayer
}

/// The best schedule of the kernels on a machine, by the cost model.
public func schedule(_ kernels: KernelGraph, _ machine: MachineModel, order: LayerOrder = .cheapest) -> Schedule {
  let fused = phases(of: kernels, isLayered: false)
  let layered = phases(of: kernels, isLayered: true)
  let decision = ScheduleCost(kernels, machine).decide(
    order: order, fusedPhases: (fused.max() ?? -1) + 1, layeredPhases: (layered.max() ?? -1) + 1)
  let phaseOfCall = decision.isLayered ? layered : fused
  let count = (phaseOfCall.max() ?? -1) + 1
  let phases = (0..<count).map { phase in
    func members(of domain: KernelDomain) -> [Int] {
      kernels.calls.indices.filter { phaseOfCall[$0] == phase && kernels.calls[$0].kernel.domain == domain }
    }
    let rows = members(of: .rows)
    let once = members(of: .once)
    // The small serial piece first, so that it is no tail; the other groups fill the workers.
    return (once.isEmpty ? [] : [Schedule.Group(domain: .once, calls: once)])
      + (rows.isEmpty ? [] : [Schedule.Group(domain: .rows, calls: rows)])
      + members(of: .tiles).map { Schedule.Group(domain: .tiles, calls: [$0]) }
  }
  return Schedule(
    phases: phases, phaseOfCall: phaseOfCall, joinsPrevious: joins(kernels, phases), rowBlock: decision.rowBlock,
    decision: decision)
}

/// Which calls stand right behind the elementwise call that they may join.
private func joins(_ kernels: KernelGraph, _ phases: [[Schedule.Group]]) -> [Bool] {
  var joins = [Bool](repeating: false, count: kernels.calls.count)
  for calls in phases.flatMap({ $0 }).map(\.calls) {
    for (previous, call) in zip(calls, calls.dropFirst()) where kernels.calls[call].joinsProducer {
      let written = kernels.calls[previous].writes.map(\.buffer)
      joins[call] =
        kernels.calls[previous].kernel.isElementwise
        && kernels.calls[call].reads.contains { written.contains($0.buffer) }
    }
  }
  return joins
}

/// The earliest phase of each call: the fixed point of the ordering rules.
private func phases(of kernels: KernelGraph, isLayered: Bool) -> [Int] {
  let calls = kernels.calls
  var writers: [Buffer: [Int]] = [:]
  var readers: [Buffer: [Int]] = [:]
  for (index, call) in calls.enumerated() {
    for write in call.writes { writers[write.buffer, default: []].append(index) }
    for read in call.reads { readers[read.buffer, default: []].append(index) }
  }
  let loss = calls.firstIndex { $0.kernel == .loss }
  var phase = [Int](repeating: 0, count: calls.count)
  var changed = true
  while changed {
    changed = false
    for (index, call) in calls.enumerated() {
      var earliest = phase[index]
      for read in call.reads {
        // A value has one writer; a parameter's writer is an update, which readers of this step precede.
        guard case .value = read.buffer else { continue }
        for writer in writers[read.buffer] ?? [] where writer != index {
          // Rows that are gathered for a layer belong to it.
          let beginsLayer = isLayered && call.kernel.isRowProduct && calls[writer].kernel != .gather
          let mayShare = isChain(calls[writer].kernel.domain, call.kernel.domain) && !beginsLayer
          earliest = max(earliest, phase[writer] + (mayShare ? 0 : 1))
        }
      }
      for write in call.writes {
        if case .value = write.buffer { continue }
        // A loss that is not finite ends the step before anything lasting has changed.
        if case .parameter = write.buffer, let loss { earliest = max(earliest, phase[loss] + 1) }
        for reader in readers[write.buffer] ?? [] where reader != index {
          earliest = max(earliest, phase[reader] + 1)
        }
      }
      if earliest != phase[index] {
        phase[index] = earliest
        changed = true
      }
    }
  }
  return phase
}

/// Whether a consumer may run in its producer's phase.
private func isChain(_ producer: KernelDomain, _ consumer: KernelDomain) -> Bool {
  switch (producer, consumer) {
  case (.rows, .rows), (.once, .once): true
  default: false
  }
}
