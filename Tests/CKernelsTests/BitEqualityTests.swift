// The instruction sets with fused multiply-adds agree in every bit, padding included, at odd sizes.

import ExecutionPlan
import Testing

@Suite struct BitEqualityTests {
  /// A call with one output (or several), built anew for every run.
  struct Call: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var make: @Sendable () -> (runner: KernelRunner, outputs: [Buffer])

    func bits(on instructionSet: InstructionSet) -> [[UInt32]] {
      let (runner, outputs) = make()
      runner.run(on: instructionSet)
      return outputs.map(\.bits)
    }
  }

  static func random(_ seed: UInt64, rows: Int, features: Int) -> Buffer {
    var random = TestRandom(seed: seed)
    return Buffer.matrix(random.floats(rows * features, in: -4...4), features: features, padding: 0.5)
  }

  static func vector(_ seed: UInt64, _ count: Int) -> Buffer {
    var random = TestRandom(seed: seed)
    return Buffer.flat(random.floats(count, in: 0.25...2))
  }

  static let activations: [Call] = Activation.allCases.flatMap { activation -> [Call] in
    let reals = ActivationReference.reals(activation)
    let width = activation == .glu ? 2 * 19 : 19
    return [
      Call(testDescription: "\(activation)") {
        let y = Buffer.matrix(rows: 7, features: 3 * 19)
        return (
          KernelRunner(
            kernel: .activation, operands: [random(1, rows: 7, features: 3 * width), y],
            sizes: [3, 19, Int(activation.rawValue)], reals: reals, rows: 7), [y]
        )
      },
      Call(testDescription: "\(activation) gradient") {
        let dx = Buffer.matrix(rows: 7, features: 3 * width)
        return (
          KernelRunner(
            kernel: .activationGradient,
            operands: [random(2, rows: 7, features: 3 * 19), random(3, rows: 7, features: 3 * width), dx],
            sizes: [3, 19, Int(activation.rawValue)], reals: reals, rows: 7), [dx]
        )
      },
    ]
  }

  static let losses: [Call] = Loss.allCases.flatMap { loss in
    [1, 10, 37].map { width in
      Call(testDescription: "\(loss) of \(width)") {
        let batch = LossCase.random(loss, width: width, rows: 11, seed: 5, isWeighted: true)
        let values = Buffer.flat([Float](repeating: .nan, count: 11), perRow: 1)
        let gradient = Buffer.matrix(rows: 11, features: width)
        let target = loss.isIndexed ? Buffer.flat(batch.classes) : Buffer.flat(batch.numbers)
        return (
          KernelRunner(
            kernel: .loss,
            operands: [
              Buffer.matrix(batch.predictions, features: width), target, Buffer.flat(batch.weights), values, gradient,
            ], sizes: [width, Int(loss.rawValue)], reals: [batch.a], rows: 11, rowIndices: batch.rowIndices),
          [values, gradient]
        )
      }
    }
  }

  static let metrics: [Call] = Metric.allCases.map { metric in
    Call(testDescription: "metric \(metric)") {
      let batch = LossCase.random(.softmaxCrossEntropy, width: 37, rows: 11, seed: 6, isWeighted: false)
      let values = Buffer.flat([Float](repeating: .nan, count: 11), perRow: 1)
      let isIndexed = [Metric.categoricalAccuracy, .binaryAccuracy, .topK].contains(metric)
      return (
        KernelRunner(
          kernel: .metric,
          operands: [
            Buffer.matrix(batch.predictions, features: 37),
            isIndexed ? Buffer.flat(batch.classes) : Buffer.flat(batch.numbers), values,
          ], sizes: [37, Int(metric.rawValue), 3], reals: [0.75], rows: 11, rowIndices: batch.rowIndices), [values]
      )
    }
  }

  /// 50 rows of 3 positions of 21 features: several partial sums.
  static let normalizations: [Call] = [
    Kernel.batchNormalize, .batchNormalizeGradient, .layerNormalize, .layerNormalizeGradient, .batchStatistics,
    .batchNormalizeGradientSums, .layerNormalizeScaleGradient,
  ].map { kernel in
    Call(testDescription: kernel.name) {
      let operands: [Buffer?] = kernel.operands.enumerated().map { index, role in
        switch role.name {
        case "x", "dy": random(UInt64(10 + index), rows: 50, features: 63)
        case "y", "dx": Buffer.matrix(rows: 50, features: 63)
        default: vector(UInt64(20 + index), 64)
        }
      }
      let outputs = zip(kernel.operands, operands).compactMap { role, buffer in role.access == .read ? nil : buffer }
      let runner = KernelRunner(
        kernel: kernel, operands: operands, sizes: [3, 21], reals: [1e-3], rows: 50,
        blocks: kernel.domain == .rows ? nil : [0..<2])
      return (runner, outputs)
    }
  }

  static let elementwise: [Call] = [
    Kernel.affine, .addBias, .add, .dropout, .gaussianNoise, .movingAverage, .regularize, .clipByValue, .clipByNorm,
    .squaredNorm, .penalty, .accumulate,
  ].map { kernel in
    Call(testDescription: kernel.name) {
      let sizes: [Int] =
        switch kernel {
        case .affine, .add: [63]
        case .addBias: [3, 21]
        case .dropout, .gaussianNoise: [63, 2]
        case .movingAverage: [21, 1]
        case .accumulate: [0]
        default: [4096 + 16]
        }
      let operands: [Buffer?] = kernel.operands.enumerated().map { index, role in
        switch role.name {
        case "x", "y", "a", "b": random(UInt64(30 + index), rows: 50, features: 63)
        case "gradient", "w", "out": vector(UInt64(40 + index), 4096 + 16)
        case "squared_norm", "sums", "penalty": Buffer.flat([3.0, 4])
        case "values": Buffer.flat(vector(50, 50).values, perRow: 1)
        default: vector(UInt64(60 + index), 64)
        }
      }
      let outputs = zip(kernel.operands, operands).compactMap { role, buffer in role.access == .read ? nil : buffer }
      let runner = KernelRunner(
        kernel: kernel, operands: operands, sizes: sizes, reals: [0.99], scalars: [0.3, 0.2], rows: 50, seed: 9,
        step: 4, blocks: kernel.domain == .tiles ? [0..<2] : nil)
      return (runner, outputs)
    }
  }

  @Test(arguments: activations + losses + metrics + normalizations + elementwise)
  func `fused instruction sets agree bit for bit`(call: Call) {
    let outcomes = InstructionSet.fused.map { call.bits(on: $0) }
    for (instructionSet, outcome) in zip(InstructionSet.fused, outcomes).dropFirst() {
      #expect(outcome == outcomes[0], "\(instructionSet) and \(InstructionSet.fused[0]) differ")
    }
  }
}
