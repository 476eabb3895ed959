// An activation's gradient multiplies a tile of dX as it is stored.

import ExecutionPlan

extension Fusion {
  static let activationGradientIntoInputGradient = Fusion("activation gradient into input gradient") { kernels in
    kernels.merge(consumer: .activationGradient, operand: "dy") { product, gradient in
      guard product.kernel == .denseInputGradient, product.sizes[3] == 0,
        let function = Activation(rawValue: UInt8(gradient.sizes[2])), function.isElementwise
      else { return nil }
      var call = product
      call.sizes[3] = gradient.sizes[2]
      call.reals = gradient.reals
      call["saved"] = gradient["saved"]
      call["dx"] = gradient["dx"]
      call.fused.append("\(function)'")
      call.name = gradient.name
      return call
    }
  }
}
