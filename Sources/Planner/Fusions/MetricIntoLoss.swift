// The row kernel of the loss computes a metric of the same prediction and target beside it: the row is in the registers,
// and its class has been looked up. One metric; further ones stay on their own.

extension Fusion {
  static let metricIntoLoss = Fusion("metric into loss") { kernels in
    guard
      let loss = kernels.calls.firstIndex(where: { $0.kernel == .loss && $0["value"] == nil }),
      let metric = kernels.calls.firstIndex(where: { call in
        call.kernel == .metric && call["prediction"] == kernels.calls[loss]["prediction"]
          && call["target"] == kernels.calls[loss]["target"]
      })
    else { return }
    let call = kernels.calls[metric]
    kernels.calls[loss]["value"] = call["value"]
    kernels.calls[loss].sizes[2] = call.sizes[1]
    kernels.calls[loss].sizes[3] = call.sizes[2]
    kernels.calls[loss].reals[1] = call.reals[0]
    kernels.calls[loss].fused.append(call.name)
    kernels.calls.remove(at: metric)
  }
}
