// What the workers of a team share, and the loop that each of them runs.
//
// A phase ends when its items are complete, not when all workers have arrived: a worker that the system has put aside
// holds nothing up unless it is in the middle of an item, and whoever completes the last item opens the next phase.
// So a busy neighbour on one core costs that core's share and not a scheduling quantum per barrier.
//
// Waiting goes in three steps: a few microseconds of spinning (the usual gap between steps is shorter), then giving the
// processor away (on a crowded core that lets the thread with the work run for its whole slice), then sleeping.

import CKernels
import Glibc
import Synchronization

/// Keeps what one core writes often away from what others read: two lines, as processors fetch lines in pairs.
private struct OwnCacheLines<Value: ~Copyable & Sendable>: ~Copyable, Sendable {
  let value: Value
  private let padding = InlineArray<15, UInt64>(repeating: 0)

  init(_ value: consuming Value) { self.value = value }
}

final class TeamState<Job: TeamJob>: Sendable {
  private static var spins: Int { 100 }
  private static var yields: Int { 64 }

  let job: Job
  private let ticket = OwnCacheLines(Atomic<UInt64>(Ticket.idle.word))
  /// Items of the running phase that are not complete.
  private let pending = OwnCacheLines(Atomic<Int>(0))
  private let isFinished = OwnCacheLines(Atomic<Bool>(true))
  private let isShutDown = Atomic<Bool>(false)
  private let lot = ParkingLot()

  init(job: Job) { self.job = job }

  /// Runs the job on the calling thread with the help of whoever is awake. One call at a time.
  func runAsCaller() {
    isFinished.value.store(false, ordering: .relaxed)
    openPhase(0)
    while true {
      if takeItem(worker: 0) { continue }
      if isFinished.value.load(ordering: .acquiring) { return }
      wait { self.hasWork || self.isFinished.value.load(ordering: .sequentiallyConsistent) }
    }
  }

  /// Helps with every job until `shutDown`.
  func runAsWorker(_ worker: Int) {
    while true {
      if takeItem(worker: worker) { continue }
      if isShutDown.load(ordering: .acquiring) { return }
      wait { self.hasWork || self.isShutDown.load(ordering: .sequentiallyConsistent) }
    }
  }

  func shutDown() {
    isShutDown.store(true, ordering: .sequentiallyConsistent)
    lot.wakeAll()
  }

  private var hasWork: Bool { Ticket(word: ticket.value.load(ordering: .sequentiallyConsistent)).hasWork }

  /// Takes and computes one item; false when there is none to take.
  private func takeItem(worker: Int) -> Bool {
    var seen = Ticket(word: ticket.value.load(ordering: .acquiring))
    while seen.hasWork {
      let (isMine, current) = ticket.value.weakCompareExchange(
        expected: seen.word, desired: seen.advanced.word, ordering: .acquiringAndReleasing)
      if isMine {
        job.run(item: seen.next, phase: seen.phase, worker: worker)
        let left = pending.value.subtract(1, ordering: .acquiringAndReleasing).newValue
        if left == 0 { openPhase(seen.phase + 1) }
        return true
      }
      seen = Ticket(word: current)
    }
    return false
  }

  /// Opens the first phase from `phase` on that has items, or ends the job. Nobody else is at work at this moment.
  private func openPhase(_ first: Int) {
    var phase = first
    while let count = job.itemCount(phase: phase) {
      if count > 0 {
        pending.value.store(count, ordering: .relaxed)
        ticket.value.store(Ticket(phase: phase, count: count).word, ordering: .sequentiallyConsistent)
        // A single item is taken by this thread itself in a moment: waking the others for it only costs.
        if count > 1 { lot.wakeAll() }
        return
      }
      phase += 1
    }
    isFinished.value.store(true, ordering: .sequentiallyConsistent)
    lot.wakeAll()
  }

  private func wait(until isReady: () -> Bool) {
    for _ in 0..<Self.spins {
      if isReady() { return }
      lf_pause()
    }
    for _ in 0..<Self.yields {
      if isReady() { return }
      sched_yield()
    }
    lot.park(until: isReady)
  }
}
