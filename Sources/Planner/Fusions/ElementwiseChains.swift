// Elementwise calls that follow one another run strip by strip: sixteen rows pass through the whole chain while they are in
// the L1 cache, and memory sees them once. The calls stay what they are; that they stand side by side is seen to when the
// schedule puts them in order, and what any of them touches in a worker's memory lives as long as the whole chain.

import ExecutionPlan

extension Fusion {
  static let elementwiseChains = Fusion("elementwise chains") { kernels in
    let written = Set(kernels.calls.filter(\.kernel.isElementwise).flatMap { $0.writes.map(\.buffer) })
    for index in kernels.calls.indices where kernels.calls[index].kernel.isElementwise {
      kernels.calls[index].joinsProducer = kernels.calls[index].reads.contains { written.contains($0.buffer) }
    }
  }
}

extension Kernel {
  /// Whether it passes over a row once or twice and does little arithmetic on each element: then it is the memory that
  /// it waits for.
  var isElementwise: Bool {
    switch self {
    case .affine, .addBias, .activation, .dropout, .gaussianNoise, .batchNormalize, .layerNormalize, .add,
      .activationGradient, .batchNormalizeGradient, .layerNormalizeGradient:
      true
    case .gather, .dense, .loss, .metric, .denseInputGradient, .denseKernelGradient, .biasGradient, .batchStatistics,
      .batchNormalizeGradientSums, .layerNormalizeScaleGradient, .movingAverage, .regularize, .clipByValue,
      .clipByNorm, .squaredNorm, .penalty, .update, .addScalars, .accumulate:
      false
    }
  }
}
