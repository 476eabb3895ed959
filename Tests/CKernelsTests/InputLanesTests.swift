// Products whose parameter has its lanes over inputs, and products that read the data as stored: against sums in double
// precision, against the other layout, and against a gather before the product.

import CKernels
import ExecutionPlan
import Testing

@Suite struct InputLanesTests {
  /// What a product reads in the place of rows of floats.
  struct Data: Sendable, CustomTestStringConvertible {
    var source: VectorSource
    var hasCenter = false
    var hasScale = false
    var hasOffset = false

    var testDescription: String { "\(source), center \(hasCenter), scale \(hasScale), offset \(hasOffset)" }

    static let all = [
      Data(source: .dataUInt8), Data(source: .dataUInt8, hasScale: true),
      Data(source: .dataUInt8, hasCenter: true, hasScale: true, hasOffset: true), Data(source: .dataFloat32),
      Data(source: .dataFloat32, hasCenter: true, hasScale: true),
    ]

    /// [rows, features] as stored; seven rows more than a batch draws from.
    func elements(rows: Int, features: Int, random: inout TestRandom) -> Buffer {
      switch source {
      case .dataUInt8: Buffer.flat((0..<rows * features).map { _ in UInt8(truncatingIfNeeded: random.next()) })
      case .dataFloat32, .rows: Buffer.flat(random.floats(rows * features))
      }
    }

    func scaling(features: Int, random: inout TestRandom) -> [Buffer?] {
      [hasCenter, hasScale, hasOffset].map { $0 ? Buffer.flat(random.floats(features)) : nil }
    }
  }

  /// Panels of [outputs, inputs].
  private static func panels(of weights: Matrix) -> Buffer {
    var panels = [Float](repeating: .nan, count: Matrix.panelFloats(weights.outputs, weights.inputs))
    unsafe lf_pack_transposed(weights.values, Int64(weights.inputs), Int64(weights.outputs), &panels)
    return Buffer.flat(panels)
  }

  private static func sizes(_ inputs: Int, _ outputs: Int, positions: Int = 1, source: VectorSource = .rows) -> [Int] {
    [positions, inputs, outputs, Int(Activation.linear.rawValue), source.rawValue, PanelLanes.inputs.rawValue]
  }

  @Test func `a transposed layout unpacks to what was packed`() {
    var random = TestRandom(seed: 30)
    for (inputs, outputs) in [(1, 1), (17, 3), (33, 16), (49, 20)] {
      let weights = Matrix(inputs: inputs, outputs: outputs, random: &random)
      let panels = Self.panels(of: weights).values
      #expect(panels == weights.transposedPanels)
      var values = [Float](repeating: .nan, count: inputs * outputs)
      unsafe lf_unpack_transposed(panels, Int64(inputs), Int64(outputs), &values)
      #expect(values == weights.values)
    }
  }

  @Test(arguments: OddSizes.features + [784], [1, 2, 5, 10, 13, 16, 20, 24])
  func `dense is the sum of products and the bias`(inputs: Int, outputs: Int) {
    var random = TestRandom(seed: 31)
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
      var bits: [[UInt32]] = []
      for instructionSet in InstructionSet.supported {
        for blocks in [[0..<rows], (0..<rows).reversed().map { $0..<$0 + 1 }] {
          let y = Buffer.matrix(rows: rows, features: positions * outputs)
          KernelRunner(
            kernel: .dense,
            operands: [
              Buffer.matrix(x, features: positions * inputs, padding: .nan), Self.panels(of: weights),
              Buffer.flat(bias), y,
            ],
            sizes: Self.sizes(inputs, outputs, positions: positions), rows: rows, blocks: blocks
          ).run(on: instructionSet)
          let accepted = zip(expected, y.values).allSatisfy { $0.accepts($1) }
          #expect(accepted, "\(rows) rows, \(positions) positions on \(instructionSet)")
          #expect(y.padding.allSatisfy { $0.isFinite }, "lanes beyond the last output on \(instructionSet)")
          #expect(y.guardIsIntact)
          if InstructionSet.fused.contains(instructionSet) { bits.append(y.values.map(\.bitPattern)) }
        }
      }
      #expect(bits.allSatisfy { $0 == bits.first }, "the bits depend on the instruction set or the blocks")
    }
  }

  @Test(arguments: Activation.allCases.filter(\.isElementwise))
  func `a fused activation gives the bits of the separate kernels`(activation: Activation) {
    var random = TestRandom(seed: 32)
    let (rows, inputs, outputs) = (11, 40, 10)
    let weights = Matrix(inputs: inputs, outputs: outputs, random: &random)
    let x = Buffer.matrix(random.floats(rows * inputs, in: -2...2), features: inputs)
    let reals: [Float] = [0.5, 0.25, 3]
    for instructionSet in InstructionSet.supported {
      let outputsOf = { (activation: Activation) in
        let y = Buffer.matrix(rows: rows, features: outputs)
        var sizes = Self.sizes(inputs, outputs)
        sizes[3] = Int(activation.rawValue)
        KernelRunner(
          kernel: .dense, operands: [x, Self.panels(of: weights), nil, y], sizes: sizes, reals: reals, rows: rows
        ).run(on: instructionSet)
        return y
      }
      let separate = Buffer.matrix(rows: rows, features: outputs)
      KernelRunner(
        kernel: .activation, operands: [outputsOf(.linear), separate],
        sizes: [1, outputs, Int(activation.rawValue)], reals: reals, rows: rows
      ).run(on: instructionSet)
      #expect(outputsOf(activation).values.map(\.bitPattern) == separate.values.map(\.bitPattern))
    }
  }

  @Test(arguments: Data.all, [1, 16, 17, 40, 100])
  func `dense on the data gives the bits of a gather and a dense`(data: Data, inputs: Int) {
    var random = TestRandom(seed: 33)
    let (rows, outputs) = (21, 10)
    let weights = Matrix(inputs: inputs, outputs: outputs, random: &random)
    let elements = data.elements(rows: rows + 7, features: inputs, random: &random)
    let scaling = data.scaling(features: inputs, random: &random)
    let indices = (0..<rows).map { UInt32(($0 * 11 + 3) % (rows + 7)) }
    for instructionSet in InstructionSet.supported {
      let direct = Buffer.matrix(rows: rows, features: outputs)
      KernelRunner(
        kernel: .dense, operands: [elements, Self.panels(of: weights), nil, direct] + scaling,
        sizes: Self.sizes(inputs, outputs, source: data.source), rows: rows, rowIndices: indices,
        blocks: [16..<21, 0..<16]
      ).run(on: instructionSet)

      let gathered = Buffer.matrix(rows: rows, features: inputs)
      KernelRunner(
        kernel: .gather, operands: [elements] + scaling + [gathered], sizes: [inputs, data.source.rawValue],
        rows: rows, rowIndices: indices
      ).run(on: instructionSet)
      let separate = Buffer.matrix(rows: rows, features: outputs)
      KernelRunner(
        kernel: .dense, operands: [gathered, Self.panels(of: weights), nil, separate],
        sizes: Self.sizes(inputs, outputs), rows: rows
      ).run(on: instructionSet)
      #expect(direct.values.map(\.bitPattern) == separate.values.map(\.bitPattern), "\(instructionSet)")
    }
  }

  /// The gradient of a parameter [inputs, outputs] as panels, by x in rows or by the data.
  private static func gradient(
    x: Buffer, dy: Buffer, inputs: Int, outputs: Int, positions: Int, rows: Int, lanes: PanelLanes,
    source: VectorSource = .rows, scaling: [Buffer?] = [nil, nil, nil], indices: [UInt32]? = nil, isOneByOne: Bool,
    on instructionSet: InstructionSet
  ) -> Buffer {
    let stored = lanes == .inputs ? (outputs, inputs) : (inputs, outputs)
    let gradient = Buffer.flat([Float](repeating: .nan, count: Matrix.panelFloats(stored.0, stored.1)))
    let tiles = Kernel.update.tileCount(sizes: [stored.0, stored.1, 0, 0])
    KernelRunner(
      kernel: .denseKernelGradient,
      operands: [x, dy, gradient, nil, nil, nil, nil, nil] + scaling,
      sizes: [positions, inputs, outputs, 0, 0, source.rawValue, lanes.rawValue], rows: rows, rowIndices: indices,
      blocks: isOneByOne ? (0..<tiles).reversed().map { $0..<$0 + 1 } : [0..<tiles]
    ).run(on: instructionSet)
    #expect(gradient.guardIsIntact)
    return gradient
  }

  @Test(arguments: [1, 15, 16, 33, 100, 200], [1, 10, 17, 50])
  func `the kernel gradient has the bits of the other layout`(inputs: Int, outputs: Int) {
    var random = TestRandom(seed: 34)
    for (rows, positions) in [(5, 1), (133, 1), (37, 3)] {
      let x = Buffer.matrix(random.floats(rows * positions * inputs), features: positions * inputs, padding: .nan)
      let dy = Buffer.matrix(random.floats(rows * positions * outputs), features: positions * outputs)
      for instructionSet in InstructionSet.supported {
        let along = { (lanes: PanelLanes, isOneByOne: Bool) in
          Self.gradient(
            x: x, dy: dy, inputs: inputs, outputs: outputs, positions: positions, rows: rows, lanes: lanes,
            isOneByOne: isOneByOne, on: instructionSet)
        }
        let expected = Matrix(inputs: inputs, outputs: outputs, panels: along(.outputs, false).values)
        #expect(along(.inputs, false).values == expected.transposedPanels, "\(rows) rows on \(instructionSet)")
        #expect(along(.inputs, true).values == expected.transposedPanels, "tiles one by one on \(instructionSet)")
      }
    }
  }

  @Test(arguments: Data.all, [16, 17, 100, 144])
  func `the kernel gradient by the data has the bits of a gather before it`(data: Data, inputs: Int) {
    var random = TestRandom(seed: 35)
    let rows = 150
    let elements = data.elements(rows: rows + 7, features: inputs, random: &random)
    let scaling = data.scaling(features: inputs, random: &random)
    let indices = (0..<rows).map { UInt32(($0 * 11 + 3) % (rows + 7)) }
    for (instructionSet, outputs) in InstructionSet.supported.flatMap({ set in [10, 50].map { (set, $0) } }) {
      let dy = Buffer.matrix(random.floats(rows * outputs), features: outputs)
      let gathered = Buffer.matrix(rows: rows, features: inputs)
      KernelRunner(
        kernel: .gather, operands: [elements] + scaling + [gathered], sizes: [inputs, data.source.rawValue],
        rows: rows, rowIndices: indices
      ).run(on: instructionSet)
      for lanes in PanelLanes.allCases {
        let direct = Self.gradient(
          x: elements, dy: dy, inputs: inputs, outputs: outputs, positions: 1, rows: rows, lanes: lanes,
          source: data.source, scaling: scaling, indices: indices, isOneByOne: false, on: instructionSet)
        let separate = Self.gradient(
          x: gathered, dy: dy, inputs: inputs, outputs: outputs, positions: 1, rows: rows, lanes: lanes,
          isOneByOne: false, on: instructionSet)
        #expect(direct.bits == separate.bits, "lanes over \(lanes) on \(instructionSet)")
      }
    }
  }
}
