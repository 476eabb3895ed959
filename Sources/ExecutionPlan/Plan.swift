// The plan: everything that training, evaluation and prediction will run, decided before anything runs.

/// A compiled model: programs, memory and provenance. Scalars (learning rate, dropout rates, ...), the seed and the
/// number of epochs are not part of it: see `RunConfiguration`.
public struct Plan: Sendable, Hashable {
  public var name: String
  /// Rows of a training step's full batch; a batch of fewer rows runs the same plan.
  public var batch: Int { training.batch }
  public var training: Program
  public var evaluation: Program
  public var prediction: Program
  public var parameters: [ParameterLayout]
  /// Bytes of the parameter memory: values, states, transposed copies.
  public var parameterMemory: Int
  public var constants: [ConstantLayout]
  public var constantMemory: Int
  /// Names of the scalar slots, in slot order.
  public var scalarNames: [String]
  public var measures: [Measure]
  /// The optimizer's rule and its slots, nil for a plan that does not train.
  public var optimizer: OptimizerLayout?
  /// Where steps come from in the spec.
  public var origins: [Origin]
  public var input: InputLayout
  /// How the training program came by its schedule; nil for a plan that no planner made.
  public var decision: ScheduleDecision?

  public init(
    name: String, training: Program, evaluation: Program, prediction: Program,
    parameters: [ParameterLayout], parameterMemory: Int, constants: [ConstantLayout], constantMemory: Int,
    scalarNames: [String], measures: [Measure], optimizer: OptimizerLayout?, origins: [Origin], input: InputLayout,
    decision: ScheduleDecision? = nil
  ) {
    self.name = name
    self.training = training
    self.evaluation = evaluation
    self.prediction = prediction
    self.parameters = parameters
    self.parameterMemory = parameterMemory
    self.constants = constants
    self.constantMemory = constantMemory
    self.scalarNames = scalarNames
    self.measures = measures
    self.optimizer = optimizer
    self.origins = origins
    self.input = input
    self.decision = decision
  }

  /// Scalars in the model's trainable and non-trainable parameters.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.elementCount } }
  public var trainableParameterCount: Int {
    parameters.reduce(0) { $0 + ($1.isTrainable ? $1.elementCount : 0) }
  }
  /// Bytes of the arena that serves all three programs in turn.
  public var arenaMemory: Int {
    max(training.arena.byteCount, evaluation.arena.byteCount, prediction.arena.byteCount)
  }
  /// Bytes of each worker's own memory.
  public var workerMemory: Int {
    max(training.worker.byteCount, evaluation.worker.byteCount, prediction.worker.byteCount)
  }
}

/// What the plan expects of the data.
public struct InputLayout: Sendable, Hashable {
  /// One row's shape, without the batch dimension.
  public var shape: [Int]
  public var elementType: ElementType
  public var target: TargetSummary
  /// The model's output shape, without the batch dimension.
  public var outputShape: [Int]

  public init(shape: [Int], elementType: ElementType, target: TargetSummary, outputShape: [Int]) {
    self.shape = shape
    self.elementType = elementType
    self.target = target
    self.outputShape = outputShape
  }
}

/// A parameter tensor in the parameter memory, stored in panels (Sources/CKernels/include/lofting_kernels.h).
public struct ParameterLayout: Sendable, Hashable {
  /// `dense.kernel`.
  public var name: String
  /// The logical shape: `[in, out]` of a kernel, `[features]` of a bias.
  public var shape: [Int]
  public var initializer: Initializer
  /// Whether the optimizer updates it; batch normalization's moving statistics never are.
  public var isTrainable: Bool
  /// Byte offset of the values in panels.
  public var offset: Int
  /// Byte offsets of the optimizer's states, each in panels too.
  public var states: [State]
  /// Byte offset of the transposed copy, where a kernel reads one.
  public var transposedOffset: Int?

  public struct State: Sendable, Hashable {
    public var name: String
    public var offset: Int

    public init(name: String, offset: Int) {
      self.name = name
      self.offset = offset
    }
  }

  public init(
    name: String, shape: [Int], initializer: Initializer, isTrainable: Bool, offset: Int, states: [State],
    transposedOffset: Int?
  ) {
    self.name = name
    self.shape = shape
    self.initializer = initializer
    self.isTrainable = isTrainable
    self.offset = offset
    self.states = states
    self.transposedOffset = transposedOffset
  }

  /// The logical matrix: a vector has one input.
  public var inputs: Int { shape.dropLast().reduce(1, *) }
  public var outputs: Int { shape.last ?? 1 }
  public var lanes: PanelLanes { PanelLanes(inputs: inputs, outputs: outputs) }
  public var elementCount: Int { shape.reduce(1, *) }
  /// Bytes in panels, padding included.
  public var byteCount: Int {
    switch lanes {
    case .outputs: Self.panelBytes(inputs: inputs, outputs: outputs)
    case .inputs: Self.panelBytes(inputs: outputs, outputs: inputs)
    }
  }

  public static func panelBytes(inputs: Int, outputs: Int) -> Int { inputs * ((outputs + 15) / 16 * 16) * 4 }
}

/// Which axis of a matrix parameter fills the 16 lanes of its panels; the other one is the panels' row.
public enum PanelLanes: Int, Sendable, Hashable, CaseIterable {
  case outputs
  /// The panels of the transposed matrix.
  case inputs

  /// Vector operations of one row's product along the inputs beyond the multiply-adds: adding up an output's lanes.
  private static let sumCost = 3
  /// Fewer inputs than this are not worth adding up lanes.
  private static let fewestInputs = 32

  /// The layout of a matrix [inputs, outputs], by its shape alone: lanes over inputs where that saves a tenth of the
  /// multiply-adds of a row, as for 784 inputs and 10 outputs, which fill all of 49 x 16 lanes but 10 of 16.
  public init(inputs: Int, outputs: Int) {
    let alongOutputs = (outputs + 15) / 16 * inputs
    let alongInputs = outputs * ((inputs + 15) / 16 + Self.sumCost)
    self = inputs >= Self.fewestInputs && 10 * alongInputs < 9 * alongOutputs ? .inputs : .outputs
  }
}

/// How a parameter begins. Fans of a shape `[in, out]` are `in` and `out`, of a vector its length twice (Keras).
public enum Initializer: Sendable, Hashable {
  public enum FanMode: String, Sendable, Hashable {
    case fanIn = "fan_in"
    case fanOut = "fan_out"
    case fanAverage = "fan_avg"
  }
  public enum Distribution: String, Sendable, Hashable {
    case truncatedNormal = "truncated_normal"
    case untruncatedNormal = "untruncated_normal"
    case uniform
  }

  case constant(Float)
  /// Ones (times gain) on the diagonal of a matrix.
  case identity(gain: Float)
  case uniform(minimum: Float, maximum: Float, seed: Int?)
  case normal(mean: Float, deviation: Float, seed: Int?)
  /// Redrawn beyond two deviations.
  case truncatedNormal(mean: Float, deviation: Float, seed: Int?)
  /// Keras's VarianceScaling: glorot, he and lecun are special cases.
  case varianceScaling(scale: Float, mode: FanMode, distribution: Distribution, seed: Int?)
  /// Rows or columns orthonormal, by QR of a normal matrix (Saxe et al. 2014).
  case orthogonal(gain: Float, seed: Int?)
}

/// Vectors that are bound when a run starts.
public struct ConstantLayout: Sendable, Hashable {
  public enum Source: Sendable, Hashable {
    /// The composed preprocessing of the inputs: y = (x - center) * scale + offset per feature, computed in double from the chain.
    case preprocessing([Preprocessing], part: AffinePart)
    /// Known when compiled: class weights by index, zeros.
    case values([Float])
    /// rows / (classes * rows of the class) over training rows.
    case balancedClassWeights
  }

  public enum AffinePart: String, Sendable, Hashable { case center, scale, offset }

  public var name: String
  public var source: Source
  public var count: Int
  /// Byte offset in the constant memory; the vector is padded to 16 floats with zeros.
  public var offset: Int

  public init(name: String, source: Source, count: Int, offset: Int) {
    self.name = name
    self.source = source
    self.count = count
    self.offset = offset
  }
}

/// One element of the preprocessing chain.
public enum Preprocessing: Sendable, Hashable {
  /// x * scale + offset
  case rescaling(scale: Double, offset: Double)
  /// (x - mean) / max(sqrt(variance), 1e-7), fitted on training rows; per feature or over all.
  case normalization(isPerFeature: Bool)

  /// The parts of (x - center) * scale + offset that a chain needs, in this order; the others are zero whatever the data.
  public static func parts(of chain: [Preprocessing]) -> [ConstantLayout.AffinePart] {
    var hasCenter = false
    var hasOffset = false
    for element in chain {
      switch element {
      case .rescaling(_, let offset): hasOffset = hasOffset || offset != 0
      // Per feature the mean becomes the center and nothing is left to add.
      case .normalization(isPerFeature: true): (hasCenter, hasOffset) = (true, false)
      case .normalization(isPerFeature: false): hasOffset = true
      }
    }
    return (hasCenter ? [.center] : []) + [.scale] + (hasOffset ? [.offset] : [])
  }
}

/// A figure per epoch: the mean over rows of what a program sums.
public struct Measure: Sendable, Hashable {
  /// How the mean becomes what is shown, where targets were scaled or the figure is a root.
  public enum Unit: Sendable, Hashable {
    case plain
    /// Times the target's deviation, or its square: back to the original unit.
    case targetDeviation
    case targetVariance
  }

  /// As written in the spec: `loss`, `accuracy`, `mae`.
  public var name: String
  /// Its pair of doubles in the sums.
  public var index: Int
  public var unit: Unit
  /// Whether larger values are better.
  public var isMaximized: Bool
  /// Whether the square root of the mean is shown (root mean squared error).
  public var isRoot: Bool

  public init(name: String, index: Int, unit: Unit, isMaximized: Bool, isRoot: Bool) {
    self.name = name
    self.index = index
    self.unit = unit
    self.isMaximized = isMaximized
    self.isRoot = isRoot
  }
}

/// The optimizer as the trainer prepares it before each step.
public struct OptimizerLayout: Sendable, Hashable {
  public var rule: UpdateRule
  /// The slots of an update step, as `Kernel.slots` says.
  public var slots: [Int]

  public init(rule: UpdateRule, slots: [Int]) {
    self.rule = rule
    self.slots = slots
  }
}

/// Where a step comes from.
public struct Origin: Sendable, Hashable {
  public var path: String
  public var line: Int
  /// The layer's name, or the section's.
  public var layer: String

  public init(path: String, line: Int, layer: String) {
    self.path = path
    self.line = line
    self.layer = layer
  }
}
