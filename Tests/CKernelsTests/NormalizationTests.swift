// Batch and layer normalization: values and statistics in double by definition, gradients by finite differences of the
// whole normalization, its statistics included.

import ExecutionPlan
import Testing

/// A normalization's input and what it is scaled with, and its output in double.
struct NormalizationCase {
  var rows: Int
  var positions: Int
  var features: Int
  var x: [Float]
  var dy: [Float]
  var gamma: [Float]
  var beta: [Float]
  static let epsilon: Float = 1e-3

  init(rows: Int, positions: Int, features: Int) {
    var random = TestRandom(seed: UInt64(features))
    let count = rows * positions * features
    self.rows = rows
    self.positions = positions
    self.features = features
    x = random.floats(count, in: 1...3)
    dy = random.floats(count)
    gamma = random.floats(features, in: 0.5...2)
    beta = random.floats(features)
  }

  var vectors: Int { rows * positions }
  var rowFeatures: Int { positions * features }
  var padded: Int { (features + 15) / 16 * 16 }
  var panels: Range<Int> { 0..<padded / 16 }

  static func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
  }

  /// (x - mean) / sqrt(variance + epsilon): per feature over the batch, or per vector.
  func normalized(_ x: [Double], perVector: Bool) -> [Double] {
    let groups =
      perVector
      ? (0..<vectors).map { v in (0..<features).map { v * features + $0 } }
      : (0..<features).map { f in (0..<vectors).map { $0 * features + f } }
    var y = x
    for group in groups {
      let (mean, variance) = Self.moments(group.map { x[$0] })
      for index in group { y[index] = (x[index] - mean) / (variance + Double(Self.epsilon)).squareRoot() }
    }
    return y
  }

  func output(_ x: [Double], perVector: Bool, isScaled: Bool) -> [Double] {
    let y = normalized(x, perVector: perVector)
    guard isScaled else { return y }
    return y.indices.map { y[$0] * Double(gamma[$0 % features]) + Double(beta[$0 % features]) }
  }

  /// d(sum of dy y)/dx by central differences.
  func gradient(perVector: Bool, isScaled: Bool) -> [Double] {
    let x = x.map(Double.init)
    func loss(_ x: [Double]) -> Double {
      zip(output(x, perVector: perVector, isScaled: isScaled), dy).reduce(0) { $0 + $1.0 * Double($1.1) }
    }
    return x.indices.map { index in
      var up = x
      var down = x
      up[index] += 1e-5
      down[index] -= 1e-5
      return (loss(up) - loss(down)) / 2e-5
    }
  }

  func matrix(_ values: [Float]) -> Buffer { Buffer.matrix(values, features: rowFeatures) }
  var empty: Buffer { Buffer.matrix(rows: rows, features: rowFeatures) }
  /// Two padded vectors, as statistics and sums are.
  var pair: Buffer { Buffer.flat([Float](repeating: .nan, count: 2 * padded)) }

  func statistics(on instructionSet: InstructionSet) -> Buffer {
    let statistics = pair
    KernelRunner(
      kernel: .batchStatistics, operands: [matrix(x), statistics], sizes: [positions, features], rows: rows,
      blocks: [panels]
    ).run(on: instructionSet)
    return statistics
  }
}

@Suite struct NormalizationTests {
  /// Rows, positions, features.
  static let shapes = [[5, 1, 10], [3, 1, 16], [9, 1, 35], [4, 3, 7], [2, 5, 20]]

  static func expectClose(_ values: [Float], _ expected: [Double], _ absolute: Double, _ name: Comment) {
    #expect(values.count == expected.count)
    for (got, wanted) in zip(values, expected) {
      #expect(ActivationTests.isClose(got, wanted, relative: 1e-5, absolute: absolute), name)
    }
  }

  @Test(arguments: shapes, InstructionSet.supported)
  func `batch statistics are the mean and the population variance`(shape: [Int], instructionSet: InstructionSet) {
    let batch = NormalizationCase(rows: shape[0], positions: shape[1], features: shape[2])
    let statistics = batch.statistics(on: instructionSet).values
    let moments = (0..<batch.features).map { feature in
      NormalizationCase.moments((0..<batch.vectors).map { Double(batch.x[$0 * batch.features + feature]) })
    }
    Self.expectClose(Array(statistics[..<batch.features]), moments.map(\.mean), 1e-6, "mean")
    Self.expectClose(
      Array(statistics[batch.padded..<batch.padded + batch.features]), moments.map(\.variance), 1e-6, "variance")
    let padding = statistics[batch.features..<batch.padded] + statistics[(batch.padded + batch.features)...]
    #expect(padding.allSatisfy { $0 == 0 })
  }

  @Test(arguments: shapes, InstructionSet.supported)
  func `batch normalization follows its definition`(shape: [Int], instructionSet: InstructionSet) {
    let batch = NormalizationCase(rows: shape[0], positions: shape[1], features: shape[2])
    let statistics = batch.statistics(on: instructionSet).values
    for isScaled in [false, true] {
      let y = batch.empty
      KernelRunner(
        kernel: .batchNormalize,
        operands: [
          batch.matrix(batch.x), Buffer.flat(Array(statistics[..<batch.padded])),
          Buffer.flat(Array(statistics[batch.padded...])), isScaled ? Buffer.flat(batch.gamma) : nil,
          isScaled ? Buffer.flat(batch.beta) : nil, y,
        ], sizes: [batch.positions, batch.features], reals: [NormalizationCase.epsilon], rows: batch.rows,
        blocks: [0..<1, 1..<batch.rows]
      ).run(on: instructionSet)
      let expected = batch.output(batch.x.map(Double.init), perVector: false, isScaled: isScaled)
      Self.expectClose(y.values, expected, 5e-6, "y")
      #expect(y.padding.allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: shapes, InstructionSet.supported)
  func `the gradient of batch normalization is the difference quotient`(shape: [Int], instructionSet: InstructionSet) {
    let batch = NormalizationCase(rows: shape[0], positions: shape[1], features: shape[2])
    let statistics = batch.statistics(on: instructionSet)
    let sums = batch.pair
    let sizes = [batch.positions, batch.features]
    let reals = [NormalizationCase.epsilon]
    KernelRunner(
      kernel: .batchNormalizeGradientSums, operands: [batch.matrix(batch.dy), batch.matrix(batch.x), statistics, sums],
      sizes: sizes, reals: reals, rows: batch.rows, blocks: batch.panels.reversed().map { $0..<$0 + 1 }
    ).run(on: instructionSet)
    let xhat = batch.normalized(batch.x.map(Double.init), perVector: false)
    let dbeta = (0..<batch.features).map { f in
      (0..<batch.vectors).reduce(0.0) { $0 + Double(batch.dy[$1 * batch.features + f]) }
    }
    let dgamma = (0..<batch.features).map { f in
      (0..<batch.vectors).reduce(0.0) { $0 + Double(batch.dy[$1 * batch.features + f]) * xhat[$1 * batch.features + f] }
    }
    Self.expectClose(Array(sums.values[..<batch.features]), dbeta, 1e-6, "sum of dy")
    Self.expectClose(
      Array(sums.values[batch.padded..<batch.padded + batch.features]), dgamma, 1e-5, "sum of dy xhat")
    for isScaled in [false, true] {
      // Over x, as the planner may place it.
      let dx = batch.matrix(batch.x)
      KernelRunner(
        kernel: .batchNormalizeGradient,
        operands: [batch.matrix(batch.dy), dx, statistics, isScaled ? Buffer.flat(batch.gamma) : nil, sums, dx],
        sizes: sizes, reals: reals, rows: batch.rows, blocks: [1..<batch.rows, 0..<1]
      ).run(on: instructionSet)
      Self.expectClose(dx.values, batch.gradient(perVector: false, isScaled: isScaled), 2e-5, "dx")
      #expect(dx.padding.allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: shapes, InstructionSet.supported)
  func `layer normalization follows its definition`(shape: [Int], instructionSet: InstructionSet) {
    let batch = NormalizationCase(rows: shape[0], positions: shape[1], features: shape[2])
    for isScaled in [false, true] {
      let y = batch.matrix(batch.x)
      KernelRunner(
        kernel: .layerNormalize,
        operands: [y, isScaled ? Buffer.flat(batch.gamma) : nil, isScaled ? Buffer.flat(batch.beta) : nil, y],
        sizes: [batch.positions, batch.features], reals: [NormalizationCase.epsilon], rows: batch.rows
      ).run(on: instructionSet)
      let expected = batch.output(batch.x.map(Double.init), perVector: true, isScaled: isScaled)
      Self.expectClose(y.values, expected, 5e-6, "y")
      #expect(y.padding.allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: shapes, InstructionSet.supported)
  func `the gradient of layer normalization is the difference quotient`(shape: [Int], instructionSet: InstructionSet) {
    let batch = NormalizationCase(rows: shape[0], positions: shape[1], features: shape[2])
    let sizes = [batch.positions, batch.features]
    let reals = [NormalizationCase.epsilon]
    for isScaled in [false, true] {
      let dx = batch.matrix(batch.dy)
      KernelRunner(
        kernel: .layerNormalizeGradient,
        operands: [dx, batch.matrix(batch.x), isScaled ? Buffer.flat(batch.gamma) : nil, dx], sizes: sizes,
        reals: reals, rows: batch.rows
      ).run(on: instructionSet)
      Self.expectClose(dx.values, batch.gradient(perVector: true, isScaled: isScaled), 2e-5, "dx")
      #expect(dx.padding.allSatisfy { $0 == 0 })
    }
  }

  // More vectors than one chunk of moments holds, in the last case.
  @Test(arguments: shapes + [[2100, 2, 3]], InstructionSet.supported)
  func `the gradient of layer normalization's scale is the sum of dy xhat`(
    shape: [Int], instructionSet: InstructionSet
  ) {
    let batch = NormalizationCase(rows: shape[0], positions: shape[1], features: shape[2])
    let xhat = batch.normalized(batch.x.map(Double.init), perVector: true)
    let expected = (0..<batch.features).map { f in
      (0..<batch.vectors).reduce(0.0) { $0 + Double(batch.dy[$1 * batch.features + f]) * xhat[$1 * batch.features + f] }
    }
    for blocks in [[batch.panels], batch.panels.map { $0..<$0 + 1 }] {
      let gradient = Buffer.flat([Float](repeating: .nan, count: batch.padded))
      KernelRunner(
        kernel: .layerNormalizeScaleGradient, operands: [batch.matrix(batch.dy), batch.matrix(batch.x), gradient],
        sizes: [batch.positions, batch.features], reals: [NormalizationCase.epsilon], rows: batch.rows, blocks: blocks
      ).run(on: instructionSet)
      Self.expectClose(Array(gradient.values[..<batch.features]), expected, 5e-5, "gamma's gradient")
      #expect(gradient.values[batch.features...].allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: InstructionSet.supported)
  func `moving averages take their share of the statistics`(instructionSet: InstructionSet) {
    var random = TestRandom(seed: 1)
    let moving = random.floats(21)
    let statistics = random.floats(64)
    for index in 0..<2 {
      let buffer = Buffer.flat(moving)
      KernelRunner(
        kernel: .movingAverage, operands: [buffer, Buffer.flat(statistics)], sizes: [21, index], reals: [0.99],
        rows: 1, blocks: [0..<1]
      ).run(on: instructionSet)
      let expected = (0..<21).map { Double(moving[$0]) * 0.99 + Double(statistics[32 * index + $0]) * 0.01 }
      Self.expectClose(buffer.values, expected, 1e-6, "moving average")
    }
  }
}
