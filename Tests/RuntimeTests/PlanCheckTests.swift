// Plans with one thing wrong, made by hand: a checked run names the phase, the buffers and the step. Each fault is one
// that an unchecked run does not see.

import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Testing

struct PlanCheckTests {
  /// The tiny plan with named buffers and 64 free bytes behind each.
  static let tiny = TinyPlan()
  static let names = ["x", "z", "row_loss", "hits"]

  /// The arena's operands, which lie without gaps in the order of `names`, each moved up by the guards before it.
  private static func guarded(_ program: Program) -> Program {
    var program = program
    let offsets = Set(program.steps.flatMap(\.operands).compactMap { $0?.space == .arena ? $0?.offset : nil }).sorted()
    func place(_ operand: Operand?) -> Operand? {
      guard var operand else { return nil }
      switch operand.space {
      case .arena:
        operand.buffer = offsets.firstIndex(of: operand.offset) ?? -1
        operand.offset += 64 * operand.buffer
      case .worker: operand.buffer = 0
      case .parameters, .constants, .sums, .data, .target: break
      }
      return operand
    }
    for index in program.steps.indices { program.steps[index].operands = program.steps[index].operands.map(place) }
    program.output = place(program.output)
    let operands = program.steps.flatMap(\.operands)
    func layout(_ space: MemorySpace, _ names: [String], last: Int) -> ArenaLayout {
      let buffers = names.indices.compactMap { index -> ArenaLayout.Buffer? in
        guard let operand = operands.first(where: { $0?.space == space && $0?.buffer == index }) ?? nil else {
          return nil
        }
        return ArenaLayout.Buffer(
          name: names[index], offset: operand.offset, byteCount: operand.byteCount, lifetime: 0...last)
      }
      let end = (buffers.map(\.bytes.upperBound).max() ?? 0) + 64
      return ArenaLayout(buffers: buffers, byteCount: (end + 63) / 64 * 64, lowerBound: end)
    }
    program.arena = layout(.arena, names, last: max(0, program.phases.count - 1))
    program.worker = layout(.worker, ["raw"], last: program.steps.count)
    return program
  }

  private static var plan: Plan {
    var plan = tiny.plan
    plan.training = guarded(plan.training)
    plan.evaluation = guarded(plan.evaluation)
    plan.prediction = guarded(plan.prediction)
    return plan
  }

  private static func model(_ plan: Plan, isChecked: Bool = true, workers: Int = 1) throws -> Model {
    let model = try Model(plan: plan, configuration: tiny.configuration, workers: workers)
    if isChecked { try model.checkPlan() }
    return model
  }

  private static func data() throws -> RuntimeData { try Table.bumps(rows: 100, tiny).data(tiny) }

  /// What a checked training of the plan says.
  private static func message(_ plan: Plan) throws -> String {
    let failure = #expect(throws: Failure.self) {
      var trainer = try Trainer(try model(plan), training: try data(), validation: nil)
      _ = try trainer.train()
    }
    let diagnostic = try #require(failure?.diagnostics.first)
    #expect(diagnostic.code == .planCheckFailed)
    return ([diagnostic.message] + diagnostic.notes.map(\.message)).joined(separator: "\n")
  }

  private static func index(of text: String) throws -> Int {
    try #require(plan.training.steps.firstIndex { $0.text.hasPrefix(text) })
  }

  @Test("a sound plan passes in all three programs, with the bits of an unchecked run", arguments: [1, 3])
  func sound(workers: Int) throws {
    func outcome(_ isChecked: Bool) throws -> (weights: [NamedTensor], figures: [Double], outputs: [Float]) {
      let model = try Self.model(Self.plan, isChecked: isChecked, workers: workers)
      var trainer = try Trainer(model, training: try Self.data(), validation: try Self.data())
      let history = try trainer.train()
      if isChecked {
        // Three epochs of three batches, each epoch with as many of validation.
        #expect(model.planCheckSummary?.batches == 18)
        #expect(model.planCheckSummary?.bytes ?? 0 > 18 * Self.plan.arenaMemory)
      }
      return (model.weights(), history.epochs.flatMap { $0.values.map(\.value) }, try model.predict(try Self.data()))
    }
    let (checked, plain) = (try outcome(true), try outcome(false))
    #expect(checked.weights == plain.weights)
    #expect(checked.figures == plain.figures)
    #expect(checked.outputs == plain.outputs)
  }

  @Test("a kernel that writes past its buffer's last row is named with the buffers beside the gap")
  func pastTheEnd() throws {
    var plan = Self.plan
    // The step writes a row more than its buffer has room for.
    plan.training.arena.buffers[0].byteCount -= 128
    let end = plan.training.arena.buffers[0].bytes.upperBound
    let message = try Self.message(plan)
    #expect(message.contains("training, phase 0: bytes \(end) to "), "\(message)")
    #expect(message.contains("of the arena, between 'x' and 'z', were overwritten"), "\(message)")
    #expect(message.contains("written nearby by `x = linear(raw)`"), "\(message)")
  }

  @Test("an operand that begins before its buffer is seen in the gap")
  func overlap() throws {
    var plan = Self.plan
    let step = try Self.index(of: "hits =")
    plan.training.steps[step].operands[2]?.offset -= 64
    let message = try Self.message(plan)
    #expect(message.contains("between 'row_loss' and 'hits', were overwritten"), "\(message)")
    #expect(message.contains("written nearby by `hits = accuracy(z)`"), "\(message)")
  }

  @Test("a lifetime that ends before the last reader is seen in what the reader makes of it")
  func tooShort() throws {
    var plan = Self.plan
    plan.training.arena.buffers[0].lifetime = 0...0
    let message = try Self.message(plan)
    #expect(message.contains("training, phase 1, step `kernel update`"), "\(message)")
    #expect(message.contains("was computed from memory that holds nothing"), "\(message)")
  }

  @Test("a step that leaves a part of its output unwritten is seen where that is read")
  func unwritten() throws {
    var plan = Self.plan
    // Of 32 lanes the first 16 are written.
    plan.training.steps[try Self.index(of: "x =")].sizes[1] = 10
    let message = try Self.message(plan)
    #expect(message.contains("step `z = dense(x, kernel, bias)`: row 0, element 0 of 'z'"), "\(message)")
    #expect(message.contains("was computed from memory that holds nothing"), "\(message)")
  }

  @Test("a worker's memory is checked after every step")
  func worker() throws {
    var plan = Self.plan
    plan.training.worker.buffers[0].byteCount -= 128
    let message = try Self.message(plan)
    #expect(message.contains("phase 0, step `raw = gather(data)`: bytes "), "\(message)")
    #expect(message.contains("of worker 0's memory, after 'raw', were overwritten"), "\(message)")
  }

  @Test("evaluation and prediction run checked, too")
  func otherPrograms() throws {
    var plan = Self.plan
    plan.evaluation.arena.buffers[0].byteCount -= 128
    plan.prediction.arena.buffers[0].byteCount -= 128
    let model = try Self.model(plan)
    let evaluation = #expect(throws: Failure.self) { try model.evaluate(try Self.data()) }
    #expect(evaluation?.diagnostics.first?.message.hasPrefix("evaluation, phase 0: bytes ") == true)
    let prediction = #expect(throws: Failure.self) { try model.predict(try Self.data()) }
    #expect(prediction?.diagnostics.first?.message.hasPrefix("prediction, phase 0: bytes ") == true)
  }

  @Test("without a check the same faults pass unseen")
  func unchecked() throws {
    var plan = Self.plan
    plan.training.steps[try Self.index(of: "x =")].sizes[1] = 10
    var trainer = try Trainer(
      try Self.model(plan, isChecked: false), training: try Self.data(), validation: nil)
    #expect(try trainer.train().epochs.count == 3)
  }
}
