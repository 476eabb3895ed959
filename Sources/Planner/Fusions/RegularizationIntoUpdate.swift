// The regularization gradient and clipping by value are applied to the gradient's tile inside the update.

import ExecutionPlan

extension Fusion {
  static let regularizationIntoUpdate = Fusion("regularization and clipping into update") { kernels in
    // Clipping comes after regularization: it is taken in first, and regularization only where clipping stands in no other call.
    kernels.merge(consumer: .update, operand: "gradient", keepsConsumerPlace: true) { clip, update in
      guard clip.kernel == .clipByValue else { return nil }
      var call = update
      call["gradient"] = clip["gradient"]
      call.slots[2] = clip.slots[0]
      call.sizes[3] = 1
      call.fused.append("clip")
      return call
    }
    kernels.merge(consumer: .update, operand: "gradient", keepsConsumerPlace: true) { regularize, update in
      guard regularize.kernel == .regularize else { return nil }
      var call = update
      call["gradient"] = regularize["gradient"]
      call.slots[0] = regularize.slots[0]
      call.slots[1] = regularize.slots[1]
      call.sizes[3] = 1
      call.fused.append("regularization")
      return call
    }
  }
}
