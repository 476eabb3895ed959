// Losses and their gradients: Keras's figures, formulas in double, finite differences, and what they report.

import ExecutionPlan
import Glibc
import Testing

extension Loss: CustomTestStringConvertible {
  public var testDescription: String { String(describing: self) }

  /// Whether targets are class indices.
  var isIndexed: Bool { self == .softmaxCrossEntropy || self == .sigmoidCrossEntropy }
}

/// A batch of predictions with targets, and how its loss is computed.
struct LossCase {
  var loss: Loss
  var a: Float = 0
  var width: Int
  var predictions: [Float]
  /// By row of the data.
  var classes: [Int32] = []
  var numbers: [Float] = []
  var weights: [Float] = []
  var rowIndices: [UInt32]?

  var rows: Int { predictions.count / width }

  struct Outcome {
    var losses: [Float]
    var gradient: Buffer
    var isNonFinite: Bool
  }

  func run(
    on instructionSet: InstructionSet, blocks: [Range<Int>]? = nil, inPlace: Bool = false
  ) -> Outcome {
    let prediction = Buffer.matrix(predictions, features: width, padding: 50)
    let gradient = inPlace ? prediction : Buffer.matrix(rows: rows, features: width)
    let losses = Buffer.flat([Float](repeating: .nan, count: rows), perRow: 1)
    let isNonFinite = KernelRunner(
      kernel: .loss,
      operands: [
        prediction, loss.isIndexed ? Buffer.flat(classes) : Buffer.flat(numbers),
        weights.isEmpty ? nil : Buffer.flat(weights), losses, gradient,
      ], sizes: [width, Int(loss.rawValue)], reals: [a], rows: rows, rowIndices: rowIndices, blocks: blocks
    ).run(on: instructionSet)
    return Outcome(losses: losses.values, gradient: gradient, isNonFinite: isNonFinite)
  }

  /// The weighted loss of a row by its formula.
  func reference(row: Int, prediction p: [Double]) -> Double {
    let index = Int(rowIndices?[row] ?? UInt32(row))
    let a = Double(a)
    var t: [Double]
    if !loss.isIndexed {
      t = numbers[index * width..<(index + 1) * width].map(Double.init)
    } else if width == 1 {
      t = [Double(classes[index])]
    } else {
      t = (0..<width).map { $0 == Int(classes[index]) ? 1 : 0 }
    }
    let label =
      loss.isIndexed
      ? Int(classes[index]) : width == 1 ? (t[0] > 0.5 ? 1 : 0) : t.firstIndex(of: t.max() ?? 0) ?? 0
    let value: Double
    switch loss {
    case .softmaxCrossEntropy, .softmaxCrossEntropyDense:
      t = t.map { $0 * (1 - a) + a / Double(width) }
      let largest = p.max() ?? 0
      let logarithm = largest + log(p.reduce(0) { $0 + exp($1 - largest) })
      value = zip(p, t).reduce(0) { $0 - $1.1 * ($1.0 - logarithm) }
    case .sigmoidCrossEntropy, .sigmoidCrossEntropyDense:
      t = t.map { $0 * (1 - a) + a / 2 }
      value = mean(zip(p, t).map { max($0, 0) - $0 * $1 + log1p(exp(-abs($0))) })
    case .meanSquaredError: value = mean(zip(p, t).map { ($0 - $1) * ($0 - $1) })
    case .meanAbsoluteError: value = mean(zip(p, t).map { abs($0 - $1) })
    case .huber:
      value = mean(zip(p, t).map { abs($0 - $1) <= a ? ($0 - $1) * ($0 - $1) / 2 : a * abs($0 - $1) - a * a / 2 })
    }
    return value * (weights.isEmpty ? 1 : Double(weights[label]))
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  static func random(_ loss: Loss, width: Int, rows: Int, seed: UInt64, isWeighted: Bool) -> LossCase {
    var random = TestRandom(seed: seed)
    let dataRows = rows + 3
    var numbers = random.floats(dataRows * width, in: 0.01...1)
    if loss == .softmaxCrossEntropyDense {
      for row in 0..<dataRows {
        let sum = numbers[row * width..<(row + 1) * width].reduce(0, +)
        for index in row * width..<(row + 1) * width { numbers[index] /= sum }
      }
    }
    let classes = (0..<dataRows).map { _ in Int32(random.next() % UInt64(max(width, 2))) }
    return LossCase(
      loss: loss, a: loss == .huber ? 0.75 : isWeighted ? 0.1 : 0, width: width,
      predictions: random.floats(rows * width, in: -3...3),
      // One softmax output has one class.
      classes: width == 1 && loss == .softmaxCrossEntropy ? classes.map { _ in 0 } : classes, numbers: numbers,
      weights: isWeighted ? random.floats(max(width, 2), in: 0.2...2) : [],
      rowIndices: (0..<rows).map { _ in UInt32(random.next() % UInt64(dataRows)) })
  }
}

@Suite struct LossTests {
  static let widths = [1, 2, 10, 16, 17, 45]

  @Test(arguments: Loss.allCases, InstructionSet.supported)
  func `losses and gradients follow the formula`(loss: Loss, instructionSet: InstructionSet) {
    for width in Self.widths {
      for isWeighted in [false, true] {
        let batch = LossCase.random(loss, width: width, rows: 7, seed: 1, isWeighted: isWeighted)
        let outcome = batch.run(on: instructionSet)
        #expect(!outcome.isNonFinite)
        #expect(outcome.gradient.padding.allSatisfy { $0 == 0 })
        for row in 0..<batch.rows {
          let p = batch.predictions[row * width..<(row + 1) * width].map(Double.init)
          let expected = batch.reference(row: row, prediction: p)
          #expect(
            ActivationTests.isClose(outcome.losses[row], expected, absolute: 1e-6),
            "row \(row) of width \(width): \(outcome.losses[row]), expected \(expected)")
          for index in 0..<width {
            var up = p
            var down = p
            up[index] += 1e-6
            down[index] -= 1e-6
            let slope = (batch.reference(row: row, prediction: up) - batch.reference(row: row, prediction: down)) / 2e-6
            let got = outcome.gradient.values[row * width + index]
            #expect(
              ActivationTests.isClose(got, slope / 7, relative: 1e-5, absolute: 1e-6),
              "width \(width): \(got), expected \(slope / 7)")
          }
        }
      }
    }
  }

  @Test(arguments: KerasFigure.losses)
  func `losses and gradients are those of Keras`(figure: KerasFigure) throws {
    let loss = try #require(Loss.allCases.first { String(describing: $0) == figure.function })
    let batch = LossCase(
      loss: loss, a: figure.a, width: figure.width, predictions: figure.predictions, classes: figure.classes,
      numbers: figure.numbers, weights: figure.weights)
    let outcome = batch.run(on: InstructionSet.supported[0])
    for (got, expected) in zip(outcome.losses, figure.values) {
      #expect(ActivationTests.isClose(got, expected, absolute: 5e-7), "\(got), Keras \(expected)")
    }
    for (got, expected) in zip(outcome.gradient.values, figure.gradients) {
      #expect(ActivationTests.isClose(got, expected, absolute: 5e-8), "\(got), Keras \(expected)")
    }
  }

  @Test(arguments: Loss.allCases)
  func `the gradient may be written over the prediction, block by block`(loss: Loss) {
    for width in Self.widths {
      let batch = LossCase.random(loss, width: width, rows: 9, seed: 2, isWeighted: true)
      let apart = batch.run(on: InstructionSet.supported[0])
      let inPlace = batch.run(on: InstructionSet.supported[0], blocks: [4..<9, 0..<3, 3..<4], inPlace: true)
      #expect(inPlace.losses == apart.losses)
      #expect(inPlace.gradient.bits == apart.gradient.bits)
    }
  }

  @Test(arguments: InstructionSet.supported)
  func `huge logits neither overflow nor lose the loss`(instructionSet: InstructionSet) {
    let outcome = LossCase(
      loss: .softmaxCrossEntropy, width: 3, predictions: [1e4, -1e4, 0, -1e30, 3e38, 0], classes: [2, 1]
    ).run(on: instructionSet)
    #expect(outcome.losses == [1e4, 0])
    #expect(outcome.gradient.values == [0.5, 0, -0.5, 0, 0, 0])
    #expect(!outcome.isNonFinite)
  }

  @Test(arguments: Loss.allCases, [Float.nan, .infinity, -.infinity])
  func `a non-finite loss is reported`(loss: Loss, value: Float) {
    var batch = LossCase.random(loss, width: 3, rows: 4, seed: 3, isWeighted: false)
    batch.predictions[4] = value
    batch.classes = batch.classes.map { _ in loss == .sigmoidCrossEntropy && value > 0 ? 0 : 1 }
    #expect(batch.run(on: InstructionSet.supported[0]).isNonFinite)
  }

  @Test(arguments: [Loss.softmaxCrossEntropy, .sigmoidCrossEntropy], [Int32(-1), 3, .max, .min])
  func `a class that the model does not have is reported`(loss: Loss, label: Int32) {
    let outcome = LossCase(
      loss: loss, width: 3, predictions: [1, 2, 3, 4, 5, 6], classes: [1, label], weights: [1, 1, 1]
    ).run(on: InstructionSet.supported[0])
    #expect(outcome.isNonFinite)
    #expect(outcome.losses[0].isFinite && outcome.losses[1].isNaN)
    #expect(outcome.gradient.values[3...].allSatisfy { $0 == 0 })
  }

  @Test func `loss and gradient can be asked for alone`() {
    let batch = LossCase.random(.softmaxCrossEntropy, width: 10, rows: 5, seed: 4, isWeighted: false)
    let both = batch.run(on: InstructionSet.supported[0])
    let losses = Buffer.flat([Float](repeating: .nan, count: 5), perRow: 1)
    let gradient = Buffer.matrix(rows: 5, features: 10)
    for (losses, gradient) in [(losses, nil), (nil, gradient)] as [(Buffer?, Buffer?)] {
      KernelRunner(
        kernel: .loss,
        operands: [
          Buffer.matrix(batch.predictions, features: 10), Buffer.flat(batch.classes), nil, losses, gradient,
        ], sizes: [10, 0], reals: [0], rows: 5, rowIndices: batch.rowIndices
      ).run(on: InstructionSet.supported[0])
    }
    #expect(losses.values == both.losses)
    #expect(gradient.bits == both.gradient.bits)
  }
}
