// How much of a row a step writes: a row's stride may be longer.

extension Step {
  /// Floats that a rows kernel writes in a row of its widest output; 0 for other kernels.
  public var rowElements: Int {
    switch kernel {
    case .gather, .affine, .dropout, .gaussianNoise, .add, .loss: sizes[0]
    case .dense: sizes[0] * sizes[2]
    case .addBias, .activation, .batchNormalize, .layerNormalize, .denseInputGradient, .activationGradient,
      .batchNormalizeGradient, .layerNormalizeGradient:
      sizes[0] * sizes[1]
    case .metric: 1
    case .denseKernelGradient, .biasGradient, .batchStatistics, .batchNormalizeGradientSums,
      .layerNormalizeScaleGradient, .movingAverage, .regularize, .clipByValue, .clipByNorm, .squaredNorm, .penalty,
      .update, .addScalars, .accumulate:
      0
    }
  }
}
