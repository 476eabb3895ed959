// Plans as the planner makes them, run checked: no stray write, no read of dead memory, and the bits of the plain run.

import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Pipeline
import Planner
import Testing

struct CheckedRunTests {
  @Test(
    "models with every layer run checked to the same bits", arguments: EquivalenceTests.models.keys.sorted(), [1, 2])
  func models(name: String, threads: Int) throws {
    #expect(
      try EquivalenceTests.outcome(name, threads: threads, checksPlan: true)
        == EquivalenceTests.outcome(name, threads: threads))
  }

  @Test(
    "unfused plans and plans without shared memory are sound, too", arguments: EquivalenceTests.models.keys.sorted())
  func variants(name: String) throws {
    let plain = try EquivalenceTests.outcome(name)
    #expect(try EquivalenceTests.outcome(name, fusions: [], checksPlan: true) == plain)
    #expect(try EquivalenceTests.outcome(name, reusesBuffers: false, checksPlan: true) == plain)
  }

  /// MNIST's examples where its files are.
  static let examples = GoldenTests.examples.filter { !$0.contains("mnist") || MNISTTests.hasData }

  @Test("the example specs run checked to the same weights and figures", arguments: examples)
  func exampleSpec(path: String) throws {
    func outcome(_ isChecked: Bool) throws -> EquivalenceTests.Outcome {
      let root = #filePath.dropLast("/Tests/IntegrationTests/CheckedRunTests.swift".count)
      var request = CompileRequest(
        path: "\(root)/\(path)", overrides: ["training.epochs=1", "data.limit=300"], threads: 2)
      request.checksPlan = isChecked
      let session = try Session(compile(request, data: .rows))
      // Validation of MNIST takes a while: only where a callback wants it.
      let needsValidation = !session.compiled.compilation.configuration.callbacks.isEmpty
      var trainer = try Trainer(
        session.model, training: try #require(session.splits[.training]),
        validation: needsValidation ? session.splits[.validation] : nil)
      let figures = try trainer.train().epochs.flatMap(\.values)
      return EquivalenceTests.Outcome(weights: session.model.weights(), figures: figures.map(\.value))
    }
    #expect(try outcome(true) == outcome(false))
  }

  @Test("guard bytes leave room behind every buffer and parameter, and the plan still verifies")
  func guards() throws {
    let text = """
      data: {source: digits}
      \(try #require(EquivalenceTests.models["normalization and dropout"]))
      """
    let plan = try TemporarySpec(text).compiled(checksPlan: true).plan
    #expect(plan.verify().isEmpty)
    // Figures are summed batch by batch: another batch size would be another sum.
    let plain = try TemporarySpec(text).compiled().plan
    #expect(plan.evaluation.batch == plain.evaluation.batch && plan.prediction.batch == plain.prediction.batch)
    for layout in [plan.training.arena, plan.training.worker, plan.evaluation.worker, plan.prediction.arena] {
      for (index, buffer) in layout.buffers.enumerated() {
        #expect(buffer.bytes.upperBound + 64 <= layout.byteCount)
        let guarded = buffer.bytes.lowerBound..<buffer.bytes.upperBound + 64
        for (other, neighbour) in layout.buffers.enumerated() where other != index {
          let isApart = !guarded.overlaps(neighbour.bytes) || !buffer.lifetime.overlaps(neighbour.lifetime)
          #expect(isApart, "\(buffer.name) and \(neighbour.name)")
        }
      }
    }
    let offsets = plan.parameters.flatMap { [$0.offset] + $0.states.map(\.offset) }.sorted()
    for parameter in plan.parameters {
      let next = offsets.first { $0 > parameter.offset } ?? plan.parameterMemory
      #expect(parameter.offset + parameter.byteCount + 64 <= next, "\(parameter.name)")
    }
  }
}
