// The team's promise: every item of every phase exactly once, phases in order, for any number of workers.

import Glibc
import LoftingRuntime
import Synchronization
import Testing

/// Counts how often each item ran and notes whether a phase began before the one before it was complete.
private final class CountingJob: TeamJob {
  let counts: [Int]
  let runs: [[Box]]
  let earlyItems = Atomic<Int>(0)
  let done: [Box]

  final class Box: Sendable { let value = Atomic<Int>(0) }

  init(counts: [Int]) {
    self.counts = counts
    runs = counts.map { count in (0..<count).map { _ in Box() } }
    done = counts.map { _ in Box() }
  }

  func itemCount(phase: Int) -> Int? { phase < counts.count ? counts[phase] : nil }

  func run(item: Int, phase: Int, worker: Int) {
    runs[phase][item].value.add(1, ordering: .relaxed)
    if phase > 0 {
      let before = done[phase - 1].value.load(ordering: .relaxed)
      // In run r (from 1) of the job, all items of the phase before have completed r times.
      let run = runs[phase][item].value.load(ordering: .relaxed)
      if before != run * counts[phase - 1] { earlyItems.add(1, ordering: .relaxed) }
    }
    done[phase].value.add(1, ordering: .relaxed)
  }
}

@Test(arguments: [1, 2, 3, 8]) func everyItemRunsExactlyOncePerRun(workers: Int) throws {
  let job = CountingJob(counts: [7, 1, 0, 40, 2])
  let team = try ThreadTeam(workers: workers, job: job)
  let runs = 3000
  for _ in 0..<runs { team.run() }
  for boxes in job.runs {
    for box in boxes { #expect(box.value.load(ordering: .relaxed) == runs) }
  }
}

@Test(arguments: [1, 2, 3, 8]) func aPhaseBeginsAfterTheOneBeforeIsComplete(workers: Int) throws {
  let job = CountingJob(counts: [5, 9, 1, 16])
  let team = try ThreadTeam(workers: workers, job: job)
  for _ in 0..<3000 { team.run() }
  #expect(job.earlyItems.load(ordering: .relaxed) == 0)
}

@Test func workersThatWentToSleepWakeUpForTheNextRun() throws {
  // Two items that wait for each other: only two workers that are awake at once complete them.
  struct Meeting: TeamJob {
    final class Arrivals: Sendable { let count = Atomic<Int>(0) }
    let arrivals = Arrivals()
    func itemCount(phase: Int) -> Int? { phase == 0 ? 2 : nil }
    func run(item: Int, phase: Int, worker: Int) {
      let target = (arrivals.count.add(1, ordering: .relaxed).newValue + 1) / 2 * 2
      while arrivals.count.load(ordering: .relaxed) < target { sched_yield() }
    }
  }
  let job = Meeting()
  let team = try ThreadTeam(workers: 2, job: job)
  for _ in 0..<10 {
    usleep(5000)  // far longer than spinning and yielding last
    team.run()
  }
  #expect(job.arrivals.count.load(ordering: .relaxed) == 20)
}

@Test func aJobOfNoPhasesEndsAtOnce() throws {
  let job = CountingJob(counts: [])
  try ThreadTeam(workers: 2, job: job).run()
  #expect(job.done.isEmpty)
}

@Test(arguments: [0, -1, 1_000_000]) func anImpossibleNumberOfThreadsIsAFailure(workers: Int) {
  #expect(throws: (any Error).self) { try ThreadTeam(workers: workers, job: CountingJob(counts: [])) }
}
