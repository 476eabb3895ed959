// Which bytes of its operands a kernel touches, from its sizes alone: the one place that says so. The verifier holds a
// step's operands against it, so that neither a planner's mistake nor a forged plan file reaches beyond a buffer.
//
// The rules are those of lofting_kernels.h: rows of floats may be read and written up to the next multiple of 16 lanes,
// vectors lie in panels of 16, a matrix [inputs, outputs] takes ceil(outputs / 16) panels of [inputs, 16].

/// The stretch of an operand that a kernel touches.
public enum OperandExtent: Sendable, Hashable {
  /// `bytes` from the beginning of each row of the batch (or of a worker's block), rows `rowBytes` apart.
  case rows(bytes: Int)
  /// `bytes` from the operand's beginning, whichever rows or tiles are computed.
  case whole(bytes: Int)
  /// Rows of the data's inputs, as stored: [features] elements each.
  case inputs(features: Int, elementType: ElementType)
  /// Rows of the data's targets: a class index each, or `width` numbers where it is given.
  case targets(width: Int?)
}

extension Step {
  /// An extent for each of `Kernel.operands`. Sizes must be in range, as `Plan.verify` finds them.
  public var extents: [OperandExtent] {
    /// A row of `count` floats.
    func row(_ count: Int) -> OperandExtent { .rows(bytes: Self.padded(count) * 4) }
    /// A vector in panels.
    func vector(_ count: Int) -> OperandExtent { .whole(bytes: Self.padded(count) * 4) }
    func panels(_ inputs: Int, _ outputs: Int) -> OperandExtent {
      .whole(bytes: ParameterLayout.panelBytes(inputs: inputs, outputs: outputs))
    }
    /// A product's vectors: rows in memory, or the data's.
    func vectors(_ source: Int, _ count: Int) -> OperandExtent {
      switch VectorSource(rawValue: source) {
      case .rows?, nil: row(count)
      case .dataUInt8?: .inputs(features: count, elementType: .uint8)
      case .dataFloat32?: .inputs(features: count, elementType: .float32)
      }
    }
    /// Center, scale and offset of the data's features.
    func scaling(_ features: Int) -> [OperandExtent] { [OperandExtent](repeating: vector(features), count: 3) }
    /// One figure a row.
    let figure = OperandExtent.rows(bytes: 4)
    let double = OperandExtent.whole(bytes: 8)
    /// A parameter [inputs, outputs] under update: itself, three states, its transposed copy.
    func updateTarget(_ inputs: Int, _ outputs: Int) -> [OperandExtent] {
      [OperandExtent](repeating: panels(inputs, outputs), count: 4) + [panels(outputs, inputs)]
    }

    switch kernel {
    case .gather:
      let features = sizes[0]
      return [vectors(sizes[1], features)] + scaling(features) + [row(features)]
    case .affine:
      let features = sizes[0]
      return [row(features), vector(features), vector(features), vector(features), row(features)]
    case .dense:
      let (positions, inputs, outputs) = (sizes[0], sizes[1], sizes[2])
      let w = sizes[5] == PanelLanes.inputs.rawValue ? panels(outputs, inputs) : panels(inputs, outputs)
      return [vectors(sizes[4], positions * inputs), w, vector(outputs), row(positions * outputs)] + scaling(inputs)
    case .addBias:
      let (positions, features) = (sizes[0], sizes[1])
      return [row(positions * features), vector(features), row(positions * features)]
    case .activation:
      let elements = sizes[0] * sizes[1]
      return [row(isGlu ? 2 * elements : elements), row(elements)]
    case .dropout, .gaussianNoise: return [row(sizes[0]), row(sizes[0])]
    case .batchNormalize:
      let (elements, features) = (sizes[0] * sizes[1], sizes[1])
      return [row(elements)] + [OperandExtent](repeating: vector(features), count: 4) + [row(elements)]
    case .layerNormalize:
      let (elements, features) = (sizes[0] * sizes[1], sizes[1])
      return [row(elements), vector(features), vector(features), row(elements)]
    case .add: return [row(sizes[0]), row(sizes[0]), row(sizes[0])]
    case .loss:
      let width = sizes[0]
      // One output stands for two classes.
      return [row(width), targets(width), .whole(bytes: max(width, 2) * 4), figure, row(width), figure]
    case .metric: return [row(sizes[0]), targets(sizes[0]), figure]
    case .denseInputGradient:
      let (positions, inputs, outputs) = (sizes[0], sizes[1], sizes[2])
      return [
        row(positions * outputs), panels(outputs, inputs), row(positions * inputs), row(positions * inputs),
      ]
    case .activationGradient:
      let elements = sizes[0] * sizes[1]
      let own = row(isGlu ? 2 * elements : elements)
      return [row(elements), own, own]
    case .batchNormalizeGradient:
      let (elements, features) = (sizes[0] * sizes[1], sizes[1])
      return [
        row(elements), row(elements), statistics(features), vector(features), statistics(features), row(elements),
      ]
    case .layerNormalizeGradient:
      let (elements, features) = (sizes[0] * sizes[1], sizes[1])
      return [row(elements), row(elements), vector(features), row(elements)]
    case .denseKernelGradient:
      let (positions, inputs, outputs) = (sizes[0], sizes[1], sizes[2])
      // As stored: with lanes over inputs the panels' rows are the outputs.
      let (rows, lanes) = sizes[6] == PanelLanes.inputs.rawValue ? (outputs, inputs) : (inputs, outputs)
      return [vectors(sizes[5], positions * inputs), row(positions * outputs), panels(rows, lanes)]
        + updateTarget(rows, lanes) + scaling(inputs) + [OperandExtent](repeating: vector(outputs), count: 4)
    case .biasGradient:
      let (positions, features) = (sizes[0], sizes[1])
      return [row(positions * features), vector(features)] + updateTarget(1, features)
    case .batchStatistics: return [row(sizes[0] * sizes[1]), statistics(sizes[1])]
    case .batchNormalizeGradientSums:
      let elements = sizes[0] * sizes[1]
      return [row(elements), row(elements), statistics(sizes[1]), statistics(sizes[1])]
    case .layerNormalizeScaleGradient:
      let elements = sizes[0] * sizes[1]
      return [row(elements), row(elements), vector(sizes[1])]
    case .movingAverage: return [vector(sizes[0]), .whole(bytes: (sizes[1] + 1) * Self.padded(sizes[0]) * 4)]
    case .regularize: return [vector(sizes[0]), vector(sizes[0]), vector(sizes[0])]
    case .clipByValue: return [vector(sizes[0]), vector(sizes[0])]
    case .clipByNorm: return [vector(sizes[0]), double, vector(sizes[0])]
    case .squaredNorm, .penalty: return [vector(sizes[0]), double]
    case .update: return [panels(sizes[0], sizes[1])] + updateTarget(sizes[0], sizes[1])
    case .addScalars: return [double, double, double]
    case .accumulate: return [figure, double, .whole(bytes: (sizes[0] + 1) * 16)]
    }
  }

  /// Two rows of statistics [2, features], each padded to whole panels.
  private func statistics(_ features: Int) -> OperandExtent { .whole(bytes: 2 * Self.padded(features) * 4) }

  /// What a loss or metric reads as its target: numbers for the dense forms, a class index for the others.
  private func targets(_ width: Int) -> OperandExtent {
    switch kernel {
    case .loss:
      switch Loss(size: sizes[1]) {
      case .softmaxCrossEntropy?, .sigmoidCrossEntropy?, nil: .targets(width: nil)
      case .softmaxCrossEntropyDense?, .sigmoidCrossEntropyDense?, .meanSquaredError?, .meanAbsoluteError?, .huber?:
        .targets(width: width)
      }
    default:
      switch Metric(size: sizes[1]) {
      case .categoricalAccuracy?, .binaryAccuracy?, .topK?, nil: .targets(width: nil)
      case .meanSquaredError?, .meanAbsoluteError?, .binaryAccuracyDense?: .targets(width: width)
      }
    }
  }

  /// Whether the activation halves its last axis.
  private var isGlu: Bool { Activation(size: sizes[2]) == .glu }

  private static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }
}

extension RawRepresentable where RawValue == UInt8 {
  /// The case that a size of a step names; nil for a number beyond the list.
  init?(size: Int) {
    guard let raw = UInt8(exactly: size) else { return nil }
    self.init(rawValue: raw)
  }
}
