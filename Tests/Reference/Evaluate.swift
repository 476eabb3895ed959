// What each operation of a TrainGraph computes: one case each, in the order of Planner/Graph/Operation.swift.

import ExecutionPlan
import Planner

extension ReferenceInterpreter {
  /// The value of an operation from its operands, in the order that its comment names them.
  mutating func evaluate(_ value: GraphValue, _ operands: [[Double]]) throws -> [Double] {
    func operand(_ index: Int) -> [Double] { operands[index] }
    /// The operand behind `index` optional ones, nil where absent.
    func optional(_ isPresent: Bool, _ index: Int) -> [Double]? { isPresent ? operands[index] : nil }
    /// Elements of an operand's last axis.
    func features(_ index: Int) -> Int { graph[value.inputs[index]].shape.features }
    func normalization(_ epsilon: Float, of index: Int = 0) -> Normalization {
      Normalization(features: features(index), epsilon: Double(epsilon))
    }

    switch value.operation {
    // Sources.
    case .input: return try sized(inputs, value, "inputs")
    case .target:
      switch targets {
      case .classes(let classes): return try sized(classes.map(Double.init), value, "targets")
      case .numbers(let numbers): return try sized(numbers, value, "targets")
      }
    case .parameter(let index): return parameters[index]
    case .constant(let index): return constants[index]

    // Forward.
    case .affine(let hasCenter, let hasOffset):
      let x = operand(0)
      let scale = operand(hasCenter ? 2 : 1)
      let center = hasCenter ? operand(1) : [Double](repeating: 0, count: scale.count)
      let offset = hasOffset ? operand(hasCenter ? 3 : 2) : [Double](repeating: 0, count: scale.count)
      return x.indices.map { (x[$0] - center[$0 % center.count]) * scale[$0 % scale.count] + offset[$0 % offset.count] }
    case .reshape: return operand(0)
    case .product:
      return LinearAlgebra.product(operand(0), operand(1), inputs: features(0), outputs: features(1))
    case .addBias: return LinearAlgebra.addBias(operand(0), operand(1))
    case .activation(let call): return call.reference(operand(0), features: features(0))
    case .dropout(let rate, let stream), .dropoutGradient(let rate, let stream):
      return dropout(operand(0), rate: scalars[rate], stream: stream)
    case .gaussianNoise(let deviation, let stream):
      let philox = philox(stream)
      return operand(0).enumerated().map { $1 + scalars[deviation] * philox.normal($0) }
    case .batchStatistics: return normalization(0).batchStatistics(operand(0))
    case .batchNormalize(let epsilon, let hasGamma, let hasBeta):
      let normalization = normalization(epsilon)
      return normalization.scaled(
        normalization.normalized(operand(0), statistics: operand(1)), gamma: optional(hasGamma, 2),
        beta: optional(hasBeta, hasGamma ? 3 : 2))
    case .movingNormalize(let epsilon, let hasGamma, let hasBeta):
      let normalization = normalization(epsilon)
      return normalization.scaled(
        normalization.normalized(operand(0), mean: operand(1), variance: operand(2)), gamma: optional(hasGamma, 3),
        beta: optional(hasBeta, hasGamma ? 4 : 3))
    case .layerNormalize(let epsilon, let hasGamma, let hasBeta):
      let normalization = normalization(epsilon)
      return normalization.scaled(
        normalization.layerNormalized(operand(0)), gamma: optional(hasGamma, 1),
        beta: optional(hasBeta, hasGamma ? 2 : 1))

    // Figures.
    case .loss(let call, let hasClassWeights):
      return try perRow(operand(0), operand(1), weights: optional(hasClassWeights, 2)) { p, target, weight in
        [weight * call.reference(p, target)]
      }
    case .metric(let call):
      return try perRow(operand(0), operand(1), weights: nil) { p, target, _ in
        guard let figure = call.reference(p, target) else { throw ReferenceError.wantsClasses(value.name) }
        return [figure]
      }
    case .penalty(let l1, let l2):
      return [operand(0).reduce(0) { $0 + scalars[l1] * abs($1) + scalars[l2] * $1 * $1 }]
    case .addScalars: return [operand(0)[0] + operand(1)[0]]
    case .accumulate(let measure, let hasPenalty):
      sums[measure] += operand(0).reduce(0, +) + Double(rows) * (optional(hasPenalty, 1)?[0] ?? 0)
      return []

    // Backward.
    case .lossGradient(let call, let hasClassWeights):
      return try perRow(operand(0), operand(1), weights: optional(hasClassWeights, 2)) { p, target, weight in
        call.referenceGradient(p, target).map { weight * $0 / Double(rows) }
      }
    case .productInputGradient:
      return LinearAlgebra.productInputGradient(
        operand(0), operand(1), inputs: value.shape.features, outputs: features(0))
    case .productKernelGradient:
      return LinearAlgebra.productKernelGradient(operand(0), operand(1), inputs: features(0), outputs: features(1))
    case .biasGradient: return LinearAlgebra.sumOverRows(operand(0), features: features(0))
    case .activationGradient(let call):
      return call.referenceGradient(
        operand(0), saved: operands.count > 1 ? operand(1) : [], features: value.shape.features)
    case .batchNormalizeGradientSums(let epsilon):
      return normalization(epsilon).batchGradientSums(operand(0), operand(1), statistics: operand(2))
    case .batchNormalizeGradient(let epsilon, let hasGamma):
      return normalization(epsilon).batchGradient(
        operand(0), operand(1), statistics: operand(2), sums: operand(3), gamma: optional(hasGamma, 4))
    case .movingNormalizeGradient(let epsilon, let hasGamma):
      let normalization = normalization(epsilon)
      return normalization.scaled(
        normalization.normalized(operand(0), mean: operand(1), variance: operand(2)), gamma: optional(hasGamma, 3),
        beta: nil)
    case .part(let index):
      let count = value.shape.elementCount
      return Array(operand(0)[index * count..<(index + 1) * count])
    case .layerNormalizeGradient(let epsilon, let hasGamma):
      return normalization(epsilon).layerGradient(operand(0), operand(1), gamma: optional(hasGamma, 2))
    case .layerNormalizeScaleGradient(let epsilon):
      let xhat = normalization(epsilon).layerNormalized(operand(1))
      return LinearAlgebra.sumOverRows(zip(operand(0), xhat).map { $0 * $1 }, features: features(0))
    case .add: return zip(operand(0), operand(1)).map { $0 + $1 }

    // Updates.
    case .regularize(let l1, let l2):
      return zip(operand(0), operand(1)).map { $0 + scalars[l1] * sign($1) + 2 * scalars[l2] * $1 }
    case .squaredNorm: return [operand(0).reduce(0) { $0 + $1 * $1 }]
    case .clipByValue(let limit): return operand(0).map { min(max($0, -scalars[limit]), scalars[limit]) }
    case .clipByNorm(let limit):
      let norm = operand(1)[0].squareRoot()
      return operand(0).map { $0 * scalars[limit] / max(norm, scalars[limit]) }
    case .update(let rule, let parameter, let slots):
      update(rule, parameter: parameter, slots: slots, gradient: operand(0))
      return []
    case .movingAverage(let parameter, let index, let momentum):
      let count = parameters[parameter].count
      updateMovingAverage(
        parameter: parameter, statistics: operand(0)[index * count..<(index + 1) * count],
        momentum: Double(momentum))
      return []
    }
  }

  /// keep where the element's uniform number is at least the rate; x * keep / (1 - rate)
  private func dropout(_ x: [Double], rate: Double, stream: Int) -> [Double] {
    let philox = philox(stream)
    return x.enumerated().map { philox.uniform($0) >= rate ? $1 / (1 - rate) : 0 }
  }

  private func philox(_ stream: Int) -> Philox {
    Philox(seed: seed, stream: UInt32(truncatingIfNeeded: stream), step: step)
  }

  /// Applies a function to every row's prediction, target and class weight.
  private func perRow(
    _ predictions: [Double], _ targets: [Double], weights: [Double]?,
    _ function: ([Double], RowTarget, Double) throws -> [Double]
  ) throws -> [Double] {
    let width = predictions.count / rows
    return try (0..<rows).flatMap { row in
      let p = Array(predictions[row * width..<(row + 1) * width])
      switch self.targets {
      case .classes(let classes):
        return try function(p, .label(classes[row]), weights?[classes[row]] ?? 1)
      case .numbers:
        guard weights == nil else { throw ReferenceError.wantsClasses("class_weight") }
        return try function(p, .numbers(Array(targets[row * width..<(row + 1) * width])), 1)
      }
    }
  }

  private func sized(_ values: [Double], _ value: GraphValue, _ name: String) throws -> [Double] {
    guard values.count == rows * value.shape.elementCount else { throw ReferenceError.wrongSize(of: name) }
    return values
  }
}
