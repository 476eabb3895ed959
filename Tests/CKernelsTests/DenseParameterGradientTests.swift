// dense_kernel_gradient and bias_gradient against sums in double precision, across tiles and instruction sets, stored
// and with the update in their store.

import CKernels
import ExecutionPlan
import Testing

@Suite struct DenseParameterGradientTests {
  /// A layer's gradient problem.
  struct Case {
    var rows: Int
    var positions: Int
    var inputs: Int
    var outputs: Int
    var x: [Float]
    var dy: [Float]

    init(rows: Int, positions: Int, inputs: Int, outputs: Int, seed: UInt64) {
      var random = TestRandom(seed: seed)
      self.rows = rows
      self.positions = positions
      self.inputs = inputs
      self.outputs = outputs
      x = random.floats(rows * positions * inputs)
      dy = random.floats(rows * positions * outputs)
    }

    var tiles: Int { Kernel.update.tileCount(sizes: [inputs, outputs, 0, 0]) }

    /// Gradients come with zeros beyond the last feature, values with anything.
    func kernelGradient(into gradient: Buffer, blocks: [Range<Int>]? = nil, on instructionSet: InstructionSet) {
      KernelRunner(
        kernel: .denseKernelGradient,
        operands: [
          Buffer.matrix(x, features: positions * inputs, padding: .nan),
          Buffer.matrix(dy, features: positions * outputs), gradient,
        ],
        sizes: [positions, inputs, outputs, 0, 0], rows: rows, blocks: blocks ?? [0..<tiles]
      ).run(on: instructionSet)
    }

    func biasGradient(into gradient: Buffer, blocks: [Range<Int>]? = nil, on instructionSet: InstructionSet) {
      KernelRunner(
        kernel: .biasGradient, operands: [Buffer.matrix(dy, features: positions * outputs), gradient],
        sizes: [positions, outputs, 0, 0], rows: rows, blocks: blocks ?? [0..<(outputs + 15) / 16]
      ).run(on: instructionSet)
    }
  }

  static func nans(_ count: Int) -> Buffer { Buffer.flat([Float](repeating: .nan, count: count)) }

  /// Whether each element of the kernel gradient is the sum over rows and positions, on every instruction set.
  private static func expectSums(of problem: Case) {
    let (inputs, outputs) = (problem.inputs, problem.outputs)
    var expected = [ReferenceSum](repeating: ReferenceSum(), count: inputs * outputs)
    for vector in 0..<problem.rows * problem.positions {
      for input in 0..<inputs {
        for output in 0..<outputs {
          expected[input * outputs + output].add(
            Double(problem.x[vector * inputs + input]) * Double(problem.dy[vector * outputs + output]))
        }
      }
    }
    for instructionSet in InstructionSet.supported {
      let buffer = Self.nans(Matrix.panelFloats(inputs, outputs))
      problem.kernelGradient(into: buffer, on: instructionSet)
      let gradient = Matrix(inputs: inputs, outputs: outputs, panels: buffer.values)
      let accepted = zip(expected, gradient.values).allSatisfy { $0.accepts($1) }
      #expect(accepted, "\(problem.rows) rows, \(problem.positions) positions on \(instructionSet)")
      #expect(gradient.panels == buffer.values, "lanes beyond the last output are zero")
      #expect(buffer.guardIsIntact)
    }
  }

  @Test(arguments: OddSizes.features, OddSizes.features)
  func `the kernel gradient is the sum over rows and positions`(inputs: Int, outputs: Int) {
    for (rows, positions) in zip(OddSizes.rows, OddSizes.positions) {
      Self.expectSums(of: Case(rows: rows, positions: positions, inputs: inputs, outputs: outputs, seed: 8))
    }
  }

  @Test(arguments: [(3, 150, 5, 3), (80, 2, 8, 24), (80, 2, 16, 40)])
  func `the kernel gradient sums long runs of vectors without padding`(
    rows: Int, positions: Int, inputs: Int, outputs: Int
  ) {
    Self.expectSums(of: Case(rows: rows, positions: positions, inputs: inputs, outputs: outputs, seed: 20))
  }

  @Test(arguments: OddSizes.features)
  func `the bias gradient is the sum over rows and positions`(features: Int) {
    for (rows, positions) in zip(OddSizes.rows, OddSizes.positions) {
      let problem = Case(rows: rows, positions: positions, inputs: 1, outputs: features, seed: 9)
      var expected = [ReferenceSum](repeating: ReferenceSum(), count: features)
      for (index, value) in problem.dy.enumerated() { expected[index % features].add(Double(value)) }
      for instructionSet in InstructionSet.supported {
        let buffer = Self.nans(Matrix.panelFloats(1, features))
        problem.biasGradient(into: buffer, on: instructionSet)
        let accepted = zip(expected, buffer.values).allSatisfy { $0.accepts($1) }
        #expect(accepted, "\(rows) rows, \(positions) positions on \(instructionSet)")
        #expect(buffer.values[features...].allSatisfy { $0 == 0 }, "lanes beyond the last feature")
        #expect(buffer.guardIsIntact)
      }
    }
  }

  @Test(arguments: [(10, 10), (100, 33), (49, 100)], OddSizes.positions)
  func `gradients are the same bits on every fused instruction set and for tiles one by one`(
    size: (inputs: Int, outputs: Int), positions: Int
  ) {
    let problem = Case(rows: 53, positions: positions, inputs: size.inputs, outputs: size.outputs, seed: 10)
    let panels = (size.outputs + 15) / 16
    var all: [[UInt32]] = []
    for instructionSet in InstructionSet.fused {
      for isOneByOne in [false, true] {
        let kernel = Self.nans(Matrix.panelFloats(size.inputs, size.outputs))
        let bias = Self.nans(panels * 16)
        let single = { (count: Int) in (0..<count).reversed().map { $0..<$0 + 1 } }
        problem.kernelGradient(into: kernel, blocks: isOneByOne ? single(problem.tiles) : nil, on: instructionSet)
        problem.biasGradient(into: bias, blocks: isOneByOne ? single(panels) : nil, on: instructionSet)
        all.append(kernel.bits + bias.bits)
      }
    }
    #expect(all.allSatisfy { $0 == all.first })
  }

  @Test func `a row more is one multiply-add more`() {
    // The order of the sum: the gradient of 10 rows, continued by hand with the eleventh.
    let long = Case(rows: 11, positions: 1, inputs: 17, outputs: 19, seed: 11)
    var short = long
    short.rows = 10
    short.x.removeLast(17)
    short.dy.removeLast(19)
    for instructionSet in InstructionSet.fused {
      let gradients = [long, short].map { problem in
        let buffer = Self.nans(Matrix.panelFloats(17, 19))
        problem.kernelGradient(into: buffer, on: instructionSet)
        return Matrix(inputs: 17, outputs: 19, panels: buffer.values).values
      }
      let continued = gradients[1].enumerated().map { index, sum in
        sum.addingProduct(long.x[10 * 17 + index / 19], long.dy[10 * 19 + index % 19])
      }
      #expect(gradients[0] == continued)
    }
  }

  @Test(arguments: [(17, 10), (100, 33), (1, 49)], InstructionSet.supported)
  func `an update in the store gives the bits of a gradient and an update`(
    size: (inputs: Int, outputs: Int), instructionSet: InstructionSet
  ) {
    let (inputs, outputs) = size
    let problem = Case(rows: 21, positions: 2, inputs: inputs, outputs: outputs, seed: 12)
    var random = TestRandom(seed: 13)
    let weights = Matrix(inputs: inputs, outputs: outputs, random: &random)
    let momentum = Matrix(inputs: inputs, outputs: outputs, random: &random)
    let rule = Int(UpdateRule.nesterov.rawValue)
    // l1, l2, clip, learning_rate, weight_decay, momentum
    let scalars: [Float] = [0.01, 0.02, 0.5, 0.1, 0.001, 0.9]

    let fused = [weights.panels, momentum.panels, weights.transposedPanels].map { Buffer.flat($0) }
    KernelRunner(
      kernel: .denseKernelGradient,
      operands: [
        Buffer.matrix(problem.x, features: 2 * inputs), Buffer.matrix(problem.dy, features: 2 * outputs), nil,
        fused[0], fused[1], nil, nil, fused[2],
      ],
      sizes: [2, inputs, outputs, rule, 1], scalars: scalars, rows: 21, blocks: [0..<problem.tiles]
    ).run(on: instructionSet)

    let separate = [weights.panels, momentum.panels, weights.transposedPanels].map { Buffer.flat($0) }
    let gradient = Self.nans(Matrix.panelFloats(inputs, outputs))
    problem.kernelGradient(into: gradient, on: instructionSet)
    KernelRunner(
      kernel: .update, operands: [gradient, separate[0], separate[1], nil, nil, separate[2]],
      sizes: [inputs, outputs, rule, 1], scalars: scalars, rows: 21, blocks: [0..<problem.tiles]
    ).run(on: instructionSet)

    #expect(fused.map(\.bits) == separate.map(\.bits))
    let updated = Matrix(inputs: inputs, outputs: outputs, panels: fused[0].values)
    #expect(updated.values != weights.values)
    #expect(fused[2].values == updated.transposedPanels, "the transposed copy follows")
  }

  @Test(arguments: InstructionSet.supported)
  func `a bias is updated in the store`(instructionSet: InstructionSet) {
    let problem = Case(rows: 9, positions: 1, inputs: 1, outputs: 33, seed: 14)
    var random = TestRandom(seed: 15)
    let bias = Matrix(inputs: 1, outputs: 33, random: &random)
    let gradient = Self.nans(48)
    problem.biasGradient(into: gradient, on: instructionSet)
    let updated = Buffer.flat(bias.panels)
    KernelRunner(
      kernel: .biasGradient,
      operands: [Buffer.matrix(problem.dy, features: 33), nil, updated],
      sizes: [1, 33, Int(UpdateRule.sgd.rawValue), 0], scalars: [0, 0, 0, 0.5, 0], rows: 9, blocks: [0..<3]
    ).run(on: instructionSet)
    #expect(updated.values == zip(bias.panels, gradient.values).map { $0 - 0.5 * $1 })
  }
}
