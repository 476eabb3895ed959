// A layer's bias is updated by the kernel gradient of the same layer: both sum the same dy, which is in the cache then, and
// there is one piece of work less to hand out.

import ExecutionPlan

extension Fusion {
  static let biasIntoKernelGradient = Fusion("bias gradient into kernel gradient") { kernels in
    var gone: Set<Int> = []
    for bias in kernels.calls.indices {
      let call = kernels.calls[bias]
      // Both updated in the store, by the same rule with the same scalars.
      guard call.kernel == .biasGradient, call["w"] != nil,
        let place = kernels.calls.firstIndex(where: { product in
          product.kernel == .denseKernelGradient && product["bias"] == nil && product["w"] != nil
            && product["dy"] == call["dy"] && product.sizes[0] == call.sizes[0] && product.sizes[2] == call.sizes[1]
            && product.sizes[3] == call.sizes[2] && product.sizes[4] == call.sizes[3] && product.slots == call.slots
        })
      else { continue }
      for (role, source) in [
        ("bias", "w"), ("bias_state_0", "state_0"), ("bias_state_1", "state_1"), ("bias_state_2", "state_2"),
      ] {
        kernels.calls[place][role] = call[source]
      }
      kernels.calls[place].fused.append("bias")
      gone.insert(bias)
    }
    kernels.calls = kernels.calls.indices.filter { !gone.contains($0) }.map { kernels.calls[$0] }
  }
}
