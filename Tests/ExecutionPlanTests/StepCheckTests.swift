// Forged steps: what a step says of itself (sizes, memories, tiles) against the bytes that its kernel would touch. Each
// test changes one thing in the sound program of VerifierTests.

import ExecutionPlan
import Testing

struct StepCheckTests {
  @Test("sizes that make a kernel touch more than its operand has")
  func sizes() {
    // A row of 17 features ends in the second vector of 16 lanes: 128 bytes, and rows have 64.
    let row = VerifierTests.faults { $0.steps[1].sizes[1] = 17 }
    #expect(row == [.tooShort(step: 1, operand: "x", needed: 128), .tooShort(step: 1, operand: "y", needed: 128)])
    // Two rows of statistics of 17 features are 2 * 32 floats.
    let statistics = VerifierTests.faults { program in
      program.steps[3].sizes[1] = 17
      program.steps[3].operands[0]?.rowBytes = 128
      program.steps[3].operands[0]?.byteCount = 2048
    }
    #expect(statistics == [.tooShort(step: 3, operand: "statistics", needed: 256)])
  }

  @Test("sizes beyond everything", arguments: [0, -1, Int.max, Int.min, 1 << 41])
  func extremes(size: Int) {
    #expect(VerifierTests.faults { $0.steps[1].sizes[1] = size } == [.badSize(step: 1, size: "features")])
  }

  @Test("sizes whose product cannot be counted")
  func products() {
    let faults = VerifierTests.faults { $0.steps[1].sizes = [1 << 30, 1 << 30, 1] }
    #expect(faults == [.badSize(step: 1, size: "elements")])
  }

  @Test("a batch longer than the arena's rows")
  func rows() {
    let faults = VerifierTests.faults { $0.batch = 17 }
    #expect(faults.contains(.tooShort(step: 0, operand: "y", needed: 17 * 64)))
  }

  @Test("a block longer than a worker's rows")
  func block() {
    let faults = VerifierTests.faults { $0.rowBlock = 32 }
    #expect(faults.contains(.tooShort(step: 1, operand: "y", needed: 32 * 64)))
  }

  @Test("rows that overlap, or move where they must stand still")
  func strides() {
    let overlap = VerifierTests.faults { $0.steps[2].operands[1]?.rowBytes = 60 }
    #expect(overlap == [.tooShort(step: 2, operand: "y", needed: 64)])
    let data = VerifierTests.faults { $0.steps[0].operands[0]?.rowBytes = 64 }
    #expect(data == [.wrongMemory(step: 0, operand: "data")])
  }

  @Test("functions that no table has", arguments: [32, 255, 256, -1])
  func functions(index: Int) {
    #expect(VerifierTests.faults { $0.steps[1].sizes[2] = index } == [.badSize(step: 1, size: "activation")])
  }

  @Test("a fused activation over the last axis, which the table of loops over elements does not have")
  func rowwiseActivation() {
    for function in Activation.allCases where !function.isElementwise {
      let dense = Step(
        kernel: .dense, operands: [], sizes: [1, 16, 16, Int(function.rawValue), 0, 0], reals: [],
        slots: [], text: "dense", origin: 0)
      let faults = VerifierTests.faults { program in
        let (x, y) = (program.steps[1].operands[0], program.steps[1].operands[1])
        program.steps[1] = dense
        program.steps[1].operands = [x, y, nil, y, nil, nil, nil]
      }
      #expect(faults == [.badSize(step: 1, size: "activation")])
    }
  }

  @Test("glu reads rows of twice its features")
  func glu() {
    let faults = VerifierTests.faults { $0.steps[1].sizes[2] = Int(Activation.glu.rawValue) }
    #expect(faults == [.tooShort(step: 1, operand: "x", needed: 128)])
  }

  @Test("operands in memories where their kernel cannot have them")
  func memories() {
    // Tiles run on every worker: a worker's own rows are not theirs to read.
    let tiles = VerifierTests.faults { $0.steps[3].operands[0] = $0.steps[1].operands[1] }
    #expect(tiles == [.wrongMemory(step: 3, operand: "x")])
    for space in [MemorySpace.data, .target, .constants] {
      let written = VerifierTests.faults { $0.steps[1].operands[1]?.space = space }
      #expect(written == [.wrongMemory(step: 1, operand: "y")])
    }
    let rows = VerifierTests.faults { $0.steps[1].operands[0]?.space = .parameters }
    #expect(rows == [.wrongMemory(step: 1, operand: "x")])
    let data = VerifierTests.faults { $0.steps[0].operands[0]?.offset = 1 << 40 }
    #expect(data == [.wrongMemory(step: 0, operand: "data")])
  }

  @Test("a gather of other rows than the data has")
  func gather() {
    #expect(VerifierTests.faults { $0.steps[0].sizes[0] = 15 } == [.wrongMemory(step: 0, operand: "data")])
    let bytes = VerifierTests.faults { $0.steps[0].sizes[1] = VectorSource.dataUInt8.rawValue }
    #expect(bytes == [.wrongMemory(step: 0, operand: "data")])
    let rows = VerifierTests.faults { $0.steps[0].sizes[1] = VectorSource.rows.rawValue }
    #expect(rows == [.badSize(step: 0, size: "source")])
  }

  @Test("tiles beyond the parameter, and steps in a group of another domain")
  func groups() {
    #expect(VerifierTests.faults { $0.phases[1].groups[0].items = 2 } == [.badGroups(phase: 1)])
    #expect(VerifierTests.faults { $0.phases[1].groups[0].domain = .rows } == [.badGroups(phase: 1)])
    #expect(VerifierTests.faults { $0.phases[1].groups[0].domain = .once } == [.badGroups(phase: 1)])
  }

  @Test("a rule without its states, and without its scalars")
  func rule() {
    // w -= learning_rate g for a bias [16]; adam would follow two null pointers.
    func faults(_ rule: UpdateRule, scalars: Int) -> [PlanFault] {
      VerifierTests.planFaults { plan in
        plan.parameterMemory = 64
        plan.scalarNames = (0..<scalars).map { "scalar \($0)" }
        let w = Operand(space: .parameters, offset: 0, rowBytes: 0, byteCount: 64)
        let update = Step(
          kernel: .biasGradient, operands: [plan.training.steps[3].operands[0], nil, w, nil, nil, nil, nil],
          sizes: [1, 16, Int(rule.rawValue), 0], reals: [], slots: Array(0..<scalars), text: "update", origin: 0)
        plan.training.steps[3] = update
      }
    }
    #expect(faults(.sgd, scalars: 5) == [])
    #expect(faults(.sgd, scalars: 4) == [.badSlots(step: 3)])
    #expect(faults(.adam, scalars: 9) == [.badOperands(step: 3)])
  }

  @Test("a step from nowhere, and layouts that contradict themselves")
  func layouts() {
    #expect(VerifierTests.faults { $0.steps[0].origin = 1 } == [.badOrigin(step: 0)])
    func isBadLayout(_ change: (inout Plan) -> Void) -> Bool {
      guard case .badLayout? = VerifierTests.planFaults(change).first else { return false }
      return true
    }
    #expect(isBadLayout { $0.training.batch = 0 })
    #expect(isBadLayout { $0.evaluation.batch = Int.max })
    #expect(isBadLayout { $0.training.rowBlock = 24 })
    #expect(isBadLayout { $0.training.rowBlock = Int.max / 16 * 16 })
    #expect(isBadLayout { $0.training.arena.byteCount = Int.max })
    #expect(isBadLayout { $0.training.arena.buffers[2].byteCount += 1 })
    #expect(isBadLayout { $0.parameterMemory = -64 })
    #expect(isBadLayout { $0.input.shape = [1 << 40, 1 << 40] })
    #expect(isBadLayout { $0.input.target = .numbers(width: Int.max) })
    #expect(
      isBadLayout {
        $0.measures = [Measure(name: "loss", index: 1, unit: .plain, isMaximized: false, isRoot: false)]
      })
    #expect(isBadLayout { $0.optimizer = OptimizerLayout(rule: .sgd, slots: [0, 1, 2, 3, 4]) })
    #expect(
      isBadLayout {
        $0.prediction.output = Operand(space: .arena, offset: 0, rowBytes: 64, byteCount: 1024)
      })
    func parameter(_ shape: [Int], at offset: Int) -> ParameterLayout {
      ParameterLayout(
        name: "w", shape: shape, initializer: .constant(0), isTrainable: true, offset: offset, states: [],
        transposedOffset: nil)
    }
    func withParameters(_ parameters: [ParameterLayout]) -> Bool {
      isBadLayout { plan in
        plan.parameterMemory = 128
        plan.parameters = parameters
      }
    }
    #expect(!withParameters([parameter([16], at: 64)]))
    #expect(withParameters([parameter([17], at: 64)]))
    #expect(withParameters([parameter([16], at: -64)]))
    #expect(withParameters([parameter([Int.max, 2], at: 0)]))
    #expect(withParameters([parameter([16], at: 0), parameter([16], at: 64)]), "two of one name")
  }

  @Test("a product along the data, which only lanes over inputs and single positions have")
  func productOfData() {
    // dense: [16, 4] with its lanes over inputs, from the data as stored, then a gather into the other operands' buffer.
    func faults(positions: Int, lanes: PanelLanes) -> [PlanFault] {
      VerifierTests.planFaults { plan in
        plan.parameterMemory = 1024
        let w = Operand(space: .parameters, offset: 0, rowBytes: 0, byteCount: 1024)
        let (data, y) = (plan.training.steps[0].operands[0], plan.training.steps[1].operands[1])
        plan.training.steps[1] = Step(
          kernel: .dense, operands: [data, w, nil, y, nil, nil, nil],
          sizes: [positions, 16, 4, 0, VectorSource.dataFloat32.rawValue, lanes.rawValue], reals: [], slots: [],
          text: "dense", origin: 0)
      }
    }
    #expect(faults(positions: 1, lanes: .inputs) == [])
    #expect(faults(positions: 1, lanes: .outputs) == [.badSize(step: 1, size: "source")])
    #expect(faults(positions: 2, lanes: .inputs) == [.badSize(step: 1, size: "source")])
  }
}
