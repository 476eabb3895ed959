// The graph of kernel calls: which kernel computes what into which buffer, before phases and addresses are decided.

import ExecutionPlan

/// What an operand is.
public enum Buffer: Sendable, Hashable {
  /// Holds a value of the graph.
  case value(ValueID)
  /// A parameter's values, one of its states, its transposed copy.
  case parameter(Int)
  case state(parameter: Int, index: Int)
  case transposed(Int)
  case constant(Int)
  /// A measure's pair of doubles.
  case sums(Int)
  case data
  case target
}

/// A buffer from some byte on: a row of batch statistics begins in the middle.
public struct BufferReference: Sendable, Hashable {
  public var buffer: Buffer
  public var offset: Int

  public init(_ buffer: Buffer, offset: Int = 0) {
    self.buffer = buffer
    self.offset = offset
  }
}

/// One kernel call.
public struct KernelCall: Sendable {
  public var kernel: Kernel
  /// In the order of `Kernel.operands`.
  public var operands: [BufferReference?]
  public var sizes: [Int]
  public var reals: [Float]
  public var slots: [Int]
  /// Whether strips of rows may run through this call right after the writer of its input.
  public var joinsProducer = false
  /// What has been fused into the call, for texts: `+bias`, `+relu`.
  public var fused: [String]
  public var name: String
  public var origin: Int

  public init(
    _ kernel: Kernel, _ operands: [BufferReference?], sizes: [Int] = [], reals: [Float] = [], slots: [Int] = [],
    name: String, origin: Int
  ) {
    self.kernel = kernel
    self.operands = operands
    self.sizes = sizes
    self.reals = reals
    self.slots = slots
    fused = []
    self.name = name
    self.origin = origin
  }

  /// The operand of a role's name.
  public subscript(role: String) -> BufferReference? {
    get { kernel.operands.firstIndex { $0.name == role }.flatMap { operands[$0] } }
    set {
      guard let index = kernel.operands.firstIndex(where: { $0.name == role }) else { return }
      operands[index] = newValue
    }
  }

  /// Buffers that the call reads and writes, with the operand's index.
  public var reads: [(index: Int, buffer: Buffer)] { accesses { $0 != .write } }
  public var writes: [(index: Int, buffer: Buffer)] { accesses { $0 != .read } }

  private func accesses(_ isWanted: (OperandAccess) -> Bool) -> [(index: Int, buffer: Buffer)] {
    kernel.operands.indices.compactMap { index in
      guard isWanted(kernel.operands[index].access), let reference = operands[index] else { return nil }
      return (index, reference.buffer)
    }
  }
}

public struct KernelGraph: Sendable {
  /// Within a domain, writers come before readers.
  public var calls: [KernelCall]
  public var graph: TrainGraph
  /// The buffer of the model's output, for programs that keep it.
  public var output: BufferReference?
  /// Rows of a full batch.
  public var batch: Int

  /// The same calls for another batch: sizes of calls do not depend on it.
  func withBatch(_ batch: Int) -> KernelGraph {
    var graph = self
    graph.batch = batch
    return graph
  }
}
