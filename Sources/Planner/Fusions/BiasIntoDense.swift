// The bias is added where a product's tile is stored.

extension Fusion {
  static let biasIntoDense = Fusion("bias into dense") { kernels in
    kernels.merge(consumer: .addBias, operand: "x") { dense, addBias in
      guard dense.kernel == .dense, dense["bias"] == nil, dense.sizes[3] == 0 else { return nil }
      var call = dense
      call["bias"] = addBias["bias"]
      call["y"] = addBias["y"]
      call.fused.append("bias")
      call.name = addBias.name
      return call
    }
  }
}
