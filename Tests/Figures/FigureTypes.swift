// What Keras and PyTorch computed, as values: the types of the generated files beside this one. Scripts/figures makes
// them and says how; every model reads the first digits, divided by 16, in batches of 32.

/// A tensor before training: `center` plus sample numbers (Tests/Figures/SampleNumbers.swift) of a stream.
public struct InitialTensor: Sendable {
  public let name: String
  public let shape: [Int]
  public let stream: Int
  public let scale: Double
  public let center: Double

  /// Row-major; exact in float32.
  public var values: [Double] {
    SampleNumbers.values(shape.reduce(1, *), stream: stream, scale: scale).map { $0 + center }
  }
}

/// Figures of one tensor: its sum, its Euclidean norm and all or some of its elements.
public struct TensorFigures: Sendable {
  public let name: String
  /// Elements in all.
  public let count: Int
  public let sum: Double
  public let norm: Double
  /// Element k is that of flat index `index(k)`.
  public let elements: [Double]

  /// Evenly spaced: k * count / elements.count.
  public func index(_ k: Int) -> Int { k * count / elements.count }
}

/// The first 320 digits: ten batches.
public enum DigitRows {
  public static let batchSize = 32

  /// [320, 64]: 0 to 16.
  public static let pixels: [Double] = text.utf8.compactMap { character in
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Double(character - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "g"): Double(character - UInt8(ascii: "a")) + 10
    default: nil
    }
  }

  /// Batch `index` [32, 64], divided by 16, and its labels.
  public static func batch(_ index: Int) -> (inputs: [Double], labels: [Int]) {
    let rows = index * batchSize..<(index + 1) * batchSize
    return (pixels[rows.lowerBound * 64..<rows.upperBound * 64].map { $0 / 16 }, Array(labels[rows]))
  }
}

/// Loss and gradients of a model on the first 32 digits.
public struct ModelFigures: Sendable, CustomStringConvertible {
  public enum Layer: Sendable {
    case dense(units: Int, activation: String)
    case batchNormalization
    case layerNormalization
    case relu
  }

  public enum Loss: Sendable {
    case sparseCategoricalCrossEntropy
    case categoricalCrossEntropy(labelSmoothing: Double)
    /// Of the class's one-hot.
    case binaryCrossEntropy(labelSmoothing: Double)
    /// The following take the label as a number.
    case meanSquaredError
    case meanAbsoluteError
    case huber(delta: Double)
  }

  public let name: String
  /// The sections `model` and `training` (without an optimizer) of a spec of this model.
  public let yaml: String
  public let layers: [Layer]
  public let loss: Loss
  public let classWeights: [Int: Double]
  public let initial: [InitialTensor]
  public let meanLoss: Double
  /// Of the trainable tensors.
  public let gradients: [TensorFigures]
  /// After one step in training mode.
  public let movingStatistics: [TensorFigures]
  /// The output of rows 0 to 3 in evaluation mode, with those moving statistics and the initial weights.
  public let evaluationOutput: [Double]

  public var description: String { name }
}

/// What an optimizer does: two steps of a model 64-10 and ten losses of 64-10-10-10 (relu) with softmax cross-entropy.
public struct OptimizerFigures: Sendable, CustomStringConvertible {
  public enum Clipping: Sendable {
    case none
    case value(Double)
    case norm(Double)
    case globalNorm(Double)
  }

  /// The state after a step. States are named `dense.kernel.momentum`.
  public struct Step: Sendable {
    /// Before the step, with penalties.
    public let meanLoss: Double
    public let parameters: [TensorFigures]
    public let states: [TensorFigures]
  }

  public let name: String
  /// The value of `training.optimizer` in a spec.
  public let yaml: String
  /// The case of `UpdateRule`.
  public let rule: String
  public let learningRate: Double
  public let weightDecay: Double
  /// The values of `UpdateRule.slots`.
  public let slots: [Double]
  public let clipping: Clipping
  /// Strengths of every kernel's regularizer; 0 for none.
  public let l1: Double
  public let l2: Double
  /// Of the first step as the optimizer is given them: with the gradient of the penalty, before clipping.
  public let gradients: [TensorFigures]
  /// After one and after two steps from zero states.
  public let steps: [Step]
  public let deepLosses: [Double]

  public var description: String { name }
}

/// The first 50 losses of a model 64-10-10-10 (relu) with softmax cross-entropy. Batch 45 has 29 rows and ends the epoch
/// of 1,437 training rows.
public struct LossCurveFigures: Sendable, CustomStringConvertible {
  public let name: String
  public let learningRate: Double
  public let momentum: Double
  public let initial: [InitialTensor]
  /// The largest relative deviation of PyTorch's own losses in float32.
  public let float32Deviation: Double
  public let losses: [Double]

  public var description: String { name }
}

/// An activation on sample numbers: x is stream 200 with scale 16, dy is stream 201 with scale 2, vectors have 6 elements.
public struct ActivationFigures: Sendable, CustomStringConvertible {
  /// The case of `Activation`.
  public let function: String
  public let reals: [Double]
  public let y: [Double]
  public let dx: [Double]

  public static let featureCount = 6
  public static let elementCount = 24

  public var description: String { function }
}

/// Parses numbers between blanks. A text compiles at once where an array literal of thousands takes minutes.
func numbers(_ text: String) -> [Double] {
  text.split { $0 == " " || $0 == "\n" }.map { Double($0) ?? .nan }
}
