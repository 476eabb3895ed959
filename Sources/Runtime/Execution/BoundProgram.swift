// A program ready to run: flat arrays of steps, groups and phases with absolute addresses, made once per model. Work is
// cut here: a rows group into blocks, a tiles group into chunks of tiles, a few for each worker, so that workers that
// finish early find more to do.

import CKernels
import Diagnostics
import ExecutionPlan

/// A group with its cut.
struct BoundGroup {
  var domain: KernelDomain
  /// Its stretch of the steps.
  var firstStep: Int
  var stepCount: Int
  /// Tiles in all (tiles groups), else 1.
  var tiles: Int
  /// Tiles in one work item.
  var chunk: Int

  /// Work items for a batch of `rows`.
  func items(rows: Int, rowBlock: Int) -> Int {
    switch domain {
    case .rows: (rows + rowBlock - 1) / rowBlock
    case .tiles: (tiles + chunk - 1) / chunk
    case .once: 1
    }
  }
}

/// A phase's stretch of the groups.
struct BoundPhase {
  var firstGroup: Int
  var groupCount: Int
}

/// A program bound to a model's memory.
@safe struct BoundProgram: ~Copyable {
  /// Chunks of tiles for each worker: enough that an uneven start evens out, few enough that claiming costs nothing and
  /// that tiles which share their input stay together.
  private static let chunksPerWorker = 8
  private static let fewestChunksPerWorker = 2

  let program: Program
  let steps: UnsafeMutableBufferPointer<lf_step>
  let groups: UnsafeMutableBufferPointer<BoundGroup>
  let phases: UnsafeMutableBufferPointer<BoundPhase>

  /// An operand that moves with the split at hand.
  private struct DataOperand {
    var step: Int
    var operand: Int
    var isTarget: Bool
    var offset: Int
  }
  private let dataOperands: [DataOperand]

  init(_ program: Program, memory: MemoryMap, batch: Int, scalarCount: Int, workers: Int) throws(Failure) {
    try Self.check(program, batch: batch, scalarCount: scalarCount)
    var bound: [lf_step] = []
    var dataOperands: [DataOperand] = []
    for (index, step) in program.steps.enumerated() {
      bound.append(try lf_step(step, memory: memory))
      for (position, operand) in step.operands.enumerated() {
        guard let operand, operand.space == .data || operand.space == .target else { continue }
        dataOperands.append(
          DataOperand(
            step: index, operand: position, isTarget: operand.space == .target, offset: operand.offset))
      }
    }
    self.program = program
    self.dataOperands = dataOperands
    unsafe steps = Self.allocate(bound)
    let flat = program.phases.flatMap(\.groups)
    unsafe groups = .allocate(capacity: flat.count)
    for (index, group) in flat.enumerated() {
      let tiles = max(group.items, 1)
      let chunk = Self.chunk(of: program.steps[group.steps.lowerBound], tiles: tiles, workers: workers)
      let bound = BoundGroup(
        domain: group.domain, firstStep: group.steps.lowerBound, stepCount: group.steps.count, tiles: tiles,
        chunk: chunk)
      unsafe groups.initializeElement(at: index, to: bound)
    }
    var boundPhases: [BoundPhase] = []
    var firstGroup = 0
    for phase in program.phases {
      boundPhases.append(BoundPhase(firstGroup: firstGroup, groupCount: phase.groups.count))
      firstGroup += phase.groups.count
    }
    unsafe phases = Self.allocate(boundPhases)
  }

  /// Tiles in a work item: whole groups of tiles that share their input, or a part of one where there are few groups.
  private static func chunk(of step: Step, tiles: Int, workers: Int) -> Int {
    let group = max(step.kernel.tileGroup(sizes: step.sizes), 1)
    let groups = (tiles + group - 1) / group
    let fewest = fewestChunksPerWorker * workers
    guard groups >= fewest else { return max(tiles / fewest, 1) }
    return group * max(groups / (chunksPerWorker * workers), 1)
  }

  deinit {
    unsafe steps.deallocate()
    unsafe groups.deallocate()
    unsafe phases.deallocate()
  }

  /// Points the program at a split's rows. Only between runs.
  func bind(_ data: RuntimeData) throws(Failure) {
    for item in dataOperands {
      let base = unsafe item.isTarget ? data.targets : data.inputs
      guard let base = unsafe base else {
        throw Failure(
          .dataMismatch, "this program compares with targets, and the data has none",
          help: "use data with targets, or predict")
      }
      unsafe steps[item.step].setOperand(item.operand, address: UInt(bitPattern: base + item.offset))
    }
  }

  private static func allocate<Element>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
    let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = unsafe buffer.initialize(from: elements)
    return unsafe buffer
  }

  private static func check(_ program: Program, batch: Int, scalarCount: Int) throws(Failure) {
    func require(_ condition: Bool, _ message: String) throws(Failure) {
      guard condition else {
        throw Failure(.planMismatch, message, help: "compile the plan again: this one is damaged")
      }
    }
    let rowBlock = program.rowBlock
    try require(rowBlock > 0 && rowBlock % 16 == 0, "blocks of \(rowBlock) rows are not a multiple of 16")
    try require(batch > 0, "a batch of \(batch) rows is empty")
    try require(program.phases.count < TeamLimits.phases, "\(program.phases.count) phases are too many")
    for step in program.steps {
      let isInRange = step.slots.allSatisfy { (0..<scalarCount).contains($0) }
      try require(isInRange, "step `\(step.text)` reads a scalar that the plan does not have")
    }
    for phase in program.phases {
      for group in phase.groups {
        let isInRange = group.steps.lowerBound >= 0 && group.steps.upperBound <= program.steps.count
        try require(isInRange, "a work group names steps that the program does not have")
        try require(group.domain != .tiles || group.steps.count == 1, "a tiles group has \(group.steps.count) steps")
      }
      let blocks = (batch / rowBlock + 1) * max(phase.groups.count, 1)
      try require(blocks < TeamLimits.items, "a phase of \(blocks) work items is too large")
    }
  }
}
