// The kernel table: every kernel with its operands, sizes and slots, the plan's instruction set. The C side has the
// same kernels in the same order (Sources/CKernels/include/lofting_kernels.h states the rules for all of them).

/// How a kernel's work is cut.
public enum KernelDomain: Sendable, Hashable {
  /// Independent rows of the batch.
  case rows
  /// Independent tiles of a parameter or of a feature axis, each over the whole batch.
  case tiles
  /// One small piece of work.
  case once
}

public enum OperandAccess: Sendable, Hashable {
  case read
  case write
  case readWrite
}

/// One operand of a kernel.
public struct OperandRole: Sendable, Hashable {
  public var name: String
  public var access: OperandAccess
  public var isOptional: Bool

  static func read(_ name: String) -> OperandRole { OperandRole(name: name, access: .read, isOptional: false) }
  static func maybeRead(_ name: String) -> OperandRole { OperandRole(name: name, access: .read, isOptional: true) }
  static func write(_ name: String) -> OperandRole { OperandRole(name: name, access: .write, isOptional: false) }
  static func maybeWrite(_ name: String) -> OperandRole { OperandRole(name: name, access: .write, isOptional: true) }
  static func update(_ name: String) -> OperandRole { OperandRole(name: name, access: .readWrite, isOptional: false) }
  static func maybeUpdate(_ name: String) -> OperandRole {
    OperandRole(name: name, access: .readWrite, isOptional: true)
  }
}

/// The instruction set of a plan. `positions` counts the vectors in a row when a tensor has more than one axis: a
/// tensor [rows, 7, 32] has 7 positions of 32 features, stored without gaps.
public enum Kernel: UInt16, Sendable, Hashable, CaseIterable {
  // Rows: forward.
  case gather  // y[r] = (data[row_indices[r]] - center) * scale + offset; data is rows of `features` elements as stored
  case affine  // y = (x - center) * scale + offset, vectors [features]
  // y = activation(x w + bias), per position; w in panels. With a source of `data` x is the data's rows as stored, and
  // center, scale and offset are gather's
  case dense
  case addBias  // y = x + bias, per position
  case activation  // y = f(x), over `features` per position (glu: x has 2 * features)
  // y = x * keep / (1 - rate), keep from Philox word (element index) of (seed, stream, step); also its own gradient
  case dropout
  case gaussianNoise  // y = x + deviation * normal, Box-Muller of Philox words
  case batchNormalize  // y = (x - mean) / sqrt(variance + epsilon) * gamma + beta, per position
  case layerNormalize  // the same with mean and variance of the position's own features
  case add  // y = a + b, `elements` per row
  // row_loss[r], gradient = d(mean over rows of row_loss)/d(prediction); class_weights by class index. With `value`, a
  // metric of the same prediction and target beside it
  case loss
  case metric  // value[r]
  // Rows: backward.
  // dx = (dy w^T) * f'(saved), per position; w_transposed in panels of [outputs, inputs]. With `dropped`, f is relu and
  // saved what dropout left of it: f' is 1 / (1 - rate) where saved is positive
  case denseInputGradient
  case activationGradient  // dx = dy * f'(saved); saved is the input or the output as Activation.gradientOperand says
  // dx = gamma / sqrt(variance + epsilon) * (dy - sums[0] / n - xhat * sums[1] / n), n = rows * positions
  case batchNormalizeGradient
  case layerNormalizeGradient  // dx = rstd * (g - mean(g) - xhat * mean(g * xhat)), g = dy * gamma
  // Tiles.
  // dw = x^T dy over rows and positions, in panels; or, with `w`, the update in its place. x may be the data, as dense's.
  // With `bias`, biasGradient's update of it beside
  case denseKernelGradient
  case biasGradient  // db = sum of dy over rows and positions; tile: a panel of 16 features
  // statistics[0] = mean, [1] = population variance over rows and positions; tile: a panel of 16 features
  case batchStatistics
  case batchNormalizeGradientSums  // sums[0] = sum of dy, [1] = sum of dy * xhat; tile: a panel of 16 features
  case layerNormalizeScaleGradient  // dgamma = sum of dy * xhat; tile: a panel of 16 features
  case movingAverage  // moving = moving * momentum + statistics[index] * (1 - momentum); one tile
  case regularize  // out = gradient + l1 sign(w) + 2 l2 w; flat tiles
  case clipByValue  // out = min(max(gradient, -limit), limit); flat tiles
  case clipByNorm  // out = gradient * limit / max(sqrt(squared_norm), limit); flat tiles
  case squaredNorm  // sum of squares in double; one tile
  case penalty  // l1 sum |w| + l2 sum w^2 in double; one tile
  case update  // the update rule on a parameter tile by a stored gradient
  // Once.
  case addScalars  // c = a + b, doubles
  // sums[2 i] += s and sums[2 i + 1] = s, where s = sum of row values + rows * penalty: 16-row partials in double, in
  // order
  case accumulate

  public var domain: KernelDomain {
    switch self {
    case .gather, .affine, .dense, .addBias, .activation, .dropout, .gaussianNoise, .batchNormalize, .layerNormalize,
      .add, .loss, .metric, .denseInputGradient, .activationGradient, .batchNormalizeGradient, .layerNormalizeGradient:
      .rows
    case .denseKernelGradient, .biasGradient, .batchStatistics, .batchNormalizeGradientSums,
      .layerNormalizeScaleGradient, .movingAverage, .regularize, .clipByValue, .clipByNorm, .squaredNorm, .penalty,
      .update:
      .tiles
    case .addScalars, .accumulate: .once
    }
  }

  /// Operands in their order. Every output of a rows kernel may alias a read operand of the same row layout in place,
  /// where `inPlace` says so.
  public var operands: [OperandRole] { Self.operandTable[Int(rawValue)] }

  /// The compiler asks for operands all the time: they are made once.
  private static let operandTable = allCases.map(\.declaredOperands)

  private var declaredOperands: [OperandRole] {
    switch self {
    case .gather: [.read("data")] + Self.scaling + [.write("y")]
    case .affine: [.read("x")] + Self.scaling + [.write("y")]
    case .dense: [.read("x"), .read("w"), .maybeRead("bias"), .write("y")] + Self.scaling
    case .addBias: [.read("x"), .read("bias"), .write("y")]
    case .activation, .dropout, .gaussianNoise: [.read("x"), .write("y")]
    case .batchNormalize:
      [.read("x"), .read("mean"), .read("variance"), .maybeRead("gamma"), .maybeRead("beta"), .write("y")]
    case .layerNormalize: [.read("x"), .maybeRead("gamma"), .maybeRead("beta"), .write("y")]
    case .add: [.read("a"), .read("b"), .write("y")]
    case .loss:
      [
        .read("prediction"), .read("target"), .maybeRead("class_weights"), .maybeWrite("row_loss"),
        .maybeWrite("gradient"), .maybeWrite("value"),
      ]
    case .metric: [.read("prediction"), .read("target"), .write("value")]
    case .denseInputGradient: [.read("dy"), .read("w_transposed"), .maybeRead("saved"), .write("dx")]
    case .activationGradient: [.read("dy"), .maybeRead("saved"), .write("dx")]
    case .batchNormalizeGradient:
      [.read("dy"), .read("x"), .read("statistics"), .maybeRead("gamma"), .read("sums"), .write("dx")]
    case .layerNormalizeGradient: [.read("dy"), .read("x"), .maybeRead("gamma"), .write("dx")]
    case .denseKernelGradient:
      [.read("x"), .read("dy"), .maybeWrite("gradient")] + Self.updateTarget(isOptional: true) + Self.scaling
        + [
          .maybeUpdate("bias"), .maybeUpdate("bias_state_0"), .maybeUpdate("bias_state_1"),
          .maybeUpdate("bias_state_2"),
        ]
    case .biasGradient: [.read("dy"), .maybeWrite("gradient")] + Self.updateTarget(isOptional: true)
    case .batchStatistics: [.read("x"), .write("statistics")]
    case .batchNormalizeGradientSums: [.read("dy"), .read("x"), .read("statistics"), .write("sums")]
    case .layerNormalizeScaleGradient: [.read("dy"), .read("x"), .write("gradient")]
    case .movingAverage: [.update("moving"), .read("statistics")]
    case .regularize: [.read("gradient"), .read("w"), .write("out")]
    case .clipByValue: [.read("gradient"), .write("out")]
    case .clipByNorm: [.read("gradient"), .read("squared_norm"), .write("out")]
    case .squaredNorm: [.read("gradient"), .write("squared_norm")]
    case .penalty: [.read("w"), .write("penalty")]
    case .update: [.read("gradient")] + Self.updateTarget(isOptional: false)
    case .addScalars: [.read("a"), .read("b"), .write("c")]
    case .accumulate: [.read("values"), .maybeRead("penalty"), .update("sums")]
    }
  }

  /// (element - center) * scale + offset, as elements of the data are loaded.
  private static let scaling: [OperandRole] = [.maybeRead("center"), .maybeRead("scale"), .maybeRead("offset")]

  /// A parameter under update: itself, up to three states, its transposed copy.
  private static func updateTarget(isOptional: Bool) -> [OperandRole] {
    [
      OperandRole(name: "w", access: .readWrite, isOptional: isOptional), .maybeUpdate("state_0"),
      .maybeUpdate("state_1"), .maybeUpdate("state_2"), .maybeWrite("w_transposed"),
    ]
  }

  /// Names of `Step.sizes`, in order. `source` is a `VectorSource`, `lanes` a `PanelLanes`.
  public var sizes: [String] {
    switch self {
    case .gather: ["features", "source"]
    case .affine: ["features"]
    case .dense: ["positions", "inputs", "outputs", "activation", "source", "lanes"]
    case .addBias: ["positions", "features"]
    case .activation: ["positions", "features", "activation"]
    case .dropout, .gaussianNoise: ["elements", "stream"]
    case .batchNormalize, .layerNormalize: ["positions", "features"]
    case .add: ["elements"]
    case .loss: ["width", "loss", "metric", "k"]
    case .metric: ["width", "metric", "k"]
    case .denseInputGradient: ["positions", "inputs", "outputs", "activation", "dropped"]
    case .activationGradient: ["positions", "features", "activation"]
    case .batchNormalizeGradient, .layerNormalizeGradient: ["positions", "features"]
    case .denseKernelGradient: ["positions", "inputs", "outputs", "rule", "regularized", "source", "lanes"]
    case .biasGradient: ["positions", "features", "rule", "regularized"]
    case .batchStatistics, .batchNormalizeGradientSums, .layerNormalizeScaleGradient: ["positions", "features"]
    case .movingAverage: ["features", "index"]
    case .regularize, .clipByValue, .clipByNorm, .squaredNorm, .penalty: ["elements"]  // as stored, padding included
    case .update: ["inputs", "outputs", "rule", "regularized"]  // inputs and outputs as stored
    case .addScalars: []
    case .accumulate: ["index"]
    }
  }

  /// Names of `Step.reals`, in order.
  public var reals: [String] {
    switch self {
    case .dense, .activation, .denseInputGradient, .activationGradient: ["a", "b", "c"]
    case .loss: ["a", "metric_a"]
    case .metric: ["a"]
    case .batchNormalize, .layerNormalize, .batchNormalizeGradient, .layerNormalizeGradient,
      .batchNormalizeGradientSums, .layerNormalizeScaleGradient:
      ["epsilon"]
    case .movingAverage: ["momentum"]
    default: []
    }
  }

  /// Names of the first of `Step.slots`. An update's slots begin with these five and go on with the rule's own
  /// (`UpdateRule.slots`, then `derivedSlots`); `regularized` in the sizes is 1 where l1, l2 and clip apply.
  public var slots: [String] {
    switch self {
    case .dropout: ["rate"]
    case .denseInputGradient: ["rate"]  // where `dropped` is 1
    case .gaussianNoise: ["deviation"]
    case .regularize, .penalty: ["l1", "l2"]
    case .clipByValue, .clipByNorm: ["limit"]
    case .denseKernelGradient, .biasGradient, .update: ["l1", "l2", "clip", "learning_rate", "weight_decay"]
    default: []
    }
  }

  /// Pairs (output, input) of operand indices that may share memory: each element is read before it is written, or the
  /// kernel reads a whole row before it writes it.
  public var inPlace: [(output: Int, input: Int)] {
    switch self {
    case .affine: [(4, 0)]
    case .addBias: [(2, 0)]
    case .activation, .dropout, .gaussianNoise: [(1, 0)]
    case .batchNormalize: [(5, 0)]
    case .layerNormalize: [(3, 0)]
    case .add: [(2, 0), (2, 1)]
    case .loss: [(4, 0)]
    case .activationGradient: [(2, 0), (2, 1)]
    case .batchNormalizeGradient: [(5, 0), (5, 1)]
    case .layerNormalizeGradient: [(3, 0), (3, 1)]
    case .regularize: [(2, 0)]
    case .clipByValue: [(1, 0)]
    case .clipByNorm: [(2, 0)]
    default: []
    }
  }

  /// The kernel's name in C, in plan texts and in the file format.
  public var name: String {
    // camelCase -> snake_case, as the C tables spell it.
    String(describing: self).reduce(into: "") { name, character in
      if character.isUppercase { name += "_" + character.lowercased() } else { name.append(character) }
    }
  }
}

/// What a product's vectors are read from, as `lf_vectors` says.
public enum VectorSource: Int, Sendable, Hashable, CaseIterable {
  /// Rows of floats in memory.
  case rows
  /// The data set's rows as stored, chosen by the batch's indices.
  case dataUInt8
  case dataFloat32

  public init(_ elementType: ElementType) {
    switch elementType {
    case .uint8: self = .dataUInt8
    case .float32: self = .dataFloat32
    }
  }
}

extension Kernel {
  /// Inputs and panels of a parameter tile, elements of a flat tile: as in lofting_kernels.h.
  public static let tileInputs = 48
  public static let tilePanels = 2
  public static let flatTile = 4096

  /// Tiles that follow one another and share what the kernel reads: it does best with all of them at once.
  public func tileGroup(sizes: [Int]) -> Int {
    guard self == .denseKernelGradient else { return 1 }
    let lanes = sizes[6] == PanelLanes.inputs.rawValue ? sizes[1] : sizes[2]
    return ((lanes + 15) / 16 + Self.tilePanels - 1) / Self.tilePanels
  }

  /// Tiles of a tiles kernel with the given sizes.
  public func tileCount(sizes: [Int]) -> Int {
    func panels(_ features: Int) -> Int { (features + 15) / 16 }
    func matrix(_ inputs: Int, _ outputs: Int) -> Int {
      (panels(outputs) + Self.tilePanels - 1) / Self.tilePanels * ((inputs + Self.tileInputs - 1) / Self.tileInputs)
    }
    return switch self {
    case .denseKernelGradient:
      sizes[6] == PanelLanes.inputs.rawValue ? matrix(sizes[2], sizes[1]) : matrix(sizes[1], sizes[2])
    case .update: matrix(sizes[0], sizes[1])
    case .biasGradient, .batchStatistics, .batchNormalizeGradientSums, .layerNormalizeScaleGradient: panels(sizes[1])
    case .regularize, .clipByValue, .clipByNorm: (sizes[0] + Self.flatTile - 1) / Self.flatTile
    case .movingAverage, .squaredNorm, .penalty: 1
    case .gather, .affine, .dense, .addBias, .activation, .dropout, .gaussianNoise, .batchNormalize, .layerNormalize,
      .add, .loss, .metric, .denseInputGradient, .activationGradient, .batchNormalizeGradient,
      .layerNormalizeGradient, .addScalars, .accumulate:
      0
    }
  }
}
