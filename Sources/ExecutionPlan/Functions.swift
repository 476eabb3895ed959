// The closed lists of functions that kernels take from tables: activations, losses, metrics and update rules.
// Their raw values are the order of the C tables (Sources/CKernels); a test holds the names together.

/// An activation's function. Parameters stand in a step's reals: `a` and `b` in the formulas.
public enum Activation: UInt8, Sendable, Hashable, CaseIterable {
  case linear  // x
  case relu  // max(x, 0)
  case leakyRelu  // x > 0 ? x : a x
  case relu6  // min(max(x, 0), 6)
  case elu  // x > 0 ? x : a (exp(x) - 1)
  case selu  // scale * (x > 0 ? x : alpha (exp(x) - 1)), Klambauer et al. 2017
  case celu  // max(x, 0) + min(0, a (exp(x / a) - 1))
  case sigmoid  // 1 / (1 + exp(-x))
  case tanh
  case softplus  // log(1 + exp(x))
  case softsign  // x / (1 + |x|)
  case exponential  // exp(x)
  case hardSigmoid  // min(max(x / 6 + 1/2, 0), 1)
  case hardTanh  // min(max(x, -1), 1)
  case logSigmoid  // log(sigmoid(x))
  case softShrink  // sign(x) max(|x| - a, 0)
  case hardShrink  // |x| > a ? x : 0
  case silu  // x sigmoid(x)
  case gelu  // x Phi(x), with the error function
  case geluTanh  // 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))
  case mish  // x tanh(softplus(x))
  case hardSilu  // x hardSigmoid(x)
  case tanhShrink  // x - tanh(x)
  case threshold  // x > a ? x : b
  case squareplus  // (x + sqrt(x^2 + a)) / 2
  case sparsePlus  // x <= -1: 0, x < 1: (x + 1)^2 / 4, else x
  case sparseSigmoid  // x <= -1: 0, x < 1: (x + 1) / 2, else 1
  case reluGeneral  // Keras's ReLU layer: x >= c: c; x > b: x; else a (x - b); c is infinite for no maximum
  // Over the last axis:
  case softmax
  case logSoftmax
  case sparsemax  // Martins and Astudillo 2016
  case glu  // first half * sigmoid(second half): halves the last axis

  /// What the gradient is computed from beside the output's gradient.
  public enum GradientOperand: Sendable { case none, input, output }

  public var gradientOperand: GradientOperand {
    switch self {
    case .linear: .none
    case .relu, .leakyRelu, .relu6, .elu, .selu, .celu, .sigmoid, .tanh, .softplus, .softsign, .exponential,
      .hardSigmoid, .hardTanh, .logSigmoid, .softShrink, .hardShrink, .softmax, .logSoftmax, .sparsemax:
      .output
    case .silu, .gelu, .geluTanh, .mish, .hardSilu, .tanhShrink, .threshold, .squareplus, .sparsePlus,
      .sparseSigmoid, .reluGeneral, .glu:
      .input
    }
  }

  /// Whether one output element depends on its own input element alone.
  public var isElementwise: Bool {
    switch self {
    case .softmax, .logSoftmax, .sparsemax, .glu: false
    default: true
    }
  }
}

/// A loss per row, from a row's predictions [width] and its target. Written `p` for a prediction, `z` for a logit and `t` for a target.
public enum Loss: UInt8, Sendable, Hashable, CaseIterable {
  case softmaxCrossEntropy  // -sum t log softmax(z), t one-hot of a class index smoothed by a: t (1 - a) + a / width
  case softmaxCrossEntropyDense  // the same with t [width] numbers
  // mean over width of max(z, 0) - z t + log(1 + exp(-|z|)); t one class index (width 1) or its one-hot; smoothing t
  // (1 - a) + a / 2
  case sigmoidCrossEntropy
  case sigmoidCrossEntropyDense  // the same with t [width] numbers
  case meanSquaredError  // mean over width of (p - t)^2
  case meanAbsoluteError  // mean over width of |p - t|
  case huber  // mean over width of e^2 / 2 where |e| <= a, else a |e| - a^2 / 2
}

/// A metric per row.
public enum Metric: UInt8, Sendable, Hashable, CaseIterable {
  case categoricalAccuracy  // arg max of p equals the class index; the first of equal maxima counts
  case binaryAccuracy  // mean over width of (p > a) == t; t a class index (width 1) or its one-hot
  case topK  // the class index is among the `k` largest: fewer than k predictions are larger
  case meanSquaredError  // a^2 times mean over width of (p - t)^2
  case meanAbsoluteError  // a times mean over width of |p - t|
  case binaryAccuracyDense  // mean over width of (p > a) == (t > 1/2), t [width] numbers
}

/// An optimizer's update of one element `w` by its gradient `g`; slots are named in `UpdateRule.slots`.
/// Where weight_decay is not zero, w is first multiplied by 1 - weight_decay * learning_rate (Keras, decoupled).
public enum UpdateRule: UInt8, Sendable, Hashable, CaseIterable {
  case sgd  // w -= learning_rate g
  case momentum  // v = momentum v - learning_rate g; w += v
  case nesterov  // v = momentum v - learning_rate g; w += momentum v - learning_rate g
  case adam  // m += (g - m)(1 - beta_1); v += (g^2 - v)(1 - beta_2); w -= m alpha / (sqrt(v) + epsilon)
  case amsgrad  // as adam with vhat = max(vhat, v) in the place of v under the root
  case rmsprop  // v = rho v + (1 - rho) g^2; w -= learning_rate g / sqrt(v + epsilon)
  case rmspropMomentum  // increment = learning_rate g / sqrt(v + epsilon); m = momentum m + increment; w -= m
  case rmspropCentered  // a = rho a + (1 - rho) g; denominator v - a^2 + epsilon
  case rmspropCenteredMomentum

  /// State tensors, each like the parameter.
  public var states: [String] {
    switch self {
    case .sgd: []
    case .momentum, .nesterov: ["momentum"]
    case .adam: ["momentum", "velocity"]
    case .amsgrad: ["momentum", "velocity", "velocity_hat"]
    case .rmsprop: ["velocity"]
    case .rmspropMomentum: ["velocity", "momentum"]
    case .rmspropCentered: ["velocity", "average_gradient"]
    case .rmspropCenteredMomentum: ["velocity", "average_gradient", "momentum"]
    }
  }

  /// The slots of a step's scalars after learning_rate and weight_decay, in order. Those of `derivedSlots` follow.
  public var slots: [String] {
    switch self {
    case .sgd: []
    case .momentum, .nesterov: ["momentum"]
    case .adam, .amsgrad: ["beta_1", "beta_2", "epsilon"]
    case .rmsprop, .rmspropCentered: ["rho", "epsilon"]
    case .rmspropMomentum, .rmspropCenteredMomentum: ["rho", "epsilon", "momentum"]
    }
  }

  /// Slots that `lf_prepare_update` fills before every step.
  public var derivedSlots: [String] {
    switch self {
    case .adam, .amsgrad: ["alpha"]  // learning_rate sqrt(1 - beta_2^t) / (1 - beta_1^t)
    case .sgd, .momentum, .nesterov, .rmsprop, .rmspropMomentum, .rmspropCentered, .rmspropCenteredMomentum: []
    }
  }
}
