// Every update rule against its formula in double arithmetic (Keras 3's optimizers), and the order of an update.

import CKernels
import ExecutionPlan
import Testing

@Suite struct UpdateTests {
  /// What an update does to one element, in double.
  struct Element {
    var w: Double
    var states: [Double]
    /// The size of the step, for the tolerance.
    var step = 0.0
  }

  /// Values of the slots by name, as floats that the kernels read too. Epsilon is large enough to show where it stands.
  static let values: [String: Float] = [
    "l1": 0, "l2": 0, "clip": 0, "learning_rate": 0.01, "weight_decay": 0, "momentum": 0.9, "beta_1": 0.9,
    "beta_2": 0.999, "epsilon": 0.01, "rho": 0.95, "alpha": 0.003,
  ]

  static func slotNames(_ rule: UpdateRule) -> [String] { Kernel.update.slots + rule.slots + rule.derivedSlots }

  /// The formulas beside the cases of UpdateRule.
  static func expected(_ rule: UpdateRule, _ element: Element, gradient g: Double, _ values: [String: Float]) -> Element
  {
    let value = { (name: String) in Double(values[name] ?? .nan) }
    var new = element
    switch rule {
    case .sgd:
      new.step = value("learning_rate") * g
    case .momentum, .nesterov:
      let v = value("momentum") * element.states[0] - value("learning_rate") * g
      new.states[0] = v
      new.step = rule == .momentum ? -v : -(value("momentum") * v - value("learning_rate") * g)
    case .adam, .amsgrad:
      let m = element.states[0] + (g - element.states[0]) * (1 - value("beta_1"))
      let v = element.states[1] + (g * g - element.states[1]) * (1 - value("beta_2"))
      new.states[0] = m
      new.states[1] = v
      var root = v
      if rule == .amsgrad {
        root = max(element.states[2], v)
        new.states[2] = root
      }
      new.step = m * value("alpha") / (root.squareRoot() + value("epsilon"))
    case .rmsprop, .rmspropMomentum, .rmspropCentered, .rmspropCenteredMomentum:
      let v = value("rho") * element.states[0] + (1 - value("rho")) * g * g
      new.states[0] = v
      var denominator = v + value("epsilon")
      if rule == .rmspropCentered || rule == .rmspropCenteredMomentum {
        let average = value("rho") * element.states[1] + (1 - value("rho")) * g
        new.states[1] = average
        denominator -= average * average
      }
      new.step = value("learning_rate") * g / denominator.squareRoot()
      if rule == .rmspropMomentum || rule == .rmspropCenteredMomentum {
        let last = element.states.count - 1
        new.step += value("momentum") * element.states[last]
        new.states[last] = new.step
      }
    }
    new.w = element.w - new.step
    return new
  }

  /// A parameter [19, 33] with states that a rule could have reached: velocities are squares, larger than the squared
  /// average gradient.
  struct Parameter {
    static let inputs = 19
    static let outputs = 33
    var gradient: Matrix
    var w: Matrix
    var states: [Matrix]

    init(rule: UpdateRule, seed: UInt64) {
      var random = TestRandom(seed: seed)
      gradient = Matrix(inputs: Self.inputs, outputs: Self.outputs, random: &random)
      w = Matrix(inputs: Self.inputs, outputs: Self.outputs, random: &random)
      states = rule.states.map { name in
        let range: ClosedRange<Float> = name.hasPrefix("velocity") ? 0.5...1 : -0.5...0.5
        return Matrix(
          inputs: Self.inputs, outputs: Self.outputs,
          values: random.floats(Self.inputs * Self.outputs, in: range))
      }
    }

    /// Runs `update`; the new w and states by panels.
    func updated(
      _ rule: UpdateRule, _ values: [String: Float], isRegularized: Bool = false, on instructionSet: InstructionSet
    ) -> [Buffer] {
      let buffers = ([w] + states).map { Buffer.flat($0.panels) }
      let missing = [Buffer?](repeating: nil, count: 4 - buffers.count)
      let tiles = Kernel.update.tileCount(sizes: [Self.inputs, Self.outputs, 0, 0])
      KernelRunner(
        kernel: .update, operands: [Buffer.flat(gradient.panels)] + buffers + missing + [nil],
        sizes: [Self.inputs, Self.outputs, Int(rule.rawValue), isRegularized ? 1 : 0],
        scalars: UpdateTests.slotNames(rule).map { values[$0] ?? .nan }, rows: 1, blocks: [0..<tiles]
      ).run(on: instructionSet)
      return buffers
    }

    func matrix(_ buffer: Buffer) -> Matrix {
      Matrix(inputs: Self.inputs, outputs: Self.outputs, panels: buffer.values)
    }
  }

  @Test(arguments: UpdateRule.allCases, InstructionSet.supported)
  func `a rule follows its formula`(rule: UpdateRule, instructionSet: InstructionSet) {
    let parameter = Parameter(rule: rule, seed: 16)
    let buffers = parameter.updated(rule, Self.values, on: instructionSet)
    let results = buffers.map { parameter.matrix($0) }
    // A handful of roundings of 2^-24 each, in quantities no larger than 1 (a state) or than w and a few steps.
    var worst = 0.0
    for index in parameter.w.values.indices {
      let element = Element(
        w: Double(parameter.w.values[index]), states: parameter.states.map { Double($0.values[index]) })
      let expected = Self.expected(
        rule, element, gradient: Double(parameter.gradient.values[index]), Self.values)
      let scale = abs(element.w) + 8 * abs(expected.step)
      worst = max(worst, abs(Double(results[0].values[index]) - expected.w) / scale)
      for state in expected.states.indices {
        worst = max(worst, abs(Double(results[state + 1].values[index]) - expected.states[state]) / 2)
      }
    }
    #expect(worst <= 4 * 0x1p-24)
    #expect(results[0].values != parameter.w.values)
    for (result, buffer) in zip(results, buffers) {
      #expect(result.panels == buffer.values, "lanes beyond the last output stay zero")
    }
  }

  @Test(arguments: UpdateRule.allCases)
  func `a rule gives the same bits on every instruction set`(rule: UpdateRule) {
    var values = Self.values
    values.merge(["l1": 0.01, "l2": 0.02, "clip": 0.3, "weight_decay": 0.1]) { $1 }
    let parameter = Parameter(rule: rule, seed: 17)
    let all = InstructionSet.supported.map { instructionSet in
      parameter.updated(rule, values, isRegularized: true, on: instructionSet).map(\.bits)
    }
    #expect(all.allSatisfy { $0 == all.first })
  }

  @Test(arguments: InstructionSet.supported)
  func `regularization comes first, then clipping, then weight decay, then the rule`(instructionSet: InstructionSet) {
    let (l1, l2, clip, rate, decay) = (0.25, 0.5, 0.75, 0.125, 0.5)
    let parameter = Parameter(rule: .sgd, seed: 18)
    let values: [String: Float] = ["l1": 0.25, "l2": 0.5, "clip": 0.75, "learning_rate": 0.125, "weight_decay": 0.5]
    let updated = parameter.updated(.sgd, values, isRegularized: true, on: instructionSet)
    let expected = zip(parameter.w.values, parameter.gradient.values).map { weight, gradient in
      let w = Double(weight)
      let sign: Double = w > 0 ? 1 : w < 0 ? -1 : 0
      let g = min(max(Double(gradient) + l1 * sign + 2 * l2 * w, -clip), clip)
      return w - w * decay * rate - rate * g
    }
    let isClose = zip(parameter.matrix(updated[0]).values, expected).allSatisfy { abs(Double($0) - $1) <= 0x1p-22 }
    #expect(isClose)
  }

  @Test(arguments: InstructionSet.supported)
  func `a clip of zero is none, and regularization is left out where sizes say so`(instructionSet: InstructionSet) {
    let parameter = Parameter(rule: .sgd, seed: 19)
    var values = Self.values
    let plain = parameter.updated(.sgd, values, on: instructionSet).map(\.bits)
    #expect(parameter.updated(.sgd, values, isRegularized: true, on: instructionSet).map(\.bits) == plain)
    values.merge(["l1": 1, "l2": 1, "clip": 0.1]) { $1 }
    #expect(parameter.updated(.sgd, values, on: instructionSet).map(\.bits) == plain)
  }

  @Test(arguments: [1, 2, 10, 1000, 1_000_000] as [UInt64])
  func `alpha is the bias-corrected learning rate`(iteration: UInt64) {
    for rule in [UpdateRule.adam, .amsgrad] {
      let names = Self.slotNames(rule)
      var scalars = names.map { $0 == "alpha" ? .nan : Double(Self.values[$0] ?? .nan) }
      unsafe lf_prepare_update(Int32(rule.rawValue), &scalars, names.indices.map { Int32($0) }, iteration)
      // beta^t by t multiplications.
      var (power1, power2) = (1.0, 1.0)
      for _ in 0..<iteration {
        power1 *= Double(Self.values["beta_1"] ?? .nan)
        power2 *= Double(Self.values["beta_2"] ?? .nan)
      }
      let alpha = Double(Self.values["learning_rate"] ?? .nan) * (1 - power2).squareRoot() / (1 - power1)
      #expect(abs((scalars.last ?? .nan) - alpha) <= 1e-9 * alpha)
      #expect(scalars.dropLast() == names.dropLast().map { Double(Self.values[$0] ?? .nan) }[...])
    }
  }

  @Test(arguments: UpdateRule.allCases.filter { $0.derivedSlots.isEmpty })
  func `a rule without derived slots changes no scalar`(rule: UpdateRule) {
    let names = Self.slotNames(rule)
    var scalars = names.map { Double(Self.values[$0] ?? .nan) }
    unsafe lf_prepare_update(Int32(rule.rawValue), &scalars, names.indices.map { Int32($0) }, 3)
    #expect(scalars == names.map { Double(Self.values[$0] ?? .nan) })
  }
}
