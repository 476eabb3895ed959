// Every activation and its gradient: against formulas in double, finite differences and Keras's figures.

import ExecutionPlan
import Testing

extension Activation: CustomTestStringConvertible {
  public var testDescription: String { String(describing: self) }
}

@Suite struct ActivationTests {
  /// y = f(x); x: rows of [positions, features].
  static func forward(
    _ activation: Activation, _ x: [Float], positions: Int = 1, features: Int, reals: [Float]? = nil,
    padding: Float = 0, on instructionSet: InstructionSet = InstructionSet.supported[0]
  ) -> Buffer {
    let width = activation == .glu ? 2 * features : features
    let input = Buffer.matrix(x, features: positions * width, padding: padding)
    let output = Buffer.matrix(rows: input.rows, features: positions * features)
    KernelRunner(
      kernel: .activation, operands: [input, output], sizes: [positions, features, Int(activation.rawValue)],
      reals: reals ?? ActivationReference.reals(activation), rows: input.rows
    ).run(on: instructionSet)
    return output
  }

  /// dx by dy; x is the activation's input.
  static func backward(
    _ activation: Activation, _ x: [Float], dy: [Float], positions: Int = 1, features: Int, reals: [Float]? = nil,
    padding: Float = 0, on instructionSet: InstructionSet = InstructionSet.supported[0]
  ) -> Buffer {
    let width = activation == .glu ? 2 * features : features
    let gradient = Buffer.matrix(dy, features: positions * features)
    let saved: Buffer? =
      switch activation.gradientOperand {
      case .none: nil
      case .input: Buffer.matrix(x, features: positions * width, padding: padding)
      case .output:
        forward(
          activation, x, positions: positions, features: features, reals: reals, padding: padding, on: instructionSet)
      }
    let output = Buffer.matrix(rows: gradient.rows, features: positions * width)
    KernelRunner(
      kernel: .activationGradient, operands: [gradient, saved, output],
      sizes: [positions, features, Int(activation.rawValue)], reals: reals ?? ActivationReference.reals(activation),
      rows: gradient.rows
    ).run(on: instructionSet)
    return output
  }

  static func isClose(_ value: Float, _ expected: Double, relative: Double = 2e-6, absolute: Double = 2e-7) -> Bool {
    abs(Double(value) - expected) <= relative * abs(expected) + absolute
  }

  static let elementwise = Activation.allCases.filter(\.isElementwise)
  static let rowwise = Activation.allCases.filter { !$0.isElementwise }

  @Test(arguments: elementwise, InstructionSet.supported)
  func `elementwise values follow the formula`(activation: Activation, instructionSet: InstructionSet) {
    var random = TestRandom(seed: 1)
    let x = random.floats(21 * 5, in: -8...8)
    let y = Self.forward(activation, x, positions: 3, features: 7, on: instructionSet).values
    for (x, y) in zip(x, y) {
      let expected = ActivationReference.value(activation, Double(x))
      #expect(Self.isClose(y, expected), "f(\(x)) is \(y), expected \(expected)")
    }
  }

  @Test(arguments: elementwise, InstructionSet.supported)
  func `elementwise gradients are difference quotients`(activation: Activation, instructionSet: InstructionSet) {
    var random = TestRandom(seed: 2)
    let step = 1e-5
    // Slopes from outputs lose the digits that the output has lost: not beyond 4.
    let x = random.floats(200, in: -4...4).filter { x in
      ActivationReference.kinks(activation).allSatisfy { abs($0 - Double(x)) > 1e-3 }
    }
    let dy = random.floats(x.count)
    let dx = Self.backward(activation, x, dy: dy, features: x.count, on: instructionSet).values
    for index in x.indices {
      let at = Double(x[index])
      let slope =
        (ActivationReference.value(activation, at + step) - ActivationReference.value(activation, at - step))
        / (2 * step)
      let expected = slope * Double(dy[index])
      #expect(
        Self.isClose(dx[index], expected, relative: 1e-5, absolute: 1e-6),
        "at \(at): \(dx[index]), expected \(expected)")
    }
  }

  @Test(arguments: rowwise, InstructionSet.supported)
  func `vector values follow the formula`(activation: Activation, instructionSet: InstructionSet) {
    var random = TestRandom(seed: 3)
    for features in [1, 5, 16, 19, 40] {
      let width = activation == .glu ? 2 * features : features
      let x = random.floats(3 * 4 * width, in: -6...6)
      let output = Self.forward(activation, x, positions: 4, features: features, padding: 9, on: instructionSet)
      let expected = stride(from: 0, to: x.count, by: width).flatMap {
        ActivationReference.vector(activation, x[$0..<$0 + width].map(Double.init))
      }
      for (y, expected) in zip(output.values, expected) {
        #expect(Self.isClose(y, expected, absolute: 1e-6), "\(y), expected \(expected) with \(features) features")
      }
      #expect(output.padding.allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: rowwise, InstructionSet.supported)
  func `vector gradients are difference quotients`(activation: Activation, instructionSet: InstructionSet) {
    var random = TestRandom(seed: 4)
    for features in [1, 5, 16, 19] {
      let width = activation == .glu ? 2 * features : features
      let x = random.floats(2 * width, in: -2...2)
      let dy = random.floats(2 * features)
      let output = Self.backward(
        activation, x, dy: dy, positions: 2, features: features, padding: 9, on: instructionSet)
      func loss(_ position: Int, _ vector: [Double]) -> Double {
        zip(ActivationReference.vector(activation, vector), dy[position * features..<(position + 1) * features])
          .reduce(0) { $0 + $1.0 * Double($1.1) }
      }
      for (index, dx) in output.values.enumerated() {
        let position = index / width
        var up = x[position * width..<(position + 1) * width].map(Double.init)
        var down = up
        up[index % width] += 1e-6
        down[index % width] -= 1e-6
        let expected = (loss(position, up) - loss(position, down)) / 2e-6
        #expect(
          Self.isClose(dx, expected, relative: 1e-5, absolute: 2e-6),
          "\(dx), expected \(expected), \(features) features")
      }
      #expect(output.padding.allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: elementwise, InstructionSet.supported)
  func `gradients stay zero beyond the last feature`(activation: Activation, instructionSet: InstructionSet) {
    // Of 100 the exponential is infinite: no padding that a plan makes.
    for padding: Float in [0, 1e30, -1e30, 3e38, -3e38, 100, -100] where activation != .exponential || padding < 50 {
      let dx = Self.backward(
        activation, [0.5, -0.5], dy: [1, 1], features: 2, padding: padding, on: instructionSet)
      #expect(dx.padding.allSatisfy { $0 == 0 }, "with \(padding) in the padding: \(dx.padding)")
    }
  }

  @Test(arguments: [Activation.relu, .relu6, .hardTanh, .hardSigmoid])
  func `slopes at kinks are zero`(activation: Activation) {
    let kinks = ActivationReference.kinks(activation).map { Float($0) }
    let dx = Self.backward(activation, kinks, dy: kinks.map { _ in 1 }, features: kinks.count).values
    #expect(dx == kinks.map { _ in 0 })
  }

  @Test(arguments: Activation.allCases)
  func `activations work in place`(activation: Activation) {
    guard activation != .glu else { return }  // its output is narrower than its input
    var random = TestRandom(seed: 5)
    let x = random.floats(3 * 35, in: -3...3)
    let dy = random.floats(3 * 35)
    let sizes = [5, 7, Int(activation.rawValue)]
    let reals = ActivationReference.reals(activation)
    let values = Buffer.matrix(x, features: 35)
    KernelRunner(kernel: .activation, operands: [values, values], sizes: sizes, reals: reals, rows: 3)
      .run(on: InstructionSet.supported[0])
    #expect(values.values == Self.forward(activation, x, positions: 5, features: 7).values)

    let expected = Self.backward(activation, x, dy: dy, positions: 5, features: 7).values
    let saved = activation.gradientOperand == .input ? Buffer.matrix(x, features: 35) : values
    let overGradient = Buffer.matrix(dy, features: 35)
    KernelRunner(
      kernel: .activationGradient, operands: [overGradient, saved, overGradient], sizes: sizes, reals: reals, rows: 3
    ).run(on: InstructionSet.supported[0])
    #expect(overGradient.values == expected)
    KernelRunner(
      kernel: .activationGradient, operands: [Buffer.matrix(dy, features: 35), saved, saved], sizes: sizes,
      reals: reals, rows: 3
    ).run(on: InstructionSet.supported[0])
    #expect(saved.values == expected)
  }

  @Test(arguments: KerasActivation.all)
  func `figures are those of Keras`(figure: KerasActivation) throws {
    let activation = try #require(Activation.allCases.first { String(describing: $0) == figure.name })
    let points = activation == .glu ? Array(KerasActivation.points.prefix(14)) : KerasActivation.points
    let features = figure.values.count
    let y = Self.forward(activation, points, features: features, reals: figure.reals).values
    for (index, expected) in figure.values.enumerated() {
      #expect(Self.isClose(y[index], expected), "\(figure.name)(\(points[index])) is \(y[index]), Keras \(expected)")
    }
    let weights = (0..<features).map { activation.isElementwise ? 1 : Float($0 + 1) / 15 }
    let dx = Self.backward(
      activation, points.map { $0 + KerasActivation.shift }, dy: weights, features: features, reals: figure.reals
    ).values
    for (index, expected) in figure.gradients.enumerated() {
      #expect(
        Self.isClose(dx[index], expected, relative: 1e-5, absolute: 5e-7),
        "\(figure.name)' near \(points[index]) is \(dx[index]), Keras \(expected)")
    }
  }
}
