// Layer 1 reads the data itself: the shuffled choice of rows, the conversion of bytes and the preprocessing happen as a
// product loads its operand, so that no copy of the batch in floats crosses from one phase to the next.
//
// A kernel's gradient always can: it packs a chunk of its vectors anyway. A product along the outputs broadcasts single
// elements, where conversion would cost as much as the arithmetic: its rows are still gathered, but for one block at a
// time and into the worker's own memory, which the cache holds.

import ExecutionPlan

extension Fusion {
  static let gatherIntoProducts = Fusion("gather into products") { kernels in
    let gathers = kernels.calls.filter { $0.kernel == .gather }
    for gather in gathers {
      guard let y = gather["y"] else { continue }
      for index in kernels.calls.indices {
        let call = kernels.calls[index]
        guard call["x"] == y, readsData(call) else { continue }
        for (role, source) in [("x", "data"), ("center", "center"), ("scale", "scale"), ("offset", "offset")] {
          kernels.calls[index][role] = gather[source]
        }
        kernels.calls[index].fused.insert("gather", at: 0)
        for part in gather.fused.reversed() { kernels.calls[index].fused.insert(part, at: 1) }
      }
      let isRead =
        kernels.output == y || kernels.calls.contains { call in call.reads.contains { $0.buffer == y.buffer } }
      if !isRead { kernels.calls.removeAll { $0.kernel == .gather && $0["y"] == y } }
    }
  }

  /// Whether a call can read the data in the place of its `x`.
  private static func readsData(_ call: KernelCall) -> Bool {
    switch call.kernel {
    case .dense: call.sizes[0] == 1 && call.sizes[5] == PanelLanes.inputs.rawValue
    case .denseKernelGradient: call.sizes[0] == 1
    default: false
    }
  }
}
