// dense and dense_input_gradient against sums in double precision, across blockings, instruction sets and fusions.

import ExecutionPlan
import Testing

@Suite struct DenseTests {
  /// y = activation(x w + bias) on a buffer of NaNs.
  static func dense(
    x: [Float], weights: Matrix, bias: [Float]?, activation: Activation = .linear, reals: [Float] = [0, 0, 0],
    rows: Int, positions: Int, blocks: [Range<Int>]? = nil, on instructionSet: InstructionSet
  ) -> Buffer {
    let y = Buffer.matrix(rows: rows, features: positions * weights.outputs)
    KernelRunner(
      kernel: .dense,
      operands: [
        Buffer.matrix(x, features: positions * weights.inputs, padding: .nan), Buffer.flat(weights.panels),
        bias.map { Buffer.flat($0) }, y,
      ],
      sizes: [positions, weights.inputs, weights.outputs, Int(activation.rawValue)], reals: reals, rows: rows,
      blocks: blocks
    ).run(on: instructionSet)
    return y
  }

  /// dx = (dy w^T) * f'(saved) on a buffer of NaNs.
  static func inputGradient(
    dy: [Float], weights: Matrix, saved: [Float]?, activation: Activation = .linear, reals: [Float] = [0, 0, 0],
    rows: Int, positions: Int, blocks: [Range<Int>]? = nil, on instructionSet: InstructionSet
  ) -> Buffer {
    let dx = Buffer.matrix(rows: rows, features: positions * weights.inputs)
    KernelRunner(
      kernel: .denseInputGradient,
      operands: [
        Buffer.matrix(dy, features: positions * weights.outputs, padding: .nan),
        Buffer.flat(weights.transposedPanels), saved.map { Buffer.matrix($0, features: positions * weights.inputs) },
        dx,
      ],
      sizes: [positions, weights.inputs, weights.outputs, Int(activation.rawValue)], reals: reals, rows: rows,
      blocks: blocks
    ).run(on: instructionSet)
    return dx
  }

  @Test(arguments: OddSizes.features, OddSizes.features)
  func `dense is the sum of products and the bias`(inputs: Int, outputs: Int) {
    var random = TestRandom(seed: 4)
    let weights = Matrix(inputs: inputs, outputs: outputs, random: &random)
    let bias = random.floats(outputs)
    for (rows, positions) in zip(OddSizes.rows, OddSizes.positions) {
      let x = random.floats(rows * positions * inputs)
      var expected: [ReferenceSum] = []
      for vector in 0..<rows * positions {
        for output in 0..<outputs {
          var sum = ReferenceSum()
          for k in 0..<inputs { sum.add(Double(x[vector * inputs + k]) * weights[k, output]) }
          sum.add(Double(bias[output]))
          expected.append(sum)
        }
      }
      for instructionSet in InstructionSet.supported {
        let y = Self.dense(
          x: x, weights: weights, bias: bias, rows: rows, positions: positions, on: instructionSet)
        let accepted = zip(expected, y.values).allSatisfy { $0.accepts($1) }
        #expect(accepted, "\(rows) rows, \(positions) positions on \(instructionSet)")
        #expect(y.padding.allSatisfy { $0.isFinite }, "lanes beyond the last output on \(instructionSet)")
        #expect(y.guardIsIntact)
      }
    }
  }

  @Test(arguments: OddSizes.features, OddSizes.features)
  func `the input gradient is the sum over outputs`(inputs: Int, outputs: Int) {
    var random = TestRandom(seed: 5)
    let weights = Matrix(inputs: inputs, outputs: outputs, random: &random)
    for (rows, positions) in zip(OddSizes.rows, OddSizes.positions) {
      let dy = random.floats(rows * positions * outputs)
      let saved = random.floats(rows * positions * inputs)
      var expected: [ReferenceSum] = []
      for vector in 0..<rows * positions {
        for input in 0..<inputs {
          var sum = ReferenceSum()
          for k in 0..<outputs { sum.add(Double(dy[vector * outputs + k]) * weights[input, k]) }
          expected.append(sum)
        }
      }
      for instructionSet in InstructionSet.supported {
        let linear = Self.inputGradient(
          dy: dy, weights: weights, saved: nil, rows: rows, positions: positions, on: instructionSet)
        #expect(zip(expected, linear.values).allSatisfy { $0.accepts($1) }, "\(rows) rows on \(instructionSet)")
        #expect(linear.padding.allSatisfy { $0 == 0 }, "lanes beyond the last input on \(instructionSet)")
        #expect(linear.guardIsIntact)
        let relu = Self.inputGradient(
          dy: dy, weights: weights, saved: saved, activation: .relu, rows: rows, positions: positions,
          on: instructionSet)
        let gated = zip(linear.values, saved).map { $1 > 0 ? $0 : 0 }
        #expect(relu.values == gated, "relu, \(rows) rows, \(positions) positions on \(instructionSet)")
        #expect(relu.padding.allSatisfy { $0 == 0 })
      }
    }
  }

  @Test(arguments: [(10, 10), (16, 33), (100, 17)], [1, 3])
  func `results are the same bits on every fused instruction set and in every blocking`(
    size: (inputs: Int, outputs: Int), positions: Int
  ) {
    var random = TestRandom(seed: 6)
    let rows = 53
    let weights = Matrix(inputs: size.inputs, outputs: size.outputs, random: &random)
    let bias = random.floats(size.outputs)
    let x = random.floats(rows * positions * size.inputs)
    let dy = random.floats(rows * positions * size.outputs)
    var all: [[UInt32]] = []
    for instructionSet in InstructionSet.fused {
      for blocks in [[0..<rows], (0..<rows).reversed().map { $0..<$0 + 1 }, [32..<53, 0..<32]] {
        let y = Self.dense(
          x: x, weights: weights, bias: bias, activation: .tanh, rows: rows, positions: positions, blocks: blocks,
          on: instructionSet)
        let dx = Self.inputGradient(
          dy: dy, weights: weights, saved: x, activation: .tanh, rows: rows, positions: positions, blocks: blocks,
          on: instructionSet)
        all.append(y.bits + dx.bits)
      }
    }
    #expect(all.allSatisfy { $0 == all.first })
  }

  @Test(arguments: Activation.allCases.filter(\.isElementwise), InstructionSet.supported)
  func `a fused activation gives the bits of the separate kernels`(
    activation: Activation, instructionSet: InstructionSet
  ) {
    var random = TestRandom(seed: 7)
    let rows = 29
    let reals: [Float] = [0.5, 0.25, 3]
    for (positions, weights) in [
      (1, Matrix(inputs: 9, outputs: 37, random: &random)),
      (2, Matrix(inputs: 21, outputs: 10, random: &random)),
    ] {
      let x = random.floats(rows * positions * weights.inputs, in: -3...3)
      let bias = random.floats(weights.outputs)
      let sizes = { (features: Int) in [positions, features, Int(activation.rawValue)] }

      let linear = Self.dense(
        x: x, weights: weights, bias: bias, rows: rows, positions: positions, on: instructionSet)
      let separate = Buffer.matrix(rows: rows, features: positions * weights.outputs)
      KernelRunner(
        kernel: .activation, operands: [linear, separate], sizes: sizes(weights.outputs), reals: reals, rows: rows
      ).run(on: instructionSet)
      let fused = Self.dense(
        x: x, weights: weights, bias: bias, activation: activation, reals: reals, rows: rows, positions: positions,
        on: instructionSet)
      #expect(fused.values.map(\.bitPattern) == separate.values.map(\.bitPattern))

      let dy = random.floats(rows * positions * weights.outputs)
      let linearGradient = Self.inputGradient(
        dy: dy, weights: weights, saved: nil, rows: rows, positions: positions, on: instructionSet)
      let separateGradient = Buffer.matrix(rows: rows, features: positions * weights.inputs)
      KernelRunner(
        kernel: .activationGradient,
        operands: [linearGradient, Buffer.matrix(x, features: positions * weights.inputs), separateGradient],
        sizes: sizes(weights.inputs), reals: reals, rows: rows
      ).run(on: instructionSet)
      let fusedGradient = Self.inputGradient(
        dy: dy, weights: weights, saved: x, activation: activation, reals: reals, rows: rows, positions: positions,
        on: instructionSet)
      #expect(fusedGradient.values.map(\.bitPattern) == separateGradient.values.map(\.bitPattern))
    }
  }
}
