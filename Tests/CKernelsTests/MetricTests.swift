// Metrics by row: Keras's figures and definitions.

import ExecutionPlan
import Testing

@Suite struct MetricTests {
  static func run(
    _ metric: Metric, a: Float = 0, k: Int = 0, width: Int, predictions: [Float], classes: [Int32] = [],
    numbers: [Float] = [], on instructionSet: InstructionSet = InstructionSet.supported[0]
  ) -> [Float] {
    let prediction = Buffer.matrix(predictions, features: width, padding: 50)
    let values = Buffer.flat([Float](repeating: .nan, count: prediction.rows), perRow: 1)
    KernelRunner(
      kernel: .metric,
      operands: [prediction, numbers.isEmpty ? Buffer.flat(classes) : Buffer.flat(numbers), values],
      sizes: [width, Int(metric.rawValue), k], reals: [a], rows: prediction.rows
    ).run(on: instructionSet)
    return values.values
  }

  @Test(arguments: KerasFigure.metrics, InstructionSet.supported)
  func `metrics are those of Keras`(figure: KerasFigure, instructionSet: InstructionSet) throws {
    let metric = try #require(Metric.allCases.first { String(describing: $0) == figure.function })
    let values = Self.run(
      metric, a: figure.a, k: figure.k, width: figure.width, predictions: figure.predictions,
      classes: figure.classes, numbers: figure.numbers, on: instructionSet)
    for (got, expected) in zip(values, figure.values) {
      #expect(ActivationTests.isClose(got, expected), "\(got), Keras \(expected)")
    }
  }

  @Test func `the first of equal maxima is the prediction`() {
    let predictions: [Float] = [1, 2, 2, 0]
    #expect(Self.run(.categoricalAccuracy, width: 4, predictions: predictions, classes: [1]) == [1])
    #expect(Self.run(.categoricalAccuracy, width: 4, predictions: predictions, classes: [2]) == [0])
  }

  @Test func `a NaN is never right`() {
    let predictions: [Float] = [.nan, 2, .nan]
    for label: Int32 in 0..<3 {
      #expect(Self.run(.categoricalAccuracy, width: 3, predictions: predictions, classes: [label]) == [0])
    }
  }

  @Test func `the arg max is found among many classes`() {
    var random = TestRandom(seed: 1)
    for width in [2, 16, 17, 100] {
      let predictions = random.floats(width * 20)
      let best = (0..<20).map { row -> Int32 in
        let values = predictions[row * width..<(row + 1) * width]
        return Int32((values.firstIndex(of: values.max() ?? 0) ?? 0) - row * width)
      }
      #expect(
        Self.run(.categoricalAccuracy, width: width, predictions: predictions, classes: best)
          == [Float](repeating: 1, count: 20))
      let others = best.map { ($0 + 1) % Int32(width) }
      #expect(
        Self.run(.categoricalAccuracy, width: width, predictions: predictions, classes: others)
          == [Float](repeating: 0, count: 20))
    }
  }

  @Test func `errors are scaled to the target's unit`() {
    let p: [Float] = [1, 2, 4]
    let t: [Float] = [1, 0, 1]
    let squared = Self.run(.meanSquaredError, a: 3, width: 3, predictions: p, numbers: t)
    #expect(ActivationTests.isClose(squared[0], 9 * 13 / 3))
    let absolute = Self.run(.meanAbsoluteError, a: 3, width: 3, predictions: p, numbers: t)
    #expect(ActivationTests.isClose(absolute[0], 5))
  }

  @Test func `dense binary targets count from one half`() {
    let value = Self.run(
      .binaryAccuracyDense, a: 0.5, width: 4, predictions: [0.6, 0.6, 0.5, 0.1], numbers: [1, 0, 0, 1])
    #expect(value == [0.5])
  }
}
