// A step of a plan: one kernel call with every address and size decided.

/// The memories that a step's operands live in.
public enum MemorySpace: UInt8, Sendable, Hashable, CaseIterable {
  /// Batch-sized buffers that live from phase to phase.
  case arena
  /// A worker's own copy for one block of rows.
  case worker
  /// Parameters, their optimizer states and transposed copies.
  case parameters
  /// Vectors bound at start: preprocessing, class weights.
  case constants
  /// Two doubles a measure: the running sum and the last batch's.
  case sums
  /// The data set's inputs, as stored.
  case data
  /// The data set's targets.
  case target
}

/// Where an operand stands.
public struct Operand: Sendable, Hashable {
  public var space: MemorySpace
  /// Bytes from the space's beginning.
  public var offset: Int
  /// Bytes from one row to the next; 0 where the operand has no rows.
  public var rowBytes: Int
  /// Bytes in all: for `worker` operands of one block, for `arena` operands of the whole batch.
  public var byteCount: Int
  /// Index of the placed buffer in the program's layout of an arena or worker operand, -1 elsewhere.
  public var buffer: Int

  public init(space: MemorySpace, offset: Int, rowBytes: Int, byteCount: Int, buffer: Int = -1) {
    self.space = space
    self.offset = offset
    self.rowBytes = rowBytes
    self.byteCount = byteCount
    self.buffer = buffer
  }
}

/// One kernel call.
public struct Step: Sendable, Hashable {
  public var kernel: Kernel
  /// In the order of `Kernel.operands`; nil where an optional operand is absent.
  public var operands: [Operand?]
  /// In the order of `Kernel.sizes`.
  public var sizes: [Int]
  public var reals: [Float]
  /// Indices of the plan's scalars.
  public var slots: [Int]
  /// Whether a strip of rows passes through this step right after the one before it (elementwise chains).
  public var joinsPrevious = false
  /// What the step computes, as plan texts show it: `a1 = dense+relu(x, w1, b1)`.
  public var text: String
  /// Index in `Plan.origins`.
  public var origin: Int

  public init(
    kernel: Kernel, operands: [Operand?], sizes: [Int], reals: [Float], slots: [Int], text: String, origin: Int
  ) {
    self.kernel = kernel
    self.operands = operands
    self.sizes = sizes
    self.reals = reals
    self.slots = slots
    self.text = text
    self.origin = origin
  }
}

/// Steps of one domain that run as one kind of work item.
public struct WorkGroup: Sendable, Hashable {
  public var domain: KernelDomain
  /// Indices of `Program.steps`. A tiles group has one step; rows and once groups run theirs in order.
  public var steps: Range<Int>
  /// Tiles in all for a tiles group, 1 for a once group, 0 for rows (their count follows from the batch's rows).
  public var items: Int

  public init(domain: KernelDomain, steps: Range<Int>, items: Int) {
    self.domain = domain
    self.steps = steps
    self.items = items
  }
}

/// Work without internal dependencies: its items may run in any order on any worker. A barrier follows.
public struct Phase: Sendable, Hashable {
  public var groups: [WorkGroup]

  public init(groups: [WorkGroup]) { self.groups = groups }
}

/// What one batch runs through: training, evaluation or prediction.
public struct Program: Sendable, Hashable {
  /// Rows of a full batch; fewer rows run the same program.
  public var batch: Int
  public var steps: [Step]
  public var phases: [Phase]
  /// Rows in a work item of a rows group; a multiple of 16.
  public var rowBlock: Int
  /// Buffers in the arena and in a worker's memory.
  public var arena: ArenaLayout
  public var worker: ArenaLayout
  /// The model's output [batch, ...], for programs that keep it.
  public var output: Operand?

  public init(
    batch: Int, steps: [Step], phases: [Phase], rowBlock: Int, arena: ArenaLayout, worker: ArenaLayout,
    output: Operand?
  ) {
    self.batch = batch
    self.steps = steps
    self.phases = phases
    self.rowBlock = rowBlock
    self.arena = arena
    self.worker = worker
    self.output = output
  }

  /// The program of a mode that has nothing to do.
  public static let empty = Program(
    batch: 32, steps: [], phases: [], rowBlock: 32, arena: .empty, worker: .empty, output: nil)
}

/// Placed buffers of one memory.
public struct ArenaLayout: Sendable, Hashable {
  public struct Buffer: Sendable, Hashable {
    public var name: String
    public var offset: Int
    public var byteCount: Int
    /// First and last position in time at which the buffer holds something: phases in the arena, steps in a worker's memory.
    public var lifetime: ClosedRange<Int>

    public init(name: String, offset: Int, byteCount: Int, lifetime: ClosedRange<Int>) {
      self.name = name
      self.offset = offset
      self.byteCount = byteCount
      self.lifetime = lifetime
    }
  }

  public var buffers: [Buffer]
  /// The peak: bytes that the memory needs.
  public var byteCount: Int
  /// The largest sum of simultaneously live bytes: no placement can need less.
  public var lowerBound: Int
  /// Whether no placement has a lower peak: it is the lower bound, or a search below it was exhausted.
  public var isProvedOptimal: Bool

  /// - Parameter isProvedOptimal: by default whether the peak is the lower bound.
  public init(buffers: [Buffer], byteCount: Int, lowerBound: Int, isProvedOptimal: Bool? = nil) {
    self.buffers = buffers
    self.byteCount = byteCount
    self.lowerBound = lowerBound
    self.isProvedOptimal = isProvedOptimal ?? (byteCount == lowerBound)
  }

  public static let empty = ArenaLayout(buffers: [], byteCount: 0, lowerBound: 0)

  /// Bytes if no two buffers shared memory.
  public var unsharedByteCount: Int { buffers.reduce(0) { $0 + $1.byteCount } }
}
