// One row kernel computes the loss and its gradient: the exponentials are shared. The fused call stands where the gradient
// stood: by then every metric has read the prediction, which the gradient may overwrite.

extension Fusion {
  static let lossWithGradient = Fusion("loss with gradient") { kernels in
    let loss = kernels.calls.firstIndex { $0.kernel == .loss && $0["gradient"] == nil }
    let gradient = kernels.calls.firstIndex { $0.kernel == .loss && $0["row_loss"] == nil }
    guard let loss, let gradient, loss < gradient else { return }
    kernels.calls[gradient]["row_loss"] = kernels.calls[loss]["row_loss"]
    kernels.calls[gradient].fused.append("gradient")
    kernels.calls[gradient].name = kernels.calls[loss].name
    kernels.calls.remove(at: loss)
  }
}
