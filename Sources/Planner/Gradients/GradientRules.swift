// The gradient rule of every operation: from the gradient of its value to the gradients of its inputs.

import ExecutionPlan

/// The gradient of the mean row loss with respect to the loss's inputs: the prediction alone has one.
func lossGradients(of id: ValueID, in graph: inout TrainGraph) -> [ValueID?] {
  let value = graph[id]
  guard case .loss(let call, let hasClassWeights) = value.operation else { return value.inputs.map { _ in nil } }
  let prediction = graph[value.inputs[0]]
  let gradient = graph.append(
    .lossGradient(call, hasClassWeights: hasClassWeights), value.inputs, shape: prediction.shape,
    name: "d \(prediction.name)", origin: value.origin)
  return [gradient] + value.inputs.dropFirst().map { _ in nil }
}

/// The gradients of an operation's inputs; nil where there is none or where `needs` says that none is wanted.
///
/// - Parameter dy: the gradient of the value, of its shape.
func operationGradients(
  of id: ValueID, upstream dy: ValueID, needs: [Bool], in graph: inout TrainGraph
) -> [ValueID?] {
  let value = graph[id]
  let inputs = value.inputs

  func append(_ operation: Operation, _ operands: [ValueID], like input: Int) -> ValueID {
    let target = graph[inputs[input]]
    return graph.append(
      operation, operands, shape: target.shape, name: "d \(target.name)", origin: value.origin)
  }

  switch value.operation {
  case .reshape:
    return [append(.reshape, [dy], like: 0)]
  case .product:
    // y = x w:  dx = dy w^T,  dw = x^T dy
    return [
      needs[0] ? append(.productInputGradient, [dy, inputs[1]], like: 0) : nil,
      needs[1] ? append(.productKernelGradient, [inputs[0], dy], like: 1) : nil,
    ]
  case .addBias:
    return [dy, needs[1] ? append(.biasGradient, [dy], like: 1) : nil]
  case .activation(let call):
    let saved: [ValueID] =
      switch call.function.gradientOperand {
      case .none: []
      case .input: [inputs[0]]
      case .output: [id]
      }
    return [append(.activationGradient(call), [dy] + saved, like: 0)]
  case .dropout(let rate, let stream):
    return [append(.dropoutGradient(rate: rate, stream: stream), [dy], like: 0)]
  case .gaussianNoise:
    return [dy]
  case .add:
    return [dy, dy]
  case .batchNormalize(let epsilon, let hasGamma, let hasBeta):
    // Sergey Ioffe and Christian Szegedy, "Batch normalization", 2015; the statistics' own dependence on x is in dx.
    let (x, statistics) = (inputs[0], inputs[1])
    let features = graph[x].shape.features
    let sums = graph.append(
      .batchNormalizeGradientSums(epsilon: epsilon), [dy, x, statistics], shape: .fixed([2, features]),
      name: "d \(value.name).sums", origin: value.origin)
    let gamma = hasGamma ? [inputs[2]] : []
    var result: [ValueID?] = [
      needs[0]
        ? append(
          .batchNormalizeGradient(epsilon: epsilon, hasGamma: hasGamma), [dy, x, statistics, sums] + gamma, like: 0)
        : nil, nil,
    ]
    if hasGamma { result.append(append(.part(index: 1), [sums], like: 2)) }
    if hasBeta { result.append(append(.part(index: 0), [sums], like: hasGamma ? 3 : 2)) }
    return result
  case .movingNormalize(let epsilon, let hasGamma, let hasBeta):
    // The statistics are constants here: a frozen layer in training. Its gamma and beta are frozen, too.
    let features = value.shape.features
    let zeros = zeroConstant(features, in: &graph, origin: value.origin)
    let gamma = hasGamma ? [inputs[3]] : []
    let dx = append(
      .movingNormalizeGradient(epsilon: epsilon, hasGamma: hasGamma), [dy, zeros, inputs[2]] + gamma, like: 0)
    return [dx, nil, nil] + (hasGamma ? [nil] : []) + (hasBeta ? [nil] : [])
  case .layerNormalize(let epsilon, let hasGamma, let hasBeta):
    // Jimmy Lei Ba et al., "Layer normalization", 2016.
    let x = inputs[0]
    let gamma = hasGamma ? [inputs[1]] : []
    var result: [ValueID?] = [
      needs[0]
        ? append(.layerNormalizeGradient(epsilon: epsilon, hasGamma: hasGamma), [dy, x] + gamma, like: 0) : nil
    ]
    if hasGamma {
      result.append(needs[1] ? append(.layerNormalizeScaleGradient(epsilon: epsilon), [dy, x], like: 1) : nil)
    }
    if hasBeta {
      let index = hasGamma ? 2 : 1
      result.append(needs[index] ? append(.biasGradient, [dy], like: index) : nil)
    }
    return result
  case .affine, .batchStatistics, .input, .target, .parameter, .constant, .loss, .metric, .penalty, .addScalars,
    .accumulate, .lossGradient, .productInputGradient, .productKernelGradient, .biasGradient, .activationGradient,
    .dropoutGradient, .batchNormalizeGradientSums, .batchNormalizeGradient, .movingNormalizeGradient, .part,
    .layerNormalizeGradient, .layerNormalizeScaleGradient, .regularize, .squaredNorm, .clipByValue, .clipByNorm,
    .update, .movingAverage:
    // Sources have no inputs; affine stands over the data alone; figures, gradients and updates are not differentiated
    // (a penalty's gradient is `regularize` in the update).
    return inputs.map { _ in nil }
  }
}

/// A constant vector of zeros.
private func zeroConstant(_ count: Int, in graph: inout TrainGraph, origin: Int) -> ValueID {
  let name = "zeros.\(count)"
  var index = graph.tables.constants.firstIndex { $0.name == name }
  if index == nil {
    index = graph.tables.constants.count
    graph.tables.constants.append(
      GraphConstant(name: name, count: count, source: .values([Float](repeating: 0, count: count))))
  }
  return graph.append(.constant(index ?? 0), [], shape: .fixed([count]), name: name, origin: origin)
}
