// Plan files that a forger has changed and sealed anew: those that pass for plans are bound and trained. Nothing may
// crash, and the data, which no kernel may write, must stay what it was.

import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Testing

@Test func forgedPlansRunWithinTheirMemoryOrNotAtAll() throws {
  let tiny = TinyPlan(features: 5, batch: 16, epochs: 1)
  let table = Table.bumps(rows: 20, tiny)
  let data = try table.data(tiny)
  // A copy of its own: the kernels get the table's address.
  let inputs = table.inputs.map { $0 }
  let file = PlanFile(
    plan: tiny.plan, configuration: tiny.configuration,
    summary: DataSummary(
      inputShape: [5], elementType: .float32, target: tiny.layout.target, trainingRows: 20, validationRows: 0,
      testRows: 0),
    layers: [], spec: PlannedSpec(path: "tiny.yaml", text: ""))
  let bytes = file.bytes
  #expect((try? PlanFile(bytes: bytes, path: "tiny.plan")) == file)
  // Magic, version, two hashes, the length of the first section.
  let begin = 8 + 4 + 32 + 32 + 8
  let length = bytes[begin - 8..<begin].reversed().reduce(0) { $0 << 8 | Int($1) }
  var trained = 0
  // Unoptimized hashing takes milliseconds a file. A prime stride meets every byte of a word by and by.
  let step = _isDebugAssertConfiguration() ? 23 : 3
  for (number, offset) in stride(from: begin, to: begin + length, by: step).enumerated() {
    var forged = bytes
    forged[offset] ^= number % 2 == 0 ? 0x01 : 0x40
    let core = Array(forged[begin..<begin + length])
    forged.replaceSubrange(44..<76, with: SHA256.hash(core.span))
    let body = Array(forged.dropLast(32))
    guard let plan = try? PlanFile(bytes: body + SHA256.hash(body.span), path: "tiny.plan").plan,
      plan.input == tiny.layout, Model.memoryBytes(plan: plan, workers: 1) < 1 << 20
    else { continue }
    let model = try Model(plan: plan, configuration: tiny.configuration, workers: 1)
    var trainer = try Trainer(model, training: data, validation: data)
    // A changed constant may make the loss infinite, which is a failure of its own.
    _ = try? trainer.train()
    trained += 1
  }
  #expect(trained > 0, "some changes leave a plan that can run")
  #expect(table.inputs == inputs)
}
