// The plan verifier finds each fault that it names, in a sound program into which the fault was put.

import ExecutionPlan
import Testing

struct VerifierTests {
  /// a -> relu -> b (worker's own) -> relu -> c (arena), then a tiles step that reads c.
  static func program() -> Program {
    func arena(_ offset: Int, buffer: Int) -> Operand {
      Operand(space: .arena, offset: offset, rowBytes: 64, byteCount: 1024, buffer: buffer)
    }
    let worker = Operand(space: .worker, offset: 0, rowBytes: 64, byteCount: 1024, buffer: 0)
    let statistics = Operand(space: .arena, offset: 2048, rowBytes: 0, byteCount: 128, buffer: 2)
    let data = Operand(space: .data, offset: 0, rowBytes: 0, byteCount: 0)
    func relu(_ x: Operand, _ y: Operand) -> Step {
      Step(kernel: .activation, operands: [x, y], sizes: [1, 16, 1], reals: [], slots: [], text: "relu", origin: 0)
    }
    let gather = Step(
      kernel: .gather, operands: [data, nil, nil, nil, arena(0, buffer: 0)],
      sizes: [16, VectorSource.dataFloat32.rawValue], reals: [],
      slots: [], text: "gather", origin: 0)
    let reduce = Step(
      kernel: .batchStatistics, operands: [arena(1024, buffer: 1), statistics], sizes: [1, 16], reals: [], slots: [],
      text: "statistics", origin: 0)
    func buffer(_ name: String, _ offset: Int, _ bytes: Int, _ lifetime: ClosedRange<Int>) -> ArenaLayout.Buffer {
      ArenaLayout.Buffer(name: name, offset: offset, byteCount: bytes, lifetime: lifetime)
    }
    return Program(
      batch: 16, steps: [gather, relu(arena(0, buffer: 0), worker), relu(worker, arena(1024, buffer: 1)), reduce],
      phases: [
        Phase(groups: [WorkGroup(domain: .rows, steps: 0..<3, items: 0)]),
        Phase(groups: [WorkGroup(domain: .tiles, steps: 3..<4, items: 1)]),
      ],
      rowBlock: 16,
      arena: ArenaLayout(
        buffers: [buffer("a", 0, 1024, 0...0), buffer("c", 1024, 1024, 0...1), buffer("s", 2048, 128, 1...1)],
        byteCount: 2176, lowerBound: 2176),
      worker: ArenaLayout(buffers: [buffer("b", 0, 1024, 1...2)], byteCount: 1024, lowerBound: 1024), output: nil)
  }

  /// A plan that trains by the program and does nothing else.
  static var plan: Plan {
    Plan(
      name: "p", training: program(), evaluation: .empty, prediction: .empty, parameters: [],
      parameterMemory: 0, constants: [], constantMemory: 0, scalarNames: [], measures: [], optimizer: nil,
      origins: [Origin(path: "a", line: 1, layer: "l")],
      input: InputLayout(shape: [16], elementType: .float32, target: .numbers(width: 1), outputShape: [16]))
  }

  static func planFaults(_ change: (inout Plan) -> Void) -> [PlanFault] {
    var plan = plan
    change(&plan)
    return plan.verify()
  }

  static func faults(_ change: (inout Program) -> Void) -> [PlanFault] { planFaults { change(&$0.training) } }

  @Test("a sound program has no fault")
  func sound() { #expect(Self.faults { _ in }.isEmpty) }

  @Test("an operand beyond its memory", arguments: [2112, -64, Int.max - 63])
  func outOfBounds(offset: Int) {
    let faults = Self.faults { $0.steps[3].operands[1]?.offset = offset }
    #expect(faults.contains(.outOfBounds(step: 3, operand: "statistics")))
  }

  @Test("an operand at an odd address")
  func misaligned() {
    let faults = Self.faults { program in
      program.steps[3].operands[1]?.offset = 2052
      program.arena.byteCount = 4096
    }
    #expect(faults == [.misaligned(step: 3, operand: "statistics")])
  }

  @Test("a value that is read before anybody writes it")
  func useBeforeWrite() {
    let faults = Self.faults { program in
      program.steps[0].operands[4]?.offset = 2176
      program.arena.byteCount = 4096
    }
    #expect(faults == [.useBeforeWrite(step: 1, operand: "x")])
  }

  @Test("a value whose memory another buffer has taken meanwhile")
  func overwritten() {
    // c is placed over a, and the statistics read a.
    let faults = Self.faults { program in
      program.steps[3].operands[0] = program.steps[0].operands[4]
      program.steps[2].operands[1]?.offset = 0
    }
    #expect(faults.contains(.overlap(step: 3, operand: "x", other: "c")))
  }

  @Test("a step in place where its kernel may, and where it may not")
  func inPlace() {
    let allowed = Self.faults { $0.steps[2].operands[0] = $0.steps[2].operands[1] }
    #expect(!allowed.contains(.overlapsOutput(step: 2, operand: "x")))
    let shifted = Self.faults { program in
      program.steps[2].operands[0] = program.steps[2].operands[1]
      program.steps[2].operands[0]?.offset -= 64
    }
    #expect(shifted.contains(.overlapsOutput(step: 2, operand: "x")))
    let reduction = Self.faults { $0.steps[3].operands[1]?.offset = 1024 }
    #expect(reduction.contains(.overlapsOutput(step: 3, operand: "x")))
  }

  @Test("two groups of a phase that write the same bytes")
  func twoWriters() {
    let faults = Self.faults { program in
      program.phases = [
        Phase(groups: [
          WorkGroup(domain: .rows, steps: 0..<3, items: 0), WorkGroup(domain: .tiles, steps: 3..<4, items: 1),
        ])
      ]
      program.steps[3].operands[1]?.offset = 1024
    }
    #expect(faults.contains(.twoWriters(step: 3, other: 2)))
    #expect(faults.contains(.readsConcurrentWrite(step: 3, writer: 2)))
  }

  @Test("rows of different buffers of a group that overlap")
  func overlappingRows() {
    let faults = Self.faults { $0.steps[2].operands[1]?.offset = 512 }
    #expect(faults.contains(.twoWriters(step: 2, other: 0)))
  }

  @Test("an absent operand, and groups that skip a step")
  func structure() {
    let absent = Self.faults { $0.steps[1].operands[0] = nil }
    #expect(absent.contains(.badOperands(step: 1)))
    let skipped = Self.faults { $0.phases[1].groups[0].steps = 2..<4 }
    #expect(skipped == [.badGroups(phase: 1)])
    let missing = Self.faults { $0.phases.removeLast() }
    #expect(missing.contains(.badGroups(phase: 1)))
  }
}
