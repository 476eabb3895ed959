// Dropout after relu needs no mask for its gradient, nor its random numbers again: an element got through both exactly
// where dropout's output is positive. The gradient of the two becomes one factor in the input gradient's store, and relu's
// own output is not kept: dropout takes its place. (Where a gradient is not finite, a dropped element's is NaN here and zero
// there.)

import ExecutionPlan

extension Fusion {
  static let dropoutSignAsMask = Fusion("dropout's sign as mask") { kernels in
    // relu's output -> dropout's, forward.
    var dropped: [Buffer: KernelCall] = [:]
    for call in kernels.calls where call.kernel == .dropout { dropped[call.operands[0]?.buffer ?? .data] = call }
    let candidates = kernels.calls.compactMap { relu -> (relu: KernelCall, forward: KernelCall)? in
      guard relu.kernel == .activationGradient, relu.sizes[2] == Int(Activation.relu.rawValue),
        let saved = relu["saved"], let forward = dropped[saved.buffer]
      else { return nil }
      return (relu, forward)
    }
    for (relu, forward) in candidates {
      kernels.fuse(relu, forward)
    }
  }
}

extension KernelGraph {
  /// Merges product -> dropout gradient -> relu gradient into the product, where nobody else reads what lies between.
  fileprivate mutating func fuse(_ relu: KernelCall, _ forward: KernelCall) {
    func only(_ reference: BufferReference?, _ isWanted: (KernelCall) -> Bool) -> Int? {
      guard let buffer = reference?.buffer, calls.count(where: { $0.reads.contains { $0.buffer == buffer } }) == 1
      else { return nil }
      return calls.firstIndex { $0.writes.contains { $0.buffer == buffer } && isWanted($0) }
    }
    guard
      // The same stream: this dropout is that one's gradient.
      let dropout = only(relu["dy"], { $0.kernel == .dropout && $0.sizes[1] == forward.sizes[1] }),
      let product = only(calls[dropout]["x"], { $0.kernel == .denseInputGradient && $0.sizes[3] == 0 }),
      let place = calls.firstIndex(where: { $0.kernel == .activationGradient && $0["dx"] == relu["dx"] })
    else { return }
    calls[product]["saved"] = forward["y"]
    calls[product]["dx"] = relu["dx"]
    calls[product].sizes[3] = relu.sizes[2]
    calls[product].sizes[4] = 1
    calls[product].reals = relu.reals
    calls[product].slots = calls[dropout].slots
    calls[product].fused += ["dropout'", "relu'"]
    calls[product].name = relu.name
    let gone = [dropout, place]
    calls = calls.indices.filter { !gone.contains($0) }.map { calls[$0] }
  }
}
