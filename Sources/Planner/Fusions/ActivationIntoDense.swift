// An elementwise activation is applied to a product's tile while it is in L1. Where the gradient needs the activation's
// input, someone else reads the product and the two stay apart.

import ExecutionPlan

extension Fusion {
  static let activationIntoDense = Fusion("activation into dense") { kernels in
    kernels.merge(consumer: .activation, operand: "x") { dense, activation in
      guard dense.kernel == .dense, dense.sizes[3] == 0,
        let function = Activation(rawValue: UInt8(activation.sizes[2])), function.isElementwise
      else { return nil }
      var call = dense
      call.sizes[3] = activation.sizes[2]
      call.reals = activation.reals
      call["y"] = activation["y"]
      call.fused.append("\(function)")
      call.name = activation.name
      return call
    }
  }
}
