// Elementwise kernels, parameter tiles and sums in double, by definition.

import CKernels
import ExecutionPlan
import Testing

@Suite struct ElementwiseTests {
  /// Elements of two full tiles and a part of a third, as stored.
  static let flatCount = 2 * Int(LF_FLAT_TILE) + 48

  static func flat(
    _ kernel: Kernel, _ inputs: [Buffer], scalars: [Float], on instructionSet: InstructionSet,
    blocks: [Range<Int>] = [2..<3, 0..<2]
  ) -> [Float] {
    let output = Buffer.flat([Float](repeating: .nan, count: flatCount))
    KernelRunner(
      kernel: kernel, operands: inputs + [output], sizes: [flatCount], scalars: scalars, rows: 1, blocks: blocks
    ).run(on: instructionSet)
    #expect(output.guardIsIntact)
    return output.values
  }

  @Test(arguments: InstructionSet.supported)
  func `a bias is added at every position`(instructionSet: InstructionSet) {
    for (positions, features) in [(1, 10), (3, 7), (2, 33)] {
      var random = TestRandom(seed: 1)
      let x = random.floats(4 * positions * features)
      let bias = random.floats(features)
      let y = Buffer.matrix(x, features: positions * features, padding: 3)
      KernelRunner(kernel: .addBias, operands: [y, Buffer.flat(bias), y], sizes: [positions, features], rows: 4)
        .run(on: instructionSet)
      #expect(y.values == x.indices.map { x[$0] + bias[$0 % features] })
      #expect(y.padding.allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: InstructionSet.supported)
  func `rows are added`(instructionSet: InstructionSet) {
    var random = TestRandom(seed: 2)
    let a = random.floats(3 * 21)
    let b = random.floats(3 * 21)
    let y = Buffer.matrix(b, features: 21)
    KernelRunner(kernel: .add, operands: [Buffer.matrix(a, features: 21), y, y], sizes: [21], rows: 3)
      .run(on: instructionSet)
    #expect(y.values == zip(a, b).map { $0 + $1 })
  }

  @Test(arguments: InstructionSet.supported)
  func `an affine map centers, scales and shifts`(instructionSet: InstructionSet) {
    var random = TestRandom(seed: 3)
    let x = random.floats(3 * 21)
    let vectors = (0..<3).map { _ in random.floats(21) }
    let y = Buffer.matrix(x, features: 21)
    KernelRunner(kernel: .affine, operands: [y] + vectors.map { Buffer.flat($0) } + [y], sizes: [21], rows: 3)
      .run(on: instructionSet)
    #expect(y.values == x.indices.map { (x[$0] - vectors[0][$0 % 21]) * vectors[1][$0 % 21] + vectors[2][$0 % 21] })
  }

  @Test(arguments: InstructionSet.supported)
  func `regularization adds the penalty's gradient`(instructionSet: InstructionSet) {
    var random = TestRandom(seed: 4)
    let gradient = random.floats(Self.flatCount)
    var w = random.floats(Self.flatCount)
    w[5] = 0
    let out = Self.flat(.regularize, [.flat(gradient), .flat(w)], scalars: [0.25, 0.5], on: instructionSet)
    for index in out.indices {
      let sign = w[index] > 0 ? 1.0 : w[index] < 0 ? -1.0 : 0
      #expect(ActivationTests.isClose(out[index], Double(gradient[index]) + 0.25 * sign + Double(w[index])))
    }
  }

  @Test(arguments: InstructionSet.supported)
  func `values are clipped to the limit`(instructionSet: InstructionSet) {
    var random = TestRandom(seed: 5)
    let gradient = random.floats(Self.flatCount)
    let out = Self.flat(.clipByValue, [.flat(gradient)], scalars: [0.5], on: instructionSet)
    #expect(out == gradient.map { min(max($0, -0.5), 0.5) })
  }

  @Test(arguments: InstructionSet.supported)
  func `a norm above the limit is scaled to it and one below is left alone`(instructionSet: InstructionSet) {
    var random = TestRandom(seed: 6)
    let gradient = random.floats(Self.flatCount)
    let clipped = Self.flat(.clipByNorm, [.flat(gradient), .flat([16.0])], scalars: [0.5], on: instructionSet)
    #expect(clipped == gradient.map { $0 / 8 })
    #expect(
      Self.flat(.clipByNorm, [.flat(gradient), .flat([16.0])], scalars: [4], on: instructionSet) == gradient)
  }

  @Test(arguments: InstructionSet.supported)
  func `norms and penalties are exact to double precision`(instructionSet: InstructionSet) {
    var random = TestRandom(seed: 7)
    let w = random.floats(Self.flatCount)
    let squares = w.reduce(0.0) { $0 + Double($1) * Double($1) }
    let sizes = w.reduce(0.0) { $0 + Double(abs($1)) }
    let norm = Buffer.flat([Double.nan])
    let penalty = Buffer.flat([Double.nan])
    KernelRunner(
      kernel: .squaredNorm, operands: [.flat(w), norm], sizes: [w.count], rows: 1, blocks: [0..<1]
    ).run(on: instructionSet)
    KernelRunner(
      kernel: .penalty, operands: [.flat(w), penalty], sizes: [w.count], scalars: [0.25, 0.5], rows: 1,
      blocks: [0..<1]
    ).run(on: instructionSet)
    #expect(abs(norm.elements(count: 1, as: Double.self)[0] - squares) <= 1e-12 * squares)
    let expected = 0.25 * sizes + 0.5 * squares
    #expect(abs(penalty.elements(count: 1, as: Double.self)[0] - expected) <= 1e-12 * expected)
  }

  @Test(arguments: InstructionSet.supported)
  func `scalars are added in double`(instructionSet: InstructionSet) {
    let sum = Buffer.flat([Double.nan])
    KernelRunner(
      kernel: .addScalars, operands: [.flat([1.0]), .flat([0x1p-50]), sum], sizes: [], rows: 1, blocks: [0..<1]
    ).run(on: instructionSet)
    #expect(sum.elements(count: 1, as: Double.self) == [1 + 0x1p-50])
  }

  @Test(arguments: [1, 15, 16, 37], InstructionSet.supported)
  func `row values are accumulated with the penalty of every row`(rows: Int, instructionSet: InstructionSet) {
    var random = TestRandom(seed: 8)
    // Eighths add without rounding.
    let values = random.floats(40).map { ($0 * 64).rounded() / 8 }
    let sum = values[..<rows].reduce(0.0) { $0 + Double($1) }
    for penalty in [nil, 2.5] {
      let sums = Buffer.flat([7.0, 8, 100, 9, 11])
      KernelRunner(
        kernel: .accumulate, operands: [.flat(values, perRow: 1), penalty.map { .flat([$0]) }, sums], sizes: [1],
        rows: rows, blocks: [0..<1]
      ).run(on: instructionSet)
      let total = sum + Double(rows) * (penalty ?? 0)
      #expect(sums.elements(count: 5, as: Double.self) == [7, 8, 100 + total, total, 11])
    }
  }
}
