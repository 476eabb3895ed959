// The closed set of operations of a TrainGraph, with their semantics. Each value has one operation; `inputs` are named
// in the comment in their order. xhat is (x - mean) / sqrt(variance + epsilon). Formulas of activations, losses,
// metrics and update rules stand in ExecutionPlan/Functions.swift.

import ExecutionPlan

/// The parameters of an activation's formula: a, b and c.
public struct ActivationCall: Sendable, Hashable {
  public var function: Activation
  public var reals: [Float]

  public init(_ function: Activation, _ reals: [Float] = []) {
    self.function = function
    self.reals = reals
  }
}

/// A loss with its one real: label smoothing or huber's delta.
public struct LossCall: Sendable, Hashable {
  public var function: Loss
  public var a: Float

  public init(_ function: Loss, a: Float = 0) {
    self.function = function
    self.a = a
  }
}

public struct MetricCall: Sendable, Hashable {
  public var function: Metric
  public var a: Float
  public var k: Int

  public init(_ function: Metric, a: Float = 0, k: Int = 0) {
    self.function = function
    self.a = a
    self.k = k
  }
}

/// An index in `TrainGraph.scalars`.
public typealias ScalarSlot = Int

public enum Operation: Sendable, Hashable {
  // Sources.
  /// () -> [batch, ...]: the batch's rows as they are stored, as numbers.
  case input
  /// () -> [batch] classes or [batch, width] numbers.
  case target
  /// () -> the parameter of this index in `TrainGraph.parameters`.
  case parameter(Int)
  /// () -> the constant of this index in `TrainGraph.constants`.
  case constant(Int)

  // Forward.
  /// (x, center?, scale, offset?) -> (x - center) * scale + offset, vectors over a row's elements
  case affine(hasCenter: Bool, hasOffset: Bool)
  /// (x) -> the same elements in another shape
  case reshape
  /// (x [..., k], w [k, n]) -> x w [..., n]
  case product
  /// (x [..., n], b [n]) -> x + b
  case addBias
  /// (x) -> f(x)
  case activation(ActivationCall)
  /// (x) -> x * keep / (1 - rate), keep drawn anew each step from the stream
  case dropout(rate: ScalarSlot, stream: Int)
  /// (x) -> x + deviation * normal, drawn anew each step from the stream
  case gaussianNoise(deviation: ScalarSlot, stream: Int)
  /// (x [batch, ..., c]) -> [2, c]: mean and population variance over all axes but the last
  case batchStatistics
  /// (x, statistics [2, c], gamma?, beta?) -> xhat * gamma + beta
  case batchNormalize(epsilon: Float, hasGamma: Bool, hasBeta: Bool)
  /// (x, moving mean [c], moving variance [c], gamma?, beta?) -> xhat * gamma + beta
  case movingNormalize(epsilon: Float, hasGamma: Bool, hasBeta: Bool)
  /// (x, gamma?, beta?) -> xhat * gamma + beta, mean and population variance over the last axis
  case layerNormalize(epsilon: Float, hasGamma: Bool, hasBeta: Bool)

  // Figures.
  /// (prediction or logits, target, class weights?) -> loss of each row [batch]
  case loss(LossCall, hasClassWeights: Bool)
  /// (prediction, target) -> value of each row [batch]
  case metric(MetricCall)
  /// (w) -> l1 sum |w| + l2 sum w^2, a double
  case penalty(l1: ScalarSlot, l2: ScalarSlot)
  /// (a, b) -> a + b, doubles
  case addScalars
  /// (values [batch], penalty?) -> nothing: adds the batch's sum to the measure of this index
  case accumulate(measure: Int, hasPenalty: Bool)

  // Backward. The loss's gradient is of the mean over rows.
  /// (prediction or logits, target, class weights?) -> d(mean loss) / d(prediction)
  case lossGradient(LossCall, hasClassWeights: Bool)
  /// (dy [..., n], w [k, n]) -> dy w^T [..., k]
  case productInputGradient
  /// (x [..., k], dy [..., n]) -> x^T dy [k, n], summed over rows and positions
  case productKernelGradient
  /// (dy [..., n]) -> [n], summed over rows and positions
  case biasGradient
  /// (dy, saved?) -> dy * f'(saved); saved is f's input or output as `Activation.gradientOperand` says
  case activationGradient(ActivationCall)
  /// (dy) -> dy * keep / (1 - rate), the keep of the forward pass
  case dropoutGradient(rate: ScalarSlot, stream: Int)
  /// (dy, x, statistics) -> [2, c]: sum of dy, sum of dy * xhat
  case batchNormalizeGradientSums(epsilon: Float)
  /// (dy, x, statistics, sums, gamma?) -> dx
  case batchNormalizeGradient(epsilon: Float, hasGamma: Bool)
  /// (dy, zeros [c], moving variance, gamma?) -> dy * gamma / sqrt(variance + epsilon)
  case movingNormalizeGradient(epsilon: Float, hasGamma: Bool)
  /// (x [2, c]) -> row `index` [c]
  case part(index: Int)
  /// (dy, x, gamma?) -> dx
  case layerNormalizeGradient(epsilon: Float, hasGamma: Bool)
  /// (dy, x) -> [c], sum of dy * xhat
  case layerNormalizeScaleGradient(epsilon: Float)
  /// (a, b) -> a + b
  case add

  // Updates, in the order of Keras: regularization gradient, clipping, rule.
  /// (gradient, w) -> gradient + l1 sign(w) + 2 l2 w
  case regularize(l1: ScalarSlot, l2: ScalarSlot)
  /// (gradient) -> sum of squares, a double
  case squaredNorm
  /// (gradient) -> min(max(gradient, -limit), limit)
  case clipByValue(limit: ScalarSlot)
  /// (gradient, squared norm) -> gradient * limit / max(norm, limit)
  case clipByNorm(limit: ScalarSlot)
  /// (gradient) -> nothing: updates the parameter and its states
  case update(UpdateRule, parameter: Int, slots: [ScalarSlot])
  /// (statistics [2, c]) -> nothing: parameter = parameter * momentum + statistics[index] * (1 - momentum)
  case movingAverage(parameter: Int, index: Int, momentum: Float)

  /// Whether the operation is there for what it does, not for its value.
  public var hasEffect: Bool {
    switch self {
    case .accumulate, .update, .movingAverage: true
    default: false
    }
  }
}
