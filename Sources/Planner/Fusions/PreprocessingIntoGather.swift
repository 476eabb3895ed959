// The affine preprocessing of the inputs happens as the batch's rows are gathered: inputs stay as stored in memory.

extension Fusion {
  static let preprocessingIntoGather = Fusion("preprocessing into gather") { kernels in
    kernels.merge(consumer: .affine, operand: "x") { gather, affine in
      guard gather.kernel == .gather, gather["scale"] == nil else { return nil }
      var call = gather
      call["center"] = affine["center"]
      call["scale"] = affine["scale"]
      call["offset"] = affine["offset"]
      call["y"] = affine["y"]
      call.fused.append("preprocessing")
      call.name = affine.name
      return call
    }
  }
}
