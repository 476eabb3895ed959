// ONNX's own node test cases, run through the kernels on every instruction set: an oracle that neither Lofting nor Keras
// wrote. Fixtures/ONNXCases.swift has the data and, at its head, every case that is set aside with the reason.
//
// Covered: Add, Sum of two, BatchNormalization (with given and with the batch's statistics), LayerNormalization,
// Gemm without factors and transposes, MatMul by one matrix, Gather of rows, SoftmaxCrossEntropyLoss, ArgMax and TopK (by
// the metrics), Dropout at rate 0, Clip, Softmax and LogSoftmax over the last axis, and the elementwise Celu, Elu, Exp,
// Gelu (both), HardSwish, Identity, LeakyRelu, Mish (every 40th element), Relu, Selu, Shrink, Sigmoid, Softplus,
// Softsign, Swish, Tanh and ThresholdedRelu.
// Set aside: other types than float32; other axes than the last (but LayerNormalization's several axes are one when
// flattened); HardSigmoid, whose cases all have another alpha than 1/6, and Selu with other constants; ignore_index and
// a mean over the sum of weights in the loss; random dropout. Flatten and Reshape run no kernel. ONNX's optimizers are
// of a preview domain; UpdateTests holds the rules to Keras's.

import ExecutionPlan
import Testing

/// Values with their shape; features come last.
struct ONNXTensor: Sendable {
  var shape: [Int]
  var values: [Float]

  /// Numbers between blanks.
  init(_ shape: [Int], _ text: String) {
    self.shape = shape
    values = text.split { $0 == " " || $0 == "\n" }.map { Float($0) ?? .nan }
  }

  /// [rows, positions, features]: the first axis, those between, and the last. A vector is one row.
  var rows: Int { shape.count > 1 ? shape[0] : 1 }
  var positions: Int { shape.dropFirst().dropLast().reduce(1, *) }
  var features: Int { shape.last ?? 1 }
  var rowElements: Int { positions * features }

  var matrix: Buffer { .matrix(values, features: rowElements) }
  /// A buffer of NaNs with this shape.
  var empty: Buffer { .matrix(rows: rows, features: rowElements) }
  /// A vector of features or the like.
  var vector: Buffer { .flat(values) }
  var integers: [Int32] { values.compactMap { Int32(exactly: $0) } }
}

/// What a case runs, with its inputs in ONNX's order.
enum ONNXOperation: Sendable {
  enum Reduction: Sendable { case none, sum, mean }

  case activation(Activation, reals: [Float])
  case add
  /// -> the index of each row's largest.
  case argMax
  /// x, gamma, beta, mean, variance
  case batchNormalize(epsilon: Float)
  /// x, gamma, beta, moving mean, moving variance -> y and the moving statistics after it.
  case batchNormalizeInTraining(epsilon: Float, momentum: Float)
  case clipByValue(limit: Float)
  /// x, w, bias if any
  case dense
  /// Dropout in training at rate 0.
  case dropoutOfNothing
  /// data, indices
  case gather
  /// x, gamma, beta
  case layerNormalize(epsilon: Float)
  /// logits, classes, weights by class if any
  case softmaxCrossEntropy(Reduction)
  /// -> the indices of each row's largest.
  case topK
}

struct ONNXCase: Sendable, CustomTestStringConvertible {
  /// ONNX's, without `test_`.
  var name: String
  var operation: ONNXOperation
  var inputs: [ONNXTensor]
  var outputs: [ONNXTensor]

  var testDescription: String { name }

  /// The kernels' outputs, each as ONNX gives it.
  func run(on instructionSet: InstructionSet) throws -> [[Float]] {
    let x = try #require(inputs.first)
    let y = try #require(outputs.first).empty
    func run(_ kernel: Kernel, _ operands: [Buffer?], _ sizes: [Int], _ reals: [Float]) {
      KernelRunner(kernel: kernel, operands: operands, sizes: sizes, reals: reals, scalars: [0], rows: x.rows)
        .run(on: instructionSet)
    }
    let shape = [x.positions, x.features]
    switch operation {
    case .activation(let activation, let reals):
      run(.activation, [x.matrix, y], shape + [Int(activation.rawValue)], reals)
    case .add:
      run(.add, [x.matrix, inputs[1].matrix, y], [x.rowElements], [])
    case .batchNormalize(let epsilon):
      let vectors = inputs.dropFirst().map(\.vector)
      run(.batchNormalize, [x.matrix, vectors[2], vectors[3], vectors[0], vectors[1], y], shape, [epsilon])
    case .batchNormalizeInTraining(let epsilon, let momentum):
      return batchNormalizeInTraining(x, y, epsilon: epsilon, momentum: momentum, on: instructionSet)
    case .clipByValue(let limit):
      // A tile of elements as stored: whole vectors.
      let padding = [Float](repeating: 0, count: (16 - x.values.count % 16) % 16)
      let clipped = Buffer.flat(x.values + padding)
      KernelRunner(
        kernel: .clipByValue, operands: [clipped, clipped], sizes: [clipped.features], scalars: [limit], rows: 1,
        blocks: [0..<1]
      ).run(on: instructionSet)
      return [Array(clipped.values.prefix(x.values.count))]
    case .dense:
      let w = Matrix(inputs: inputs[1].shape[0], outputs: inputs[1].features, values: inputs[1].values)
      let bias = inputs.count > 2 ? inputs[2].vector : nil
      run(
        .dense, [x.matrix, .flat(w.panels), bias, y], shape + [w.outputs, Int(Activation.linear.rawValue)], [0, 0, 0])
    case .dropoutOfNothing:
      run(.dropout, [x.matrix, y], [x.rowElements, 0], [])
    case .gather:
      KernelRunner(
        kernel: .gather, operands: [x.vector, nil, nil, nil, y],
        sizes: [x.rowElements, VectorSource.dataFloat32.rawValue], rows: y.rows,
        rowIndices: inputs[1].integers.map { UInt32($0) }
      ).run(on: instructionSet)
    case .layerNormalize(let epsilon):
      run(.layerNormalize, [x.matrix, inputs[1].vector, inputs[2].vector, y], shape, [epsilon])
    case .softmaxCrossEntropy(let reduction):
      let losses = Buffer.flat([Float](repeating: .nan, count: x.rows), perRow: 1)
      let weights = inputs.count > 2 ? inputs[2].vector : nil
      run(
        .loss, [x.matrix, .flat(inputs[1].integers), weights, losses, nil],
        [x.features, Int(Loss.softmaxCrossEntropy.rawValue)], [0])
      let sum = losses.values.reduce(0) { $0 + Double($1) }
      return switch reduction {
      case .none: [losses.values]
      case .sum: [[Float(sum)]]
      case .mean: [[Float(sum / Double(x.rows))]]
      }
    case .argMax:
      return [chosen(x, by: .categoricalAccuracy, k: 1, on: instructionSet).flatMap { $0 }]
    case .topK:
      // The metric knows a set; ONNX has it from the largest on.
      let k = outputs[0].features
      let chosen = chosen(x, by: .topK, k: k, on: instructionSet).enumerated().map { row, classes in
        classes.sorted { x.values[row * x.features + Int($0)] > x.values[row * x.features + Int($1)] }
      }
      return [chosen.flatMap { $0 }]
    }
    return [y.values]
  }

  private func batchNormalizeInTraining(
    _ x: ONNXTensor, _ y: Buffer, epsilon: Float, momentum: Float, on instructionSet: InstructionSet
  ) -> [[Float]] {
    let vectors = inputs.dropFirst().map(\.vector)
    // Both statistics, each padded to whole vectors.
    let padded = (x.features + 15) / 16 * 16
    let statistics = Buffer.flat([Float](repeating: .nan, count: 2 * padded))
    let panels = [0..<padded / 16]
    KernelRunner(
      kernel: .batchStatistics, operands: [x.matrix, statistics], sizes: [x.positions, x.features], rows: x.rows,
      blocks: panels
    ).run(on: instructionSet)
    let mean = Buffer.flat(Array(statistics.values[..<padded]))
    let variance = Buffer.flat(Array(statistics.values[padded...]))
    KernelRunner(
      kernel: .batchNormalize, operands: [x.matrix, mean, variance, vectors[0], vectors[1], y],
      sizes: [x.positions, x.features], reals: [epsilon], rows: x.rows
    ).run(on: instructionSet)
    for index in 0..<2 {
      KernelRunner(
        kernel: .movingAverage, operands: [vectors[2 + index], statistics], sizes: [x.features, index],
        reals: [momentum], rows: x.rows, blocks: [0..<1]
      ).run(on: instructionSet)
    }
    return [y.values, vectors[2].values, vectors[3].values]
  }

  /// The classes of each vector that the metric calls right.
  private func chosen(
    _ x: ONNXTensor, by metric: Metric, k: Int, on instructionSet: InstructionSet
  ) -> [[Float]] {
    let rows = x.rows * x.positions
    let predictions = Buffer.matrix(x.values, features: x.features)
    var chosen = [[Float]](repeating: [], count: rows)
    for label in 0..<x.features {
      let values = Buffer.flat([Float](repeating: .nan, count: rows), perRow: 1)
      KernelRunner(
        kernel: .metric, operands: [predictions, .flat([Int32](repeating: Int32(label), count: rows)), values],
        sizes: [x.features, Int(metric.rawValue), k], reals: [0], rows: rows
      ).run(on: instructionSet)
      for (row, value) in values.values.enumerated() where value == 1 { chosen[row].append(Float(label)) }
    }
    return chosen
  }
}

@Suite struct ONNXTests {
  /// ONNX's outputs are themselves NumPy's float32: sums of up to 120 terms and functions of rounded arguments, some tens
  /// of units in the last place (2^-24 of a value is 6e-8) from the exact ones. 1e-5 is ten times that, and a hundredth
  /// of the 1e-3 that ONNX allows; 1e-6 is for values that cancel out of terms near 1, such as normalized ones near 0.
  private static func isClose(_ value: Float, _ expected: Float) -> Bool {
    value == expected || abs(value - expected) <= 1e-5 * abs(expected) + 1e-6
  }

  @Test(arguments: ONNXCase.all, InstructionSet.supported)
  func `kernels give the outputs of ONNX's node test cases`(onnx: ONNXCase, instructionSet: InstructionSet) throws {
    let outputs = try onnx.run(on: instructionSet)
    #expect(outputs.count == onnx.outputs.count)
    for (output, expected) in zip(outputs, onnx.outputs) {
      #expect(output.count == expected.shape.reduce(1, *))
      #expect(output.count == expected.values.count)
      for (index, (value, wanted)) in zip(output, expected.values).enumerated() where !Self.isClose(value, wanted) {
        Issue.record("element \(index) is \(value), ONNX's \(wanted)")
      }
    }
  }
}
