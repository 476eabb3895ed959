// Fusions: rewrites of the kernel graph that merge calls or bring them together. Each is a file and a line in the list;
// every one is optional, and a plan without them computes the same.

import ExecutionPlan

public struct Fusion: Sendable {
  public var name: String
  /// Rewrites wherever it applies.
  public var apply: @Sendable (inout KernelGraph) -> Void

  public init(_ name: String, apply: @escaping @Sendable (inout KernelGraph) -> Void) {
    self.name = name
    self.apply = apply
  }

  /// In the order in which they are applied.
  public static let all: [Fusion] = [
    .preprocessingIntoGather, .gatherIntoProducts, .biasIntoDense, .activationIntoDense, .lossWithGradient,
    .metricIntoLoss, .dropoutSignAsMask, .activationGradientIntoInputGradient, .regularizationIntoUpdate,
    .updateIntoGradient, .biasIntoKernelGradient, .elementwiseChains,
  ]
}

/// The kernel graph with the given fusions applied in order.
public func fuse(_ kernels: KernelGraph, _ fusions: [Fusion] = Fusion.all) -> KernelGraph {
  fusions.reduce(into: kernels) { kernels, fusion in fusion.apply(&kernels) }
}

extension KernelGraph {
  /// Merges producer-consumer pairs: for each call that `merged` accepts with the writer of its operand `role`, which
  /// nobody else reads, the merged call takes the place of one of the two and the other goes.
  ///
  /// - Parameter keepsConsumerPlace: whether the merged call stands where the consumer stood.
  mutating func merge(
    consumer kernel: Kernel, operand role: String, keepsConsumerPlace: Bool = false,
    _ merged: (_ producer: KernelCall, _ consumer: KernelCall) -> KernelCall?
  ) {
    var writer: [Buffer: Int] = [:]
    var readerCount: [Buffer: Int] = output.map { [$0.buffer: 1] } ?? [:]
    for (index, call) in calls.enumerated() {
      for write in call.writes { writer[write.buffer] = index }
      for read in call.reads { readerCount[read.buffer, default: 0] += 1 }
    }
    // Calls that have gone leave a gap until the end, so that places stay valid.
    var remaining: [KernelCall?] = calls
    for index in calls.indices where calls[index].kernel == kernel {
      guard let consumer = remaining[index], let buffer = consumer[role]?.buffer, readerCount[buffer] == 1,
        let place = writer[buffer], place < index, let producer = remaining[place],
        let call = merged(producer, consumer)
      else { continue }
      let kept = keepsConsumerPlace ? index : place
      remaining[keepsConsumerPlace ? place : index] = nil
      remaining[kept] = call
      for write in call.writes { writer[write.buffer] = kept }
    }
    calls = remaining.compactMap(\.self)
  }
}
