// The optimizer's update runs on a gradient's tile while it is in L1: no gradient buffer, one phase less. Not where a norm
// needs the whole gradient first, nor where the gradient is summed from two places.

import ExecutionPlan

extension Fusion {
  static let updateIntoGradient = Fusion("update into gradient") { kernels in
    kernels.merge(consumer: .update, operand: "gradient", keepsConsumerPlace: true) { gradient, update in
      guard gradient.kernel == .denseKernelGradient || gradient.kernel == .biasGradient, gradient["w"] == nil else {
        return nil
      }
      var call = gradient
      call["gradient"] = nil
      for role in ["w", "state_0", "state_1", "state_2", "w_transposed"] { call[role] = update[role] }
      let rule = gradient.kernel == .denseKernelGradient ? 3 : 2
      call.sizes[rule] = update.sizes[2]
      call.sizes[rule + 1] = update.sizes[3]
      call.slots = update.slots
      call.fused = update.fused + ["update"]
      call.name = update.name
      return call
    }
  }
}
