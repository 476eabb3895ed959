// TrainGraph -> KernelGraph, one call an operation: the unfused form, which the fusions then tighten.
//
// Sources, reshapes and parts are no calls: they are other names of memory that exists.

import ExecutionPlan

/// The calls of a graph's live values.
public func kernelize(_ graph: TrainGraph, batch: Int, keepsOutput: Bool) -> KernelGraph {
  var kernels = KernelGraph(calls: [], graph: graph, output: nil, batch: batch)
  let isLive = graph.live(keeping: keepsOutput ? graph.output.map { [$0] } ?? [] : [])
  let selector = KernelSelector(graph: graph)
  for index in graph.values.indices where isLive[index] {
    if let call = selector.call(for: ValueID(index)) { kernels.calls.append(call) }
  }
  if keepsOutput, let output = graph.output { kernels.output = selector.reference(to: output) }
  return kernels
}

struct KernelSelector {
  let graph: TrainGraph
  /// Parameters of which a product's gradient reads the transposed copy.
  private let transposed: Set<Int>

  init(graph: TrainGraph) {
    self.graph = graph
    transposed = Set(
      graph.values.compactMap { value in
        guard value.operation == .productInputGradient,
          case .parameter(let index) = graph[value.inputs[1]].operation,
          case let shape = graph[value.inputs[1]].shape,
          PanelLanes(inputs: shape.positions, outputs: shape.features) == .outputs
        else { return nil }
        return index
      })
  }

  /// The memory that holds a value.
  func reference(to id: ValueID) -> BufferReference {
    let value = graph[id]
    switch value.operation {
    case .parameter(let index): return BufferReference(.parameter(index))
    case .constant(let index): return BufferReference(.constant(index))
    case .target: return BufferReference(.target)
    case .reshape: return reference(to: value.inputs[0])
    case .part(let index):
      let whole = reference(to: value.inputs[0])
      let stride = TensorLayout.statisticsStride(features: graph[value.inputs[0]].shape.features)
      return BufferReference(whole.buffer, offset: whole.offset + index * stride)
    default: return BufferReference(.value(id))
    }
  }

  func call(for id: ValueID) -> KernelCall? {
    let value = graph[id]
    let inputs = value.inputs.map(reference(to:))
    let shape = value.shape
    // The layout of a position: from the input where the operation reduces.
    let source = value.inputs.first.map { graph[$0].shape } ?? shape

    func make(
      _ kernel: Kernel, _ operands: [BufferReference?], _ sizes: [Int] = [], reals: [Float] = [], slots: [Int] = []
    ) -> KernelCall {
      KernelCall(
        kernel, operands, sizes: sizes, reals: reals, slots: slots, name: value.name, origin: value.origin)
    }
    let y = BufferReference(.value(id))

    switch value.operation {
    case .target, .parameter, .constant, .reshape, .part: return nil
    case .input: return make(.gather, [BufferReference(.data), nil, nil, nil, y], [shape.elementCount, 0])
    case .affine(let hasCenter, let hasOffset):
      let center = hasCenter ? inputs[1] : nil
      return make(
        .affine, [inputs[0], center, inputs[hasCenter ? 2 : 1], hasOffset ? inputs.last : nil, y],
        [shape.elementCount])
    case .product:
      return make(
        .dense, [inputs[0], inputs[1], nil, y, nil, nil, nil],
        [
          source.positions, source.features, shape.features, 0, VectorSource.rows.rawValue,
          lanes(source.features, shape.features),
        ])
    case .addBias: return make(.addBias, inputs + [y], [shape.positions, shape.features])
    case .activation(let call):
      return make(
        .activation, inputs + [y], [shape.positions, shape.features, Int(call.function.rawValue)], reals: call.reals)
    case .dropout(let rate, let stream), .dropoutGradient(let rate, let stream):
      return make(.dropout, inputs + [y], [shape.elementCount, stream], slots: [rate])
    case .gaussianNoise(let deviation, let stream):
      return make(.gaussianNoise, inputs + [y], [shape.elementCount, stream], slots: [deviation])
    case .batchStatistics: return make(.batchStatistics, inputs + [y], [source.positions, source.features])
    case .batchNormalize(let epsilon, let hasGamma, let hasBeta):
      let variance = BufferReference(
        inputs[1].buffer, offset: inputs[1].offset + TensorLayout.statisticsStride(features: shape.features))
      let gamma = hasGamma ? inputs[2] : nil
      let beta = hasBeta ? inputs[hasGamma ? 3 : 2] : nil
      return make(
        .batchNormalize, [inputs[0], inputs[1], variance, gamma, beta, y], [shape.positions, shape.features],
        reals: [epsilon])
    case .movingNormalize(let epsilon, let hasGamma, let hasBeta):
      let gamma = hasGamma ? inputs[3] : nil
      let beta = hasBeta ? inputs[hasGamma ? 4 : 3] : nil
      return make(
        .batchNormalize, [inputs[0], inputs[1], inputs[2], gamma, beta, y], [shape.positions, shape.features],
        reals: [epsilon])
    case .movingNormalizeGradient(let epsilon, let hasGamma):
      return make(
        .batchNormalize, [inputs[0], inputs[1], inputs[2], hasGamma ? inputs[3] : nil, nil, y],
        [shape.positions, shape.features], reals: [epsilon])
    case .layerNormalize(let epsilon, let hasGamma, let hasBeta):
      let gamma = hasGamma ? inputs[1] : nil
      let beta = hasBeta ? inputs[hasGamma ? 2 : 1] : nil
      return make(
        .layerNormalize, [inputs[0], gamma, beta, y], [shape.positions, shape.features], reals: [epsilon])
    case .loss(let call, let hasClassWeights):
      return make(
        .loss, [inputs[0], inputs[1], hasClassWeights ? inputs[2] : nil, y, nil, nil],
        [source.elementCount, Int(call.function.rawValue), 0, 0], reals: [call.a, 0])
    case .lossGradient(let call, let hasClassWeights):
      return make(
        .loss, [inputs[0], inputs[1], hasClassWeights ? inputs[2] : nil, nil, y, nil],
        [source.elementCount, Int(call.function.rawValue), 0, 0], reals: [call.a, 0])
    case .metric(let call):
      return make(
        .metric, inputs + [y], [source.elementCount, Int(call.function.rawValue), call.k], reals: [call.a])
    case .penalty(let l1, let l2):
      return make(.penalty, inputs + [y], [storedElements(source)], slots: [l1, l2])
    case .addScalars: return make(.addScalars, inputs + [y])
    case .accumulate(let measure, let hasPenalty):
      return make(
        .accumulate, [inputs[0], hasPenalty ? inputs[1] : nil, BufferReference(.sums(measure))], [0])
    case .productInputGradient:
      guard case .parameter(let parameter) = inputs[1].buffer else { return nil }
      // Panels with lanes over inputs are those of the transposed matrix.
      let hasInputLanes = lanes(shape.features, source.features) == PanelLanes.inputs.rawValue
      let transposed = hasInputLanes ? inputs[1] : BufferReference(.transposed(parameter))
      return make(
        .denseInputGradient, [inputs[0], transposed, nil, y],
        [shape.positions, shape.features, source.features, 0, 0])
    case .productKernelGradient:
      return make(
        .denseKernelGradient, inputs + [y] + [BufferReference?](repeating: nil, count: 12),
        [
          source.positions, shape.positions, shape.features, 0, 0, VectorSource.rows.rawValue,
          lanes(shape.positions, shape.features),
        ])
    case .biasGradient:
      return make(
        .biasGradient, inputs + [y, nil, nil, nil, nil, nil], [source.positions, source.features, 0, 0])
    case .activationGradient(let call):
      let saved = inputs.count > 1 ? inputs[1] : nil
      let features = call.function == .glu ? source.features : shape.features
      return make(
        .activationGradient, [inputs[0], saved, y], [shape.positions, features, Int(call.function.rawValue)],
        reals: call.reals)
    case .batchNormalizeGradientSums(let epsilon):
      return make(
        .batchNormalizeGradientSums, inputs + [y], [source.positions, source.features], reals: [epsilon])
    case .batchNormalizeGradient(let epsilon, let hasGamma):
      return make(
        .batchNormalizeGradient, [inputs[0], inputs[1], inputs[2], hasGamma ? inputs[4] : nil, inputs[3], y],
        [shape.positions, shape.features], reals: [epsilon])
    case .layerNormalizeGradient(let epsilon, let hasGamma):
      return make(
        .layerNormalizeGradient, [inputs[0], inputs[1], hasGamma ? inputs[2] : nil, y],
        [shape.positions, shape.features], reals: [epsilon])
    case .layerNormalizeScaleGradient(let epsilon):
      return make(
        .layerNormalizeScaleGradient, inputs + [y], [source.positions, source.features], reals: [epsilon])
    case .add: return make(.add, inputs + [y], [shape.elementCount])
    case .regularize(let l1, let l2):
      return make(.regularize, inputs + [y], [storedElements(shape)], slots: [l1, l2])
    case .squaredNorm: return make(.squaredNorm, inputs + [y], [storedElements(source)])
    case .clipByValue(let limit): return make(.clipByValue, inputs + [y], [storedElements(shape)], slots: [limit])
    case .clipByNorm(let limit): return make(.clipByNorm, inputs + [y], [storedElements(shape)], slots: [limit])
    case .update(let rule, let parameter, let slots):
      let stored =
        switch PanelLanes(inputs: shape.positions, outputs: shape.features) {
        case .outputs: [shape.positions, shape.features]
        case .inputs: [shape.features, shape.positions]
        }
      return make(
        .update, inputs + updateTarget(parameter, rule), stored + [Int(rule.rawValue), 0], slots: slots)
    case .movingAverage(let parameter, let index, let momentum):
      return make(
        .movingAverage, [BufferReference(.parameter(parameter)), inputs[0]], [source.features, index],
        reals: [momentum])
    }
  }

  /// A parameter under update; its transposed copy is refreshed where some product reads one.
  private func updateTarget(_ parameter: Int, _ rule: UpdateRule) -> [BufferReference?] {
    let states = (0..<3).map { index in
      index < rule.states.count ? BufferReference(.state(parameter: parameter, index: index)) : nil
    }
    return [BufferReference(.parameter(parameter))] + states
      + [transposed.contains(parameter) ? BufferReference(.transposed(parameter)) : nil]
  }

  private func lanes(_ inputs: Int, _ outputs: Int) -> Int { PanelLanes(inputs: inputs, outputs: outputs).rawValue }

  /// Elements of a parameter-shaped value as stored, padding included.
  private func storedElements(_ shape: TensorShape) -> Int { TensorLayout.byteCount(shape, rows: 0) / 4 }
}
